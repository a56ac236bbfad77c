using HybridNet.Causes;
using HybridNet.Charts;
using HybridNet.Froc;
using HybridNet.Lesions;
using HybridNet.Loss;
using HybridNet.Masks;
using HybridNet.Metrics;
using HybridNet.Pairing;
using HybridNet.Ports;
using HybridNet.Readers;

namespace HybridNet.Reports.Why;

/// <summary>How much is looked at to say why a run loses.</summary>
internal sealed record WhyOptions
{
    /// <summary>
    /// Images that are looked at at most: rules, points and curves settle long before, and a page must come in time.
    /// </summary>
    public const int UsualImages = 400;

    /// <summary>Most images.</summary>
    public int Images { get; init; } = UsualImages;

    /// <summary>What a missing reference file means.</summary>
    public MissingGroundTruth MissingGroundTruth { get; init; }

    /// <summary>Masks of further readers; empty for none.</summary>
    public IReadOnlyList<Companion> Readers { get; init; } = [];

    /// <summary>What the id in the name of a reader's mask is, or null.</summary>
    public string? ReaderIdPattern { get; init; }

    /// <summary>Told what pairing the readers has to say.</summary>
    public Action<string> Warn { get; init; } = _ => { };

    /// <summary>Images worked on at a time.</summary>
    public int Workers { get; init; } = Environment.ProcessorCount;

    /// <summary>Seed of the resampling.</summary>
    public ulong Seed { get; init; } = 1;
}

/// <summary>
/// Where the lost Dice of a run goes, what explains its failures, and how good it could be: the figures of the section Why.
/// </summary>
/// <remarks>
/// Every image is decoded once for all of them. They are the figures of Measure-HNLoss, Find-HNCause, Measure-HNFroc and
/// Measure-HNReader over the same images.
/// </remarks>
internal sealed record WhyFacts
{
    /// <summary>Why nothing could be looked at, or null.</summary>
    public string? Lacks { get; private init; }

    /// <summary>Images that were looked at.</summary>
    public int Images { get; private init; }

    /// <summary>Images that have masks with references.</summary>
    public int Of { get; private init; }

    /// <summary>Images that could not be read or paired.</summary>
    public int Faults { get; private init; }

    /// <summary>Images without a photograph.</summary>
    public int WithoutPhoto { get; private init; }

    /// <summary>Points of Dice by cause and size, the total first; empty when no image has anything to lose.</summary>
    public IReadOnlyList<RunLoss> Loss { get; private init; } = [];

    /// <summary>Points of Dice of each image.</summary>
    public IReadOnlyList<ImageLoss> ImageLosses { get; private init; } = [];

    /// <summary>What explains misses and false alarms, or that nothing does.</summary>
    public IReadOnlyList<CauseRule> Rules { get; private init; } = [];

    /// <summary>How the missed lesions were missed; empty when none was.</summary>
    public IReadOnlyList<MissDivision> Misses { get; private init; } = [];

    /// <summary>FROC of all lesions, then of each size; empty without maps.</summary>
    public IReadOnlyList<FrocResult> Froc { get; private init; } = [];

    /// <summary>Readers, the model, and what one pixel of outline costs by size.</summary>
    public IReadOnlyList<ReaderAgreement> Ceiling { get; private init; } = [];

    /// <summary>The lesions of both sides with their attributes.</summary>
    public IReadOnlyList<Lesion> Lesions { get; private init; } = [];

    /// <summary>Looks at the images of a run, evenly spread when there are more than are wanted.</summary>
    /// <param name="run">The run.</param>
    /// <param name="reader">Decodes files.</param>
    /// <param name="options">How much is looked at.</param>
    /// <param name="done">Told the number of images after each, and of how many.</param>
    /// <param name="cancel">Stops the work.</param>
    public static WhyFacts Read(Run run, IImageFiles reader, WhyOptions options, Action<int, int> done, CancellationToken cancel)
    {
        bool hasMasks = (run.Files.Predictions ?? run.Files.Probabilities) is not null && run.Files.GroundTruth.Count > 0;
        if (!hasMasks)
            return new()
            {
                Lacks = "This run has no predicted masks with references: where its Dice is lost, and why, needs both.",
            };
        PairingResult paired = ImageCases.Pair(run, options.MissingGroundTruth);
        if (paired.SideFault is { } fault)
            return new() { Lacks = fault.Message };
        int said = paired.Warnings.Count;
        paired = CompanionPairer.Attach(
            paired,
            options.Readers,
            run.Files.Pairing with
            {
                ReaderIdPattern = options.ReaderIdPattern,
            },
            run.Lesion
        );
        foreach (string sentence in paired.Warnings.Skip(said))
            options.Warn($"Run {run.Name}: {sentence}");
        if (paired.SideFault is { } unpaired)
            throw unpaired;
        ImageCase[] all = [.. ImageCases.Entries(paired).Select(entry => entry.Work).OfType<ImageCase>()];
        if (OtherClasses.Unknown(run) is { } unknown)
            options.Warn(unknown);
        ImageCase[] images = [.. OtherClasses.Attach(run, EqualSteps.Of(all, options.Images))];
        var read = new List<WhyImage>();
        int count = 0;
        foreach (ImageOutcome<WhyImage> outcome in Each(images, reader, options, cancel))
        {
            done(++count, images.Length);
            if (outcome.Result is { } image)
                read.Add(image);
        }
        return read.Count == 0
            ? new() { Lacks = "None of the run's images could be read together with its reference." }
            : Sum(run, read, options, cancel) with
            {
                Of = all.Length,
                Faults = images.Length - read.Count,
            };
    }

