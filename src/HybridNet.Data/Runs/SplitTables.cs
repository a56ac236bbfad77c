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
            counts = table.Need("counts", "positives"),
            rates = table.Find("rates", "rate");
        var groups = new List<SplitGroup>();
        while (table.Read())
        {
            double[] positives = Numbers(table, counts);
            double[] shares = rates < 0 ? [] : Numbers(table, rates);
            long n = table.Whole(images);
            if (n is < 0 or > int.MaxValue)
                throw table.Fault(InputError.ValueOutOfRange, images, $"{n} is no number of images.", "Check the table.");
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

    /// <summary>Reads image_id, split or fold. An id may stand in two splits: the audit tells, the reader keeps it.</summary>
    public static List<SplitAssignment> ReadAssignments(string path, ReadContext context)
    {
        using var table = new CsvTable(path, context.Table, context.Notes);
        int id = Column(table, "id", "image_id"),
            split = table.Find("split", "set", "subset", "partition", "phase", "dataset"),
            fold = table.Find("fold", "cv_fold");
        if (split < 0 && fold < 0)
            throw table.Missing("split", "Name the column 'split' (train, val, test) or 'fold'.");
        var ids = new List<string>();
        var splits = new List<string>();
        while (table.Read())
        {
            if ((ids.Count & 0xFFF) == 0)
                context.Cancel.ThrowIfCancellationRequested();
            ids.Add(table.Text(id));
            splits.Add(string.Intern(split >= 0 ? NameOf(table.Text(split)) : "fold_" + table.Text(fold)));
        }
        string[]? reduced = ImageIds.Reduce(ids, path, context.Notes) ?? ImageIds.ReduceTwins(ids, path, context.Notes);
        return [.. splits.Select((name, i) => new SplitAssignment(reduced is null ? ids[i] : reduced[i], name))];
    }

    /// <summary>Reads a text file with an id or a path a line.</summary>
    public static List<SplitAssignment> ReadList(string path, string split) =>
        [
            .. TextFile
                .ReadAll(path)
                .Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
                .Where(line => !line.StartsWith('#'))
                .Select(line => new SplitAssignment(ImageIds.Stem(line.Split('\t', ' ')[0]), split)),
        ];

    /// <summary>Training, validation and test under the names that the module's rules know; others as they are.</summary>
    private static string NameOf(string split) => ColumnNames.Usual.RoleOf("split", split) ?? split;

    private static int Column(CsvTable table, string role, string name)
    {
        foreach (string synonym in ColumnNames.Usual.Of("score", role))
            for (int i = 0; i < table.Columns.Count; i++)
                if (ColumnNames.Normalise(table.Columns[i]) == synonym)
                    return i;
        throw table.Missing(name, $"Name the column '{name}'.");
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
