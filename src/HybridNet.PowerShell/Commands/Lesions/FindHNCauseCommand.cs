using System.Management.Automation;
using HybridNet.Causes;
using HybridNet.Lesions;
using HybridNet.Metrics;
using HybridNet.PowerShell.Completion;
using HybridNet.PowerShell.Values;

namespace HybridNet.PowerShell.Commands;

/// <summary>
/// Finds the few rules that explain why lesions are missed and why others are false, and says so when there are none.
/// </summary>
[Cmdlet(VerbsCommon.Find, "HNCause", DefaultParameterSetName = ByPath)]
[OutputType(typeof(CauseRule), typeof(MissDivision))]
[Idle(nameof(Photo), nameof(Structure), nameof(Alpha), nameof(First), nameof(SubjectPattern), nameof(Seed), With = nameof(Miss))]
public sealed class FindHNCauseCommand : MatchedLesionCommand
{
    /// <summary>Emit how misses came about.</summary>
    [Parameter(
        HelpMessage = "Emits how the missed lesions were missed in place of the rules: no response, below the "
            + "threshold, removed, too small, found as another class."
    )]
    public SwitchParameter Miss { get; set; }

    /// <summary>Error rate.</summary>
    [Parameter(HelpMessage = "Probability of finding any rule where nothing is the cause; 0.05 when left out.")]
    [ValidateRange(0.001, 0.5)]
    public double Alpha { get; set; } = 0.05;

    /// <summary>Most rules.</summary>
    [Parameter(HelpMessage = "Most rules for misses and for false alarms; 3 when left out.")]
    [ValidateRange(1, 10)]
    public int First { get; set; } = 3;

    /// <summary>Level of no response.</summary>
    [Parameter(HelpMessage = "With -Miss: probability up to which a map shows nothing; 0.05 when left out.")]
    [Idle(Without = nameof(Miss))]
    [ValidateRange(0.0, 1.0)]
    public double ResponseFloor { get; set; } = 0.05;

    /// <summary>Pattern of a subject.</summary>
    [Parameter(
        HelpMessage = "Regular expression whose first group, or whole match, is the subject of an image id; lesions of "
            + "one subject then count as alike."
    )]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(IdPatternCompleter))]
    public string? SubjectPattern { get; set; }

    /// <summary>Seed.</summary>
    [Parameter(HelpMessage = "Seed of the random flips: the same seed gives the same figures, on any number of processors.")]
    public ulong Seed { get; set; } = 1;

    // How a lesion was missed stands in the maps, why it was missed in the photographs.
    private protected override bool LooksAtPhotos => !Miss;

    private protected override void ProcessImages(Run? run, IReadOnlyList<ImageCase> images)
    {
        IReadOnlyList<ImageCase> classes = Miss ? WithOthers(run, Classed(images)) : Classed(images);
        var needs = new AttributeNeeds(Photos: !Miss, Probabilities: Miss);
        Lesion[] lesions = [.. WithAbsentSaid(classes, Measured(classes, Matching, SizeStrata.Default, needs))];
        // A set of several classes has its misses and its rules class by class.
        foreach (string? kind in classes.Select(image => image.Class).Distinct().DefaultIfEmpty(null))
        {
            Lesion[] own = kind is null ? lesions : [.. lesions.Where(lesion => lesion.OwnClass == kind)];
            if (Miss)
                WriteDivision(run, kind, own);
            else
                WriteObject(Rules(run, kind, own, images), enumerateCollection: true);
        }
    }

    private void WriteDivision(Run? run, string? kind, Lesion[] lesions)
    {
        IReadOnlyList<MissDivision> division = MissDivision.Of(run?.Name ?? "", lesions, run?.Threshold ?? 0.5, ResponseFloor);
        if (division.Count == 0)
            WriteWarning($"No lesion of {(kind is null ? run?.Name ?? "these files" : "class " + kind)} is missed.");
        WriteObject(division, enumerateCollection: true);
    }

    private IEnumerable<CauseRule> Rules(Run? run, string? kind, Lesion[] lesions, IReadOnlyList<ImageCase> images) =>
        CauseFinder
            .Find(
                run?.Name ?? "",
                lesions,
                new CauseOptions
                {
                    Alpha = Alpha,
                    Most = First,
                    Seed = Seed,
                    Subject = SubjectPattern is null ? null : HybridNet.IdPattern.Compile(SubjectPattern),
                    Structures = [.. images.SelectMany(image => image.Structures.Keys).Distinct()],
                },
                CancelToken
            )
            .Select(rule => kind is null ? rule : rule with { OwnClass = kind });
}