    private static IEnumerable<ImageOutcome<WhyImage>> Each(
        ImageCase[] images,
        IImageFiles reader,
        WhyOptions options,
        CancellationToken cancel
    ) =>
        MaskMeasurements.Each(
            images,
            reader,
            withMap: true,
            options.Workers,
            (work, masks, stop) =>
            {
                LossRegions regions = LossRegions.Of(masks.GtInside, masks.PredInside, Connectivity.Eight, SizeStrata.Default);
                return new WhyImage(
                    ImageLoss.From(work, regions, LossMetric.Dice, SizeStrata.Default),
                    AttributedLesions.Of(work, masks, reader, new(), SizeStrata.Default, new(true, true), stop),
                    masks.Map is { } map
                        ? FrocCounts.OfLevels(work.ImageId, map, masks.GtInside, masks.Region, FrocFloor, s_choices)
                        : null,
                    ReaderRunner.Compare(work, masks, reader, [.. options.Readers.Select(one => one.Name)], stop)
                );
            },
            cancel
        );

    /// <summary>Lowest level of a candidate, as Measure-HNFroc has it: a hundredth.</summary>
    private const int FrocFloor = 3;

    private const int FrocResamples = 1000;

    private static readonly Func<Component, bool>?[] s_choices =
    [
        null,
        .. Enumerable
            .Range(0, SizeStrata.Default.Names.Count)
            .Select(bin => (Func<Component, bool>)(lesion => SizeStrata.Default.IndexOf(lesion.Area) == bin)),
    ];

    private static WhyFacts Sum(Run run, List<WhyImage> images, WhyOptions options, CancellationToken cancel)
    {
        Lesion[] lesions = [.. images.SelectMany(image => image.Lesions.Lesions)];
        FrocCounts[][] counts = [.. images.Select(image => image.Froc).OfType<FrocCounts[]>()];
        string?[] sizes = [null, .. SizeStrata.Default.Names];
        string[] readers = options.Readers.Count == 0 ? [] : ["reference", .. options.Readers.Select(one => one.Name)];
        ImageLoss[] losses = [.. images.Select(image => image.Loss)];
        return new()
        {
            Images = images.Count,
            WithoutPhoto = images.Count(image => image.Lesions.WithoutPhoto),
            ImageLosses = losses,
            Loss = LossSummary.Of(
                run.Name,
                losses,
                SizeStrata.Default,
                new()
                {
                    BySize = true,
                    Seed = options.Seed,
                    Cancel = cancel,
                }
            ),
            Rules = CauseFinder.Find(run.Name, lesions, new() { Seed = options.Seed }, cancel),
            Misses = MissDivision.Of(run.Name, lesions, run.Threshold ?? 0.5, ResponseFloor),
            Froc =
                counts.Length == 0
                    ? []
                    :
                    [
                        .. sizes
                            .Select(
                                (size, i) =>
                                    FrocResult.Of(
                                        run.Name,
                                        [.. counts.Select(image => image[i])],
                                        FrocCurve.DefaultRates,
                                        i == 0 ? FrocResamples : 0,
                                        options.Seed,
                                        cancel: cancel
                                    ) with
                                    {
                                        SizeStratum = size,
                                    }
                            )
                            .Where(result => result.SizeStratum is null || result.Lesions > 0),
                    ],
            Ceiling = [.. ReaderRunner.Rows(run.Name, readers, [.. images.Select(image => image.Readers)], SizeStrata.Default)],
            Lesions = lesions,
        };
    }

    /// <summary>Probability up to which a map shows nothing, as Find-HNCause has it.</summary>
    private const double ResponseFloor = 0.05;

    private sealed record WhyImage(ImageLoss Loss, ImageLesions Lesions, FrocCounts[]? Froc, ImageReaders Readers);
}
