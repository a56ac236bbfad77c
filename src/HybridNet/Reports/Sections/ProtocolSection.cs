using System.Globalization;
using HybridNet.Protocols;
using static HybridNet.InvariantText;
using static HybridNet.Reports.ReportNumber;

namespace HybridNet.Reports.Sections;

/// <summary>How far the same masks spread over the figures of other tools; on request.</summary>
internal static class ProtocolSection
{
    public static ReportSection? Of(ReportInput input)
    {
        if (input.Protocols.Count == 0)
            return null;
        ProtocolSpread widest = input.Protocols.MaxBy(spread => Math.Abs(spread.Span / spread.Most))!;
        return new(
            "protocols",
            "The same masks in other tools",
            [
                new ReportText(
                    Invariant(
                        $"The widest relative spread has {widest.Figure}: {Number(widest.Least)} is what "
                            + $"{widest.LeastBy} gives, {Number(widest.Most)} what {widest.MostBy} gives"
                    ) + (widest.Cause is null ? "." : Invariant($"; most of it comes from: {widest.Cause.ToLowerInvariant()}."))
                ),
                new ReportTable(
                    "Means over the images under every protocol",
                    [
                        new("Figure"),
                        new("Smallest", true),
                        new("by"),
                        new("Largest", true),
                        new("by"),
                        new("What does it"),
                        new("Images furthest apart"),
                    ],
                    [
                        .. input.Protocols.Select(spread =>
                            (IReadOnlyList<ReportCell>)
                                [
                                    new(spread.Figure),
                                    new(Number(spread.Least), spread.Least),
                                    new(spread.LeastBy),
                                    new(Number(spread.Most), spread.Most),
                                    new(spread.MostBy),
                                    new(string.Join(", ", spread.Steps)),
                                    new(string.Join(", ", spread.ImageId)) { Ids = spread.ImageId },
                                ]
                        ),
                    ]
                ),
            ]
        );
    }

    private static string Number(double value) => value.ToString("0.####", CultureInfo.InvariantCulture);
}
