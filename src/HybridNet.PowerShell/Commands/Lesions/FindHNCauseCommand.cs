using System.Management.Automation;
using HybridNet.Causes;
using HybridNet.Lesions;
using HybridNet.Metrics;

namespace HybridNet.PowerShell.Commands;

/// <summary>
/// Finds the few rules that explain why lesions are missed and why others are false, and says so when there are none.
/// </summary>
[Cmdlet(VerbsCommon.Find, "HNCause", DefaultParameterSetName = ByPath)]
[OutputType(typeof(CauseRule), typeof(MissDivision))]
public sealed class FindHNCauseCommand : AttributedLesionCommand
{
    /// <summary>Emit how misses came about.</summary>
    [Parameter(
        HelpMessage = "Emits how the missed lesions were missed in place of the rules: no response, below the "
            + "threshold, removed, too small, found as another class."
    )]
    public SwitchParameter Miss { get; set; }

    /// <summary>Folder of photographs.</summary>
    [Parameter(HelpMessage = "Folder of the photographs; the run's own when left out.")]
    [ValidateNotNullOrEmpty]
    public string? Photo { get; set; }

    /// <summary>Folders of structure masks.</summary>
    [Parameter(
        HelpMessage = "Folders of masks of other structures, such as optic disc and vessels; a folder's name is the structure's."
    )]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[] Structure { get; set; } = [];

    /// <summary>What the id in a structure mask's name is.</summary>
    [Parameter(
        HelpMessage = "With -Structure: regular expression that takes the image's id out of the name of a structure's mask: "
            + "its group 'id', else its first group, else the match."
    )]
    [ValidateNotNullOrEmpty]
    public string? StructureIdPattern { get; set; }

    /// <summary>Class numbers of label maps.</summary>
    [Parameter(
        HelpMessage = "Class numbers of label maps, where one file holds all classes; the classes come from names or runs "
            + "when left out."
    )]
    [ValidateNotNullOrEmpty]
    public long[]? ClassNumber { get; set; }

    /// <summary>Names of these numbers.</summary>
    [Parameter(HelpMessage = "With -ClassNumber: the names of these classes, in the same order.")]
    [ValidateNotNullOrEmpty]
    public string[]? ClassName { get; set; }

    /// <summary>When a lesion counts as found.</summary>
    [Parameter(HelpMessage = "When a lesion counts as found: AnyOverlap (one pixel, the default) or Iou (see -IouThreshold).")]
    public MatchMode MatchMode { get; set; }

    /// <summary>Lowest IoU of a match.</summary>
    [Parameter(HelpMessage = "With -MatchMode Iou: the lowest intersection over union that counts; 0.5 when left out.")]
    [ValidateRange(0.0, 1.0)]
    public double IouThreshold { get; set; } = 0.5;

    /// <summary>Which neighbours make a lesion.</summary>
    [Parameter(HelpMessage = "Which neighbours make one lesion: 8 (the default) or 4.")]
    public Connectivity Connectivity { get; set; } = Connectivity.Eight;

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
    [ValidateRange(0.0, 1.0)]
    public double ResponseFloor { get; set; } = 0.05;

    /// <summary>Pattern of a subject.</summary>
    [Parameter(
        HelpMessage = "Regular expression whose first group, or whole match, is the subject of an image id; lesions of "
            + "one subject then count as alike."
    )]
    [ValidateNotNullOrEmpty]
    public string? SubjectPattern { get; set; }

    /// <summary>Seed.</summary>
    [Parameter(HelpMessage = "Seed of the random flips: the same seed gives the same figures, on any number of processors.")]
    public ulong Seed { get; set; } = 1;

    // How a lesion was missed stands in the maps, why it was missed in the photographs.
    private protected override string? PhotoFolder => Miss ? null : Photo;

    private protected override string[] StructureFolders => Structure;

    private protected override string? StructurePattern => StructureIdPattern;

    private protected override (long[]? Numbers, string[]? Names) LabelMaps => (ClassNumber, ClassName);

    private protected override void ProcessImages(Run? run, IReadOnlyList<ImageCase> images)
    {
        var options = new MeasurementOptions
        {
            Connectivity = Connectivity,
            MatchMode = MatchMode,
            IouThreshold = IouThreshold,
        };
        IReadOnlyList<ImageCase> classes = Miss ? WithOthers(run, Classed(images)) : Classed(images);
        Lesion[] lesions = [.. Measured(classes, options, SizeStrata.Default, new(Photos: !Miss, Probabilities: Miss))];
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
