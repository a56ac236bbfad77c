using System.Management.Automation;
using System.Text.RegularExpressions;
using HybridNet.Froc;
using HybridNet.Lesions;
using HybridNet.Metrics;
using HybridNet.Ports;
using HybridNet.PowerShell.Completion;
using HybridNet.PowerShell.Values;

namespace HybridNet.PowerShell.Commands;

/// <summary>Emits how many lesions a run finds at how many false candidates an image.</summary>
[Cmdlet(VerbsDiagnostic.Measure, "HNFroc", DefaultParameterSetName = ByPath)]
[OutputType(typeof(FrocResult), typeof(FrocPoint))]
[Idle(nameof(PredictionForeground), Because = MapsAlone)]
[Idle(nameof(ImagePath), Because = NothingDrawn)]
public sealed class MeasureHNFrocCommand : MaskInputCommand
{
    private static readonly Dictionary<string, FrocProtocol> s_protocols = new(StringComparer.OrdinalIgnoreCase)
    {
        ["MONAI"] = FrocProtocol.Monai,
        ["picai_eval"] = FrocProtocol.Picai,
    };

    private const double ToolThreshold = 0.5,
        PicaiOverlap = 0.1;

    private List<FrocCounts[]>? _baseline;
    private string _baselineName = "";

    /// <summary>Another tool's figures.</summary>
    [Parameter(
        HelpMessage = "Gives the figures of another tool: MONAI (a candidate is a point; mean sensitivity at 1/4 to 8) or "
            + "picai_eval (one-to-one matches from an IoU of 0.1 on; mean of average precision and AUROC). Candidates are cut "
            + "at 0.5 unless -CandidateThreshold says otherwise."
    )]
    [ValidateSet("MONAI", "picai_eval")]
    public string? As { get; set; }

    /// <summary>Threshold of the candidates.</summary>
    [Parameter(
        HelpMessage = "Probability at which candidates are cut once, their highest probability being their confidence; "
            + "when left out, every level of the map is a threshold."
    )]
    [ValidateRange(0.005, 1.0)]
    public double? CandidateThreshold { get; set; }

    /// <summary>Criteria of overlap.</summary>
    [Parameter(
        HelpMessage = "With -CandidateThreshold: intersections over union from which a candidate finds a lesion, a row each; "
            + "0 (one shared pixel) when left out."
    )]
    [ValidateNotNullOrEmpty]
    [ValidateRange(0.0, 1.0)]
    public double[] Overlap { get; set; } = [0];

