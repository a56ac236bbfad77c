using System.Text.Json;

namespace HybridNet.Comparisons;

/// <summary>
/// Which runs were compared and how, so that a comparison can be made again after it came through a job or a file, where the
/// differences of its images are lost.
/// </summary>
internal sealed record ComparedWith
{
    /// <summary>The run to compare with.</summary>
    public required RunSource Baseline { get; init; }

    /// <summary>The run that is judged.</summary>
    public required RunSource Candidate { get; init; }

    /// <summary>Metrics that were compared together.</summary>
    public required string[] Metrics { get; init; }

    /// <summary>What undefined values counted.</summary>
    public EmptyPolicy EmptyPolicy { get; init; }

    /// <summary>Pattern of the subjects, or null for images.</summary>
    public string? Subject { get; init; }

    /// <summary>An id without a subject is an error.</summary>
    public bool SubjectRequired { get; init; }

    /// <summary>Random sign flips.</summary>
    public int Resamples { get; init; }

    /// <summary>Seed of the flips.</summary>
    public ulong Seed { get; init; }

    /// <summary>Level of all metrics together.</summary>
    public double Confidence { get; init; }

    /// <summary>Differences in the scoring were overruled.</summary>
    public bool Force { get; init; }

    /// <summary>On one line; null where a run cannot be had again.</summary>
    public static string? Text(Run baseline, Run candidate, ComparisonOptions options) =>
        RunSource.Of(baseline) is { } before && RunSource.Of(candidate) is { } after
            ? JsonSerializer.Serialize(
                new ComparedWith
                {
                    Baseline = before,
                    Candidate = after,
                    Metrics = [.. options.Metrics],
                    EmptyPolicy = options.EmptyPolicy,
                    Subject = options.Subject?.ToString(),
                    SubjectRequired = options.SubjectRequired,
                    Resamples = options.Resamples,
                    Seed = options.Seed,
                    Confidence = options.Confidence,
                    Force = options.Force,
                },
                RunSource.Json
            )
            : null;

    /// <summary>The options.</summary>
    public ComparisonOptions Options() =>
        new()
        {
            Metrics = Metrics,
            EmptyPolicy = EmptyPolicy,
            Subject = Subject is null ? null : IdPattern.Compile(Subject),
            SubjectRequired = SubjectRequired,
            Resamples = Resamples,
            Seed = Seed,
            Confidence = Confidence,
            Force = Force,
        };
}
