using HybridNet.Storage;
using Microsoft.Data.Sqlite;

namespace HybridNet.Data.Storage;

/// <summary>Writes and reads the findings of a run.</summary>
internal static class FindingTable
{
    /// <summary>Puts findings in place of earlier ones.</summary>
    public static void Replace(SqliteConnection connection, long run, IReadOnlyList<Finding> findings)
    {
        using (var delete = new Statement(connection, "DELETE FROM finding WHERE run_id = $1", 1))
            delete.Run(run);
        using Statement insert = Statement.Insert(
            connection,
            "finding",
            [
                "run_id",
                "ordinal",
                "rule",
                "severity",
                "title",
                "message",
                "count",
                "image_ids",
                "evidence",
                "recommendation",
                "saved_at",
                "module_version",
            ]
        );
        string now = Stored.Time(DateTimeOffset.UtcNow);
        for (int i = 0; i < findings.Count; i++)
        {
            Finding finding = findings[i];
            insert.Run(
                run,
                i,
                finding.Id,
                finding.Severity,
                finding.Title,
                finding.Message,
                finding.Count,
                StoredJson.Write(finding.ImageId),
                StoredJson.WriteEvidence(finding.Evidence),
                finding.Recommendation,
                now,
                ModuleVersion.Text
            );
        }
    }

    /// <summary>The findings, in order.</summary>
    public static List<Finding> Read(SqliteConnection connection, long run, string name)
    {
        using var select = new Statement(
            connection,
            "SELECT rule, severity, title, message, count, image_ids, evidence, recommendation FROM finding WHERE "
                + "run_id = $1 ORDER BY ordinal",
            1
        );
        var findings = new List<Finding>();
        foreach (Row row in select.Rows(run))
        {
            findings.Add(
                new Finding
                {
                    Run = name,
                    Id = row.Text("rule"),
                    Severity = row.Name<Severity>("severity"),
                    Title = row.Text("title"),
                    Message = row.Text("message"),
                    Count = row.Int("count"),
                    ImageId = StoredJson.Read<string[]>(row.Text("image_ids")),
                    Evidence = StoredJson.ReadEvidence(row.Text("evidence")),
                    Recommendation = row.Text("recommendation"),
                }
            );
        }
        return findings;
    }

    /// <summary>True when the same findings are there already.</summary>
    public static bool IsSame(SqliteConnection connection, long run, string name, IReadOnlyList<Finding> findings)
    {
        List<Finding> stored = Read(connection, run, name);
        return stored.Count == findings.Count && stored.Zip(findings).All(pair => Text(pair.First) == Text(pair.Second));

        static string Text(Finding finding) =>
            StoredJson.Write(
                new[]
                {
                    finding.Id,
                    finding.Severity.ToString(),
                    finding.Title,
                    finding.Message,
                    finding.Count.ToString(System.Globalization.CultureInfo.InvariantCulture),
                    StoredJson.Write(finding.ImageId),
                    StoredJson.WriteEvidence(finding.Evidence),
                    finding.Recommendation,
                }
            );
    }
}
