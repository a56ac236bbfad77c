using System.Text.RegularExpressions;
using HybridNet.Metrics;
using HybridNet.Ports;

namespace HybridNet.Diagnosis;

/// <summary>What an audit may be told.</summary>
public sealed record AuditOptions
{
    /// <summary>Pattern whose first group, or whole match, is the subject of an image id; the digits before the underscore.</summary>
    public string SubjectPattern { get; init; } = @"^(\d+)_";

    /// <summary>Pattern whose first group, or whole match, is the group of an image id; the digit behind the underscore.</summary>
    public string GroupPattern { get; init; } = @"_(\d)$";

    /// <summary>What a missing reference file means.</summary>
    public MissingGroundTruth MissingGroundTruth { get; init; }

    /// <summary>Images worked on at a time.</summary>
    public int Workers { get; init; } = Environment.ProcessorCount;
}

/// <summary>A run under audit, with what several rules need, worked out once.</summary>
internal sealed class AuditContext
{
    private readonly Lazy<ZeroDiceAnalysis?> _zeroDice;
    private readonly Lazy<IReadOnlyList<ImageOutcome<MaskMeasurement>>?> _masks;
    private readonly Regex _subject, _group;

    public AuditContext(Run run, IReadOnlyList<Run> others, IImageReader reader, AuditOptions options, CancellationToken cancel)
    {
        (Run, Others, Reader, Options, Cancel) = (run, others, reader, options, cancel);
        _zeroDice = new(() => run.Log.Scores.Count == 0 ? null : ZeroDiceAnalysis.Of(run, reader, options.MissingGroundTruth, cancel));
        _masks = new(Measure);
        (_subject, _group) = (Compile(options.SubjectPattern), Compile(options.GroupPattern));
    }

    public Run Run { get; }

    /// <summary>Runs that are audited together with this one.</summary>
    public IReadOnlyList<Run> Others { get; }

    public IImageReader Reader { get; }

    public AuditOptions Options { get; }

    public CancellationToken Cancel { get; }

    public IReadOnlyList<ImageScore> Scores => Run.Log.Scores;

    public IReadOnlyList<Epoch> Epochs => Run.Log.Epochs;

    /// <summary>Zero-Dice cases, or null without a per-image table.</summary>
    public ZeroDiceAnalysis? ZeroDice => _zeroDice.Value;

    /// <summary>Every image that has masks, measured; null without masks.</summary>
    public IReadOnlyList<ImageOutcome<MaskMeasurement>>? Masks => _masks.Value;

    /// <summary>Files of images that could not be paired.</summary>
    public IReadOnlyList<InputException> Unpaired { get; private set; } = [];

    public string? SubjectOf(string imageId) => Key(_subject, imageId);

    public string? GroupOf(string imageId) => Key(_group, imageId);

    private static string? Key(Regex pattern, string imageId) =>
        pattern.Match(imageId) is { Success: true } match ? match.Groups.Count > 1 ? match.Groups[1].Value : match.Value : null;

    private static Regex Compile(string pattern)
    {
        try
        {
            return new Regex(pattern, RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));
        }
        catch (ArgumentException fault)
        {
            throw new InputException(InputError.InvalidArgument, $"'{pattern}' is no regular expression: {fault.Message}", pattern, "Write a .NET regular expression.", fault);
        }
    }

    private List<ImageOutcome<MaskMeasurement>>? Measure()
    {
        if ((Run.Files.Predictions ?? Run.Files.Probabilities) is null || Run.Files.GroundTruth.Count == 0) return null;
        IReadOnlyList<ImageWorkList.Entry> entries = ImageWorkList.Of(Run, Options.MissingGroundTruth);
        Unpaired = [.. entries.Select(entry => entry.Fault).OfType<InputException>()];
        return [.. MaskMeasurements.Measure(entries.Select(entry => entry.Work).OfType<ImageWork>(), Reader, new MeasurementOptions(), Options.Workers, Cancel)];
    }
}
