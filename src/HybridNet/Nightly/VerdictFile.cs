using System.Text.Json;
using System.Text.Json.Serialization;
using HybridNet.Storage;

namespace HybridNet.Nightly;

/// <summary>A verdict in a file of its own: there wholly or not at all, for programs and for the nights that follow.</summary>
/// <remarks>
/// No clock takes part. Whether a verdict was in an exit code stands in the file itself, and what it is about in names,
/// revisions, limits and the hash of both contents: a file that says anything else is judged again, and said.
/// </remarks>
internal static class VerdictFile
{
    private static readonly JsonSerializerOptions s_form = new()
    {
        WriteIndented = true,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        Converters = { new JsonStringEnumConverter() },
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>
    /// Where the verdict on a run is. A + is in no name: where one ends and the other begins is never in doubt.
    /// </summary>
    /// <param name="folder">Folder of the verdicts.</param>
    /// <param name="verdict">The verdict.</param>
    public static string PathOf(string folder, NightlyVerdict verdict) =>
        Path.Combine(
            folder,
            $"{RunFileName.Of(verdict.Run)}-r{verdict.Revision}+against+"
                + $"{RunFileName.Of(verdict.Baseline)}-r{verdict.BaselineRevision}.json"
        );

    /// <summary>Writes a verdict.</summary>
    /// <param name="path">Absolute path.</param>
    /// <param name="verdict">The verdict.</param>
    /// <param name="counted">It was in an exit code.</param>
    /// <exception cref="InputException">The file cannot be written.</exception>
    public static void Write(string path, NightlyVerdict verdict, bool counted) =>
        AtomicFile.Write(path, JsonSerializer.SerializeToUtf8Bytes(Row.Of(verdict, counted), s_form), force: true);

    /// <summary>The verdict of an earlier night that still holds; null when the run is to be judged.</summary>
    /// <param name="path">Absolute path.</param>
    /// <param name="expected">What the verdict must be about.</param>
    /// <param name="log">Told why a verdict that is there does not hold.</param>
    public static NightlyVerdict? Read(string path, NightlyVerdict expected, Action<string> log)
    {
        if (!File.Exists(path))
            return null;
        Row? row = null;
        try
        {
            row = JsonSerializer.Deserialize<Row>(File.ReadAllBytes(path), s_form);
        }
        catch (Exception exception)
            when (exception is JsonException or NotSupportedException or IOException or UnauthorizedAccessException)
        {
            // Said below: there is no verdict in the file.
        }
        string? why = Obstacle(row, path, expected);
        if (why is null)
            return row!.Verdict(expected);
        log($"{expected.Run}: {why}, so the run is judged again");
        return null;
    }

    private static string? Obstacle(Row? row, string path, NightlyVerdict expected)
    {
        if (row is not { Run: not null, Baseline: not null, Reason: not null } || !Enum.IsDefined(row.Outcome))
            return $"there is no verdict in {path}";
        if (row.Run != expected.Run || row.Baseline != expected.Baseline)
            return $"{path} is a verdict on {row.Run} against {row.Baseline}";
        if (
            row.Content != expected.Content
            || row.Revision != expected.Revision
            || row.BaselineRevision != expected.BaselineRevision
        )
            return $"{path} is about other scores of these runs";
        if (row.Limits != expected.Limits with { Inconclusive = row.Limits?.Inconclusive ?? default })
            return $"{path} was found under other limits";
        return row.Outcome == RegressionOutcome.NotComparable ? $"it could not be judged before ({row.Reason})" : null;
    }

    private sealed record Row
    {
        public string? Run { get; init; }
        public int? Revision { get; init; }
        public string? Baseline { get; init; }
        public int? BaselineRevision { get; init; }
        public RegressionOutcome Outcome { get; init; } = (RegressionOutcome)(-1);
        public string? Reason { get; init; }

        /// <summary>It was in an exit code.</summary>
        public bool Counted { get; init; }
        public double BaselineMean { get; init; }
        public double Mean { get; init; }
        public double Difference { get; init; }
        public double Low { get; init; }
        public double High { get; init; }
        public int Images { get; init; }
        public IReadOnlyList<string>? NewZeroDice { get; init; }
        public IReadOnlyList<string>? NewFalseAlarm { get; init; }
        public IReadOnlyList<string>? Unreadable { get; init; }
        public IReadOnlyList<string>? Doubts { get; init; }
        public double DetectableLoss { get; init; }
        public long? ImagesNeeded { get; init; }
        public RegressionLimits? Limits { get; init; }
        public string? Content { get; init; }
        public string? Version { get; init; }

        public static Row Of(NightlyVerdict verdict, bool counted) =>
            new()
            {
                Run = verdict.Run,
                Revision = verdict.Revision,
                Baseline = verdict.Baseline,
                BaselineRevision = verdict.BaselineRevision,
                Outcome = verdict.Outcome,
                Reason = verdict.Reason,
                Counted = counted,
                BaselineMean = verdict.BaselineMean,
                Mean = verdict.Mean,
                Difference = verdict.Difference,
                Low = verdict.Low,
                High = verdict.High,
                Images = verdict.Images,
                NewZeroDice = [.. verdict.NewZeroDice],
                NewFalseAlarm = [.. verdict.NewFalseAlarm],
                Unreadable = [.. verdict.Unreadable],
                Doubts = [.. verdict.Doubts],
                DetectableLoss = verdict.DetectableLoss,
                ImagesNeeded = verdict.ImagesNeeded,
                Limits = verdict.Limits,
                Content = verdict.Content,
                Version = ModuleVersion.Text,
            };

        public NightlyVerdict Verdict(NightlyVerdict expected) =>
            expected with
            {
                Outcome = Outcome,
                Reason = Reason!,
                Standing = Counted ? VerdictStanding.Earlier : VerdictStanding.MadeUp,
                BaselineMean = BaselineMean,
                Mean = Mean,
                Difference = Difference,
                Low = Low,
                High = High,
                Images = Images,
                NewZeroDice = NewZeroDice ?? [],
                NewFalseAlarm = NewFalseAlarm ?? [],
                Unreadable = Unreadable ?? [],
                Doubts = Doubts ?? [],
                DetectableLoss = DetectableLoss,
                ImagesNeeded = ImagesNeeded,
            };
    }
}
