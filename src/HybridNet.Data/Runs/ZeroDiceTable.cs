namespace HybridNet.Data.Runs;

/// <summary>Reads the run's own zero-Dice breakdown.</summary>
internal static class ZeroDiceTable
{
    private static readonly string[] s_names =
    [
        .. Enum.GetValues<ZeroDiceCase>().Where(value => value != ZeroDiceCase.Undetermined).Select(value => value.ToString()),
    ];

    /// <summary>Reads every row, in file order. Rows are kept as recorded, contradictions too: the analysis reports
    /// them.</summary>
    public static List<RecordedZeroDice> Read(string path)
    {
        using var table = new CsvTable(path);
        int id = table.Need("image_id"),
            kind = table.Need("case"),
            gt = table.Need("gt_pixels"),
            pred = table.Need("pred_pixels");
        var rows = new List<RecordedZeroDice>();
        var lines = new Dictionary<string, int>(StringComparer.Ordinal);
        while (table.Read())
        {
            string imageId = table.Text(id),
                name = table.Text(kind);
            if (!lines.TryAdd(imageId, table.Line))
                throw table.Fault(
                    InputError.DuplicateImageId,
                    id,
                    $"'{imageId}' stands in line {lines[imageId]} already.",
                    "One row for each image."
                );
            if (!s_names.Contains(name, StringComparer.OrdinalIgnoreCase))
                throw table.Fault(
                    InputError.MalformedFile,
                    kind,
                    $"'{name}' is no known case.",
                    $"Known are {string.Join(", ", s_names)}."
                );
            long gtPixels = table.Whole(gt),
                predPixels = table.Whole(pred);
            if (gtPixels < 0 || predPixels < 0)
                throw table.Fault(
                    InputError.NotANumber,
                    gtPixels < 0 ? gt : pred,
                    "a count of pixels cannot be negative.",
                    "Check the table."
                );
            rows.Add(new(imageId, Enum.Parse<ZeroDiceCase>(name, ignoreCase: true), gtPixels, predPixels));
        }
        return rows;
    }
}
