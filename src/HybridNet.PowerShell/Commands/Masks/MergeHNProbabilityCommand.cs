using System.Management.Automation;
using HybridNet.Ensembling;
using HybridNet.Metrics;
using HybridNet.Pairing;
using HybridNet.PowerShell.Completion;
using HybridNet.PowerShell.Values;

namespace HybridNet.PowerShell.Commands;

/// <summary>Merges the probability maps of several members: checkpoints, folds, or augmented views of one image.</summary>
[Cmdlet(VerbsData.Merge, "HNProbability", SupportsShouldProcess = true, DefaultParameterSetName = MergeOnly)]
[OutputType(typeof(MergeResult), typeof(MemberContribution))]
public sealed partial class MergeHNProbabilityCommand : HNCommand
{
    private const string MergeOnly = "Merge",
        WithReference = "LeaveOneOut";

    private readonly List<string> _members = [];

    /// <summary>Folders of probability maps.</summary>
    [Parameter(
        Mandatory = true,
        Position = 0,
        ValueFromPipeline = true,
        ValueFromPipelineByPropertyName = true,
        HelpMessage = "Folders of probability maps, one for each member; wildcards are allowed, and folders come from the "
            + "pipeline too."
    )]
    [Alias("FullName", "PSPath")]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[] Member { get; set; } = [];

    /// <summary>Folder to write to.</summary>
    [Parameter(
        Mandatory = true,
        HelpMessage = "Folder of the merged maps; it is made when it is missing. Each file is named as the first member's."
    )]
    [ValidateNotNullOrEmpty]
    public string Destination { get; set; } = "";

    /// <summary>What was done to each member's input.</summary>
    [Parameter(
        HelpMessage = "What was done to the images that each member saw, in the order of the members; undone before merging. "
            + "None when left out."
    )]
    [ValidateNotNullOrEmpty]
    public GeometricTransform[] Transform { get; set; } = [GeometricTransform.None];

    /// <summary>How the maps become one.</summary>
    [Parameter(HelpMessage = "How the maps become one: Mean (the default), LogitMean, GeometricMean, Median, Maximum or Vote.")]
    public MergeMethod Method { get; set; }

    /// <summary>Weights.</summary>
    [Parameter(HelpMessage = "Weight of each member, in the order of the members; equal when left out.")]
    [ValidateRange(0.0, 1e9)]
    [ValidateNotNullOrEmpty]
    public double[]? Weight { get; set; }

    /// <summary>Threshold of a vote.</summary>
    [Parameter(HelpMessage = "With -Method Vote: probability at and above which a member votes; 0.5 when left out.")]
    [ValidateRange(0.0, 1.0)]
    [Idle(Without = nameof(Method), Value = nameof(MergeMethod.Vote))]
    public double VoteThreshold { get; set; } = 0.5;

    /// <summary>How the merged maps are stored.</summary>
    [Parameter(
        HelpMessage = "How the merged maps are stored: Same (as the finest of the members, the default), Png8, Png16 or Npy."
    )]
    public MergeFormat Format { get; set; }

    /// <summary>Folder of disagreement maps.</summary>
    [Parameter(HelpMessage = "Writes the standard deviation of the members at each pixel into this folder.")]
    [ValidateNotNullOrEmpty]
    public string? Disagreement { get; set; }

    /// <summary>Lesion code.</summary>
    [Parameter(
        HelpMessage = "Class that is merged: only files whose name carries it (0065_1_EX.png) or none; all when left out."
    )]
    [ArgumentCompleter(typeof(LesionCompleter))]
    public string? Lesion { get; set; }

    /// <summary>What a name's id is.</summary>
    [Parameter(
        HelpMessage = "Regular expression that takes the id out of every name: its group 'id', else its first group, else "
            + "the match."
    )]
    [ValidateNotNullOrEmpty]
    public string? IdPattern { get; set; }

    /// <summary>Leaves each member out in turn.</summary>
    [Parameter(
        Mandatory = true,
        ParameterSetName = WithReference,
        HelpMessage = "Emits, after the maps, what each member brings: the Dice of all members against that of all but this one."
    )]
    public SwitchParameter LeaveOneOut { get; set; }

    /// <summary>Folders of reference masks.</summary>
    [Parameter(
        Mandatory = true,
        ParameterSetName = WithReference,
        HelpMessage = "Folders of reference masks; the reference of an image is the union over them."
    )]
    [ValidateNotNullOrEmpty]
    public string[] GroundTruth { get; set; } = [];

    /// <summary>Folder of region masks.</summary>
    [Parameter(
        ParameterSetName = WithReference,
        HelpMessage = "Folder of field-of-view or region-of-interest masks; only pixels inside count."
    )]
    [ValidateNotNullOrEmpty]
    public string? Region { get; set; }

    /// <summary>Threshold of the merged maps.</summary>
    [Parameter(
        ParameterSetName = WithReference,
        HelpMessage = "Probability at and above which a pixel of a merged map is positive; 0.5 when left out."
    )]
    [ValidateRange(0.0, 1.0)]
    public double Threshold { get; set; } = 0.5;

    /// <summary>What a missing reference file means.</summary>
    [Parameter(
        ParameterSetName = WithReference,
        HelpMessage = "What it means that no folder has a reference of an image: Error (missing, the default) or Empty."
    )]
    public MissingGroundTruth MissingGroundTruth { get; set; }