    /// <summary>Pattern of a subject.</summary>
    [Parameter(
        HelpMessage = "Regular expression whose first group, or whole match, is the subject of an image id; then whole "
            + "subjects are resampled."
    )]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(IdPatternCompleter))]
    public string? SubjectPattern { get; set; }

    /// <summary>Lowest level.</summary>
    [Parameter(HelpMessage = "Lowest probability of a candidate when every level is a threshold; 0.01 when left out.")]
    [ValidateRange(0.004, 1.0)]
    public double Floor { get; set; } = 0.01;

    /// <summary>False candidates an image.</summary>
    [Parameter(
        HelpMessage = "False candidates an image at which the sensitivity is averaged; 1/8, 1/4, 1/2, 1, 2, 4, 8 when left out."
    )]
    [ValidateNotNullOrEmpty]
    public double[] Rate { get; set; } = [.. FrocCurve.DefaultRates];

    /// <summary>Sizes of lesions.</summary>
    [Parameter(HelpMessage = "Adds a row for each size of lesions; false candidates are those of all sizes.")]
    public SwitchParameter BySize { get; set; }

    /// <summary>Limits of the size strata.</summary>
    [Parameter(HelpMessage = "Pixels at which the size strata begin; 10, 50, 200, 1000 when left out.")]
    [ValidateNotNullOrEmpty]
    [Idle(Without = nameof(BySize))]
    public long[] SizeLimit { get; set; } = [10, 50, 200, 1000];

    /// <summary>Emit the operating points.</summary>
    [Parameter(HelpMessage = "Emits the operating points in place of the summary.")]
    public SwitchParameter AsPoint { get; set; }

    /// <summary>The run to compare with.</summary>
    [Parameter(HelpMessage = "The run to compare with, as an object or a folder; the difference is paired by image.")]
    [ValidateNotNull]
    public PSObject? Baseline { get; set; }

    /// <summary>Resamples.</summary>
    [Parameter(HelpMessage = "Bootstrap resamples of the intervals; 1,000 when left out.")]
    [ValidateRange(100, 100_000)]
    public int Resamples { get; set; } = 1000;

    /// <summary>Seed.</summary>
    [Parameter(HelpMessage = "Seed of the resampling: the same seed gives the same figures, on any number of processors.")]
    public ulong Seed { get; set; } = 1;

    private FrocProtocol Rules => As is null ? FrocProtocol.Ours : s_protocols[As];

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        if (As is null)
            return;
        string[] decided =
            Rules == FrocProtocol.Monai ? [nameof(Floor), nameof(BySize), nameof(Overlap)] : [nameof(Floor), nameof(BySize)];
        if (decided.FirstOrDefault(MyInvocation.BoundParameters.ContainsKey) is { } known)
            Fail(
                new(
                    InputError.InvalidArgument,
                    $"-{known} cannot be given with -As {As}: the tool decides it.",
                    known,
                    "Leave out one of them."
                )
            );
        CandidateThreshold ??= ToolThreshold;
        if (Rules == FrocProtocol.Picai && !MyInvocation.BoundParameters.ContainsKey(nameof(Overlap)))
            Overlap = [PicaiOverlap];
        if (!MyInvocation.BoundParameters.ContainsKey(nameof(Rate)))
            Rate = [.. FrocFigures.RatesOf(Rules)];
    }

    private protected override void ProcessImages(Run? run, IReadOnlyList<ImageCase> images)
    {
        SizeStrata? strata = BySize ? SizeStrata.Parse(SizeLimit) : null;
        string name = run?.Name ?? "";
        if (CandidateThreshold is null && Overlap is not [0])
            throw new InputException(
                InputError.InvalidArgument,
                "-Overlap needs candidates that are cut once: at every level of a map a candidate has another outline.",
                name,
                "Give -CandidateThreshold too, such as 0.5."
            );
        Regex? subject = SubjectPattern is null ? null : HybridNet.IdPattern.Compile(SubjectPattern);
        List<FrocCounts[]> counts = Counts(images, strata);
        if (counts.Count == 0)
            return;
        int sizes = counts[0].Length / Overlap.Length;
        for (int part = 0; part < counts[0].Length; part++)
        {
            FrocCounts[] own = [.. counts.Select(image => image[part])];
            int size = part % sizes;
            FrocResult result = FrocResult.Of(name, own, Rate, Resamples, Seed, subject, Rules, CancelToken) with
            {
                Protocol = As,
                SizeStratum = size == 0 ? null : strata!.Names[size - 1],
                Overlap = Overlap[part / sizes],
                Origin = new Origin(run),
            };
            if (part == 0 && result.Lesions == 0)
                WriteWarning($"The references of {name} have no lesion: there is no sensitivity.");
            if (Baseline is not null && size == 0)
            {
                _baseline ??= OfBaseline();
                result = result.Against(
                    _baselineName,
                    own,
                    [.. _baseline.Select(image => image[part / sizes])],
                    Resamples,
                    Seed,
                    subject
                );
            }
            if (AsPoint)
                WriteObject(result.Points, enumerateCollection: true);
            else
                WriteObject(result);
        }
    }

    private List<FrocCounts[]> OfBaseline()
    {
        Run run = RunOf(Baseline!);
        _baselineName = run.Name;
        IReadOnlyList<ImageCases.Entry> entries = ImageCases.Of(run, MissingGroundTruth);
        foreach (InputException fault in entries.Select(entry => entry.Fault).OfType<InputException>())
            Report(Errors.From(fault));
        return Counts([.. entries.Select(entry => entry.Work).OfType<ImageCase>()], null);
    }

    private List<FrocCounts[]> Counts(IReadOnlyList<ImageCase> images, SizeStrata? strata)
    {
        var options = new FrocOptions(LevelOf(Floor), CandidateThreshold is { } threshold ? LevelOf(threshold) : null)
        {
            Overlaps = Overlap,
            Protocol = Rules,
        };
        return
        [
            .. Results(
                    FrocRunner.Counts(images, Adapters.Images, options, strata, ThrottleLimit, CancelToken),
                    "Counting candidates",
                    images.Count
                )
                .Select(image => image.Result),
        ];
    }

    private static int LevelOf(double probability) => Math.Max(1, (int)Math.Ceiling(255 * probability - 1e-9));
}
