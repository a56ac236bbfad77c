using System.Globalization;

namespace HybridNet.Data.Runs;

/// <summary>Reads the split summary and the list of images by split.</summary>
internal static class SplitTables
{
    /// <summary>Reads name, n, counts, rates; a bracketed list gives one group for each class.</summary>
    public static List<SplitGroup> ReadSummary(string path, string run, RunCell cell)
    {
        using var table = new CsvTable(path);
        int name = table.Need("name"),
            images = table.Need("n"),
            counts = table.Need("counts"),
            rates = table.Find("rates");
        var groups = new List<SplitGroup>();
        while (table.Read())
        {
            double[] positives = Numbers(table, counts);
            double[] shares = rates < 0 ? [] : Numbers(table, rates);
            long n = table.Whole(images);
            if (rates >= 0 && shares.Length != positives.Length)
                throw table.Fault(
                    InputError.MalformedFile,
                    rates,
                    $"{shares.Length} rates for {positives.Length} counts.",
                    "Write one rate for each class."
                );
            for (int i = 0; i < positives.Length; i++)
            {
                if (positives[i] < 0 || positives[i] > n || positives[i] != Math.Truncate(positives[i]))
                    throw table.Fault(
                        InputError.NotANumber,
                        counts,
                        string.Create(CultureInfo.InvariantCulture, $"{positives[i]} is no count of {n} images."),
                        "Counts are whole and at most n."
                    );
                groups.Add(
                    new SplitGroup(
                        run,
                        table.Text(name),
                        positives.Length == 1 ? null : (i + 1).ToString(CultureInfo.InvariantCulture),
                        (int)n,
                        (int)positives[i],
                        shares.Length > 0 ? shares[i]
                            : n == 0 ? double.NaN
                            : positives[i] / n
                    )
                    {
                        Origin = new(cell),
                    }
                );
            }
        }
        return groups;
    }

    /// <summary>Reads image_id, split. An id may stand in two splits: the audit tells, the reader keeps it.</summary>
    public static List<SplitAssignment> ReadAssignments(string path, CancellationToken cancel)
    {
        using var table = new CsvTable(path);
        int id = table.Need("image_id"),
            split = table.Need("split");
        var rows = new List<SplitAssignment>();
        while (table.Read())
        {
            if ((rows.Count & 0xFFF) == 0)
                cancel.ThrowIfCancellationRequested();
            rows.Add(new(table.Text(id), string.Intern(table.Text(split))));
        }
        return rows;
    }

    private static double[] Numbers(CsvTable table, int column)
    {
        string text = table.Text(column);
        if (!text.StartsWith('['))
            return [table.Number(column)];
        string[] parts = text.Trim('[', ']')
            .Split([',', ' ', ';'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var numbers = new double[parts.Length];
        for (int i = 0; i < parts.Length; i++)
            if (!NumberText.TryParse(parts[i], out numbers[i]))
                throw table.Fault(InputError.NotANumber, column, $"'{parts[i]}' in {text} is not a number.", "Write [1, 2, 3].");
        return numbers;
    }
}
