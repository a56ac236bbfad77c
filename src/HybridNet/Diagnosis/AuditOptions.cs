using System.Text.RegularExpressions;

namespace HybridNet.Diagnosis;

/// <summary>What an audit may be told.</summary>
internal sealed record AuditOptions
{
    /// <summary>First group, or whole match, is the subject of an image id; the digits before the underscore.</summary>
    public Regex SubjectPattern { get; init; } = IdPattern.Compile(IdPattern.Subject);

    /// <summary>First group, or whole match, is the group of an image id; the digit behind the underscore.</summary>
    public Regex GroupPattern { get; init; } = IdPattern.Compile(IdPattern.Suffix);

    /// <summary>Images that the share of removed outliers is projected to; null for the images of the split.</summary>
    public int? PopulationSize { get; init; }

    /// <summary>What a missing reference file means.</summary>
    public MissingGroundTruth MissingGroundTruth { get; init; }

    /// <summary>
    /// Distance of neighboring rows and columns in which figures were recorded; null where nobody says.
    /// </summary>
    public (double Row, double Column)? Spacing { get; init; }

    /// <summary>Protocols of other tools that recorded figures are compared with.</summary>
    public IReadOnlyList<Protocols.Protocol> Protocols { get; init; } = [];

    /// <summary>
    /// Lesions with their attributes that somebody has measured already; null to measure them where a rule needs them.
    /// </summary>
    internal IReadOnlyList<Lesion>? Lesions { get; init; }

    /// <summary>Images worked on at a time.</summary>
    public int Workers { get; init; } = Environment.ProcessorCount;
}