    /// <summary>Rule for undefined values.</summary>
    [Parameter(
        ParameterSetName = WithReference,
        HelpMessage = "What undefined values count in the means: NonTrivial (the default), GtPositive, EmptyAsOne or Strict."
    )]
    public EmptyPolicy EmptyPolicy { get; set; }

    /// <summary>Bootstrap resamples.</summary>
    [Parameter(ParameterSetName = WithReference, HelpMessage = "Bootstrap resamples for the intervals; 0 for none.")]
    [ValidateRange(0, 1_000_000)]
    public int Resamples { get; set; } = Statistics.Bootstrap.DefaultResamples;

    /// <summary>Seed.</summary>
    [Parameter(ParameterSetName = WithReference, HelpMessage = "Seed of the resampling: the same seed gives the same intervals.")]
    public ulong Seed { get; set; } = 1;

    /// <summary>Images at a time.</summary>
    [Parameter(
        HelpMessage = "Images worked on at a time; the number of processors when left out. The maps are the same for any value."
    )]
    [ValidateRange(1, 1024)]
    public int ThrottleLimit { get; set; } = Environment.ProcessorCount;

    /// <summary>Replaces files.</summary>
    [Parameter(HelpMessage = "Replaces maps that are there already.")]
    public SwitchParameter Force { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord() => _members.AddRange(ExistingPaths(Member, literal: MyInvocation.ExpectingInput));

    /// <inheritdoc/>
    protected override void EndProcessing() => TryItem(Merge);

    private void Merge()
    {
        MergeOptions options = Options();
        string destination = NewPath(Destination);
        string? disagreement = Disagreement is null ? null : NewPath(Disagreement);
        if (disagreement == destination)
            throw new InputException(
                InputError.InvalidArgument,
                $"-Disagreement and -Destination are both {destination}.",
                destination,
                "Give the disagreement maps a folder of their own."
            );
        string[] names = MemberNames.Of(_members);
        IEnumerable<string> members = names.Zip(
            options.Transforms,
            (name, transform) => transform == GeometricTransform.None ? name : $"{name} ({transform} undone)"
        );
        WriteVerbose($"{names.Length} members: {string.Join(", ", members)}.");
        PairingResult paired = Paired(names, destination);
        var runner = new MergeRunner(Adapters.Images, names, options) { Threshold = Threshold, Overwrite = Force };
        List<MergeCase> images = [];
        foreach (
            (MergeCase? work, InputException? exception) in MergeCase.Of(paired.Images, destination, disagreement, LeaveOneOut)
        )
        {
            if (exception is not null)
                Report(Errors.From(exception));
            else if (
                TryItem(() => Checked(work!), out MergeCase ready) && ShouldProcess(ready.Path, $"Merge {names.Length} maps")
            )
                images.Add(ready);
        }
        var counts = new List<IReadOnlyList<Confusion>>();
        var suspects = new SuspectTally();
        using (var progress = new ProgressMeter(this, 1, "Merging maps", images.Count))
        {
            int done = 0;
            foreach (
                (MergeCase work, MergedImage? merged, InputException? exception) in runner.Run(images, ThrottleLimit, CancelToken)
            )
            {
                progress.Report(++done, work.ImageId);
                if (exception is not null)
                    Report(Errors.From(exception));
                if (merged is null)
                    continue;
                WriteObject(merged.Result);
                suspects.Add(merged.Suspects);
                counts.Add(merged.Counts);
            }
        }
        foreach (string sentence in suspects.Sentences(names, counts.Count))
            WriteWarning(sentence);
        if (LeaveOneOut && counts.Count > 0)
            WriteObject(runner.Contributions(counts, EmptyPolicy, Resamples, Seed), enumerateCollection: true);
    }

    private MergeOptions Options()
    {
        int count = _members.Count;
        if (count < 2)
            throw new InputException(
                InputError.InvalidArgument,
                $"{(count == 0 ? "No member" : "One member")} was found: nothing can be merged.",
                string.Join(", ", Member),
                "Name at least two folders of maps."
            );
        foreach (string path in _members)
            if (!Directory.Exists(path))
                throw new InputException(
                    InputError.InvalidArgument,
                    $"{path} is no folder.",
                    path,
                    "A member is a folder of probability maps."
                );
        if (Transform.Length > 1 && Transform.Length != count)
            throw Mismatch("-Transform", Transform.Length);
        if (Weight is not null && Weight.Length != count)
            throw Mismatch("-Weight", Weight.Length);
        if (Weight is not null && Weight.Count(weight => weight > 0) < (LeaveOneOut ? 2 : 1))
            throw new InputException(
                InputError.InvalidArgument,
                "Too few weights are above 0.",
                null,
                "Give at least one member a weight; two to leave one out."
            );
        return new()
        {
            Method = Method,
            Weights = Weight ?? [.. Enumerable.Repeat(1.0, count)],
            Transforms = Transform.Length == count ? Transform : [.. Enumerable.Repeat(Transform[0], count)],
            VoteThreshold = VoteThreshold,
            Format = Format,
        };

        InputException Mismatch(string parameter, int given) =>
            new(
                InputError.InvalidArgument,
                $"{parameter} has {given} values for {count} members: {string.Join(", ", _members)}.",
                parameter,
                "Give one for each member, in the same order."
            );
    }
}
