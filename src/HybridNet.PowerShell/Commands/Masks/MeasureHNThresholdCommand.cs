using System.Management.Automation;
using HybridNet.Metrics;
using HybridNet.PowerShell.Completion;
using HybridNet.PowerShell.Values;
using HybridNet.Probabilities;
using HybridNet.Protocols;

namespace HybridNet.PowerShell.Commands;

/// <summary>Emits what each probability threshold would give on a run.</summary>
[Cmdlet(VerbsDiagnostic.Measure, "HNThreshold", DefaultParameterSetName = ByPath)]
[OutputType(typeof(ThresholdPoint), typeof(ProtocolCurve))]
[Idle(nameof(PredictionForeground), Because = MapsAlone)]
[Idle(nameof(ImagePath), Because = NothingDrawn)]
[Idle(nameof(Threshold), nameof(EmptyPolicy), With = nameof(As))]
public sealed class MeasureHNThresholdCommand : MaskInputCommand
{
    private IReadOnlyList<Protocol> _protocols = [];

    /// <summary>Protocols.</summary>
    [Parameter(
        HelpMessage = "Gives the curves of other tools under their names instead of a sweep: protocols by name (IDRiD, M2MRF, "
            + "sklearn; wildcards allowed) or files that write one down. One row for all images together."
    )]
    [ArgumentCompleter(typeof(ProtocolCompleter))]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    public string[] As { get; set; } = [];

    /// <summary>Rows of images.</summary>
    [Parameter(HelpMessage = "With -As: one row for each image instead of one for all of them together.")]
    [Idle(Without = nameof(As))]
    public SwitchParameter PerImage { get; set; }

    /// <summary>Thresholds.</summary>
    [Parameter(HelpMessage = "Probabilities to try, 0 to 1; all 256 levels of an 8-bit map when left out.")]
    [ValidateRange(0.0, 1.0)]
    public double[]? Threshold { get; set; }

    /// <summary>Rule for undefined values.</summary>
    [Parameter(
        HelpMessage = "What undefined values count in the means: NonTrivial (the default), GtPositive, EmptyAsOne or Strict."
    )]
    public EmptyPolicy EmptyPolicy { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        if (As.Length == 0)
            return;
        TryOrFail(() => _protocols = [.. ProtocolChoice.Of(As, NewPath).Where(protocol => protocol.Curves.Count > 0)]);
        if (_protocols.Count == 0)
            Fail(
                new(
                    InputError.InvalidArgument,
                    $"{string.Join(", ", As)} has no figures of probability maps.",
                    As[0],
                    "IDRiD, M2MRF and sklearn have; Measure-HNMask -As takes those of masks."
                )
            );
    }

    private protected override void ProcessImages(Run? run, IReadOnlyList<ImageCase> images)
    {
        string name = run?.Name ?? "";
        if (images.Count > 0 && images.All(image => image.Probability is null))
            throw ImageMasks.MissingMaps(run, "A threshold sweep needs the maps; name their folder.");
        if (_protocols.Count > 0)
        {
            ProcessProtocols(name, new Origin(run), images);
            return;
        }
        ThresholdSweep? sweep = null;
        int levels = 0;
        foreach ((ImageCase work, ProbabilityHistogram histogram) in Histograms(images, Threshold))
        {
            sweep ??= new ThresholdSweep(levels = histogram.Levels, Threshold);
            if (histogram.Levels == levels)
                sweep.Add(histogram);
            else
                Report(OtherDepth(work, histogram.Levels, levels));
        }
        if (sweep is null)
            return;
        WriteObject(sweep.Rows(name, EmptyPolicy, new Origin(run)), enumerateCollection: true);
    }

    private IEnumerable<(ImageCase Work, ProbabilityHistogram Result)> Histograms(
        IReadOnlyList<ImageCase> images,
        double[]? thresholds = null
    ) =>
        Results(
            SweepRunner.Histograms(images, Adapters.Images, ThrottleLimit, CancelToken, thresholds),
            "Reading probability maps",
            images.Count
        );

    private static ErrorRecord OtherDepth(ImageCase work, int levels, int before) =>
        Errors.From(
            new InputException(
                InputError.SizeMismatch,
                $"The map of {work.ImageId} has {levels} levels, the ones before it {before}.",
                work.ImageId,
                "Save all maps of a run with one depth."
            )
        );

    private void ProcessProtocols(string run, Origin origin, IReadOnlyList<ImageCase> images)
    {
        ProbabilityHistogram? pooled = null;
        int counted = 0;
        foreach ((ImageCase work, ProbabilityHistogram histogram) in Histograms(images))
            if (PerImage)
                Write(histogram, work.ImageId, 1);
            else if ((pooled ??= new ProbabilityHistogram(histogram.Levels)).Levels == histogram.Levels)
            {
                pooled.Merge(histogram);
                counted++;
            }
            else
                Report(OtherDepth(work, histogram.Levels, pooled.Levels));
        if (pooled is not null)
            Write(pooled, null, counted);

        void Write(ProbabilityHistogram histogram, string? image, int number)
        {
            foreach (Protocol protocol in _protocols)
            {
                var curve = new ProtocolCurve
                {
                    Run = run,
                    ImageId = image,
                    Protocol = protocol.Name,
                    Images = number,
                    Values =
                    [
                        .. protocol.Curves.Select(rule => new KeyValuePair<string, FigureValue>(
                            rule.Name,
                            CurveFigures.Of(histogram, rule)
                        )),
                    ],
                    Origin = origin,
                };
                WriteObject(ProtocolOutput.Of(curve, curve.Values));
            }
        }
    }
}
