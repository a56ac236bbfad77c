using System.Globalization;
using System.Text;
using HybridNet.Data.Runs;
using HybridNet.Data.Tables;
using HybridNet.Ports;
using HybridNet.Sampling;

namespace HybridNet.Data.Sampling;

/// <summary>Patches and weights as CSV: UTF-8 without BOM, LF, invariant culture.</summary>
internal sealed class SampleWeightFiles
{
    /// <inheritdoc/>
    public IReadOnlyList<Patch> ReadPatches(string path, int? size, CancellationToken cancel)
    {
        using var table = new CsvTable(path);
        int patch = table.Need("patch_id"),
            image = table.Need("image_id"),
            x = table.Need("x", "left", "col"),
            y = table.Need("y", "top", "row");
        int width = table.Find("width", "w", "size", "patch_size"),
            height = table.Find("height", "h", "size", "patch_size");
        if ((width < 0 || height < 0) && size is null)
            throw new InputException(
                InputError.MissingColumn,
                $"{path}, line 1: there is no column 'width' and 'height', nor 'size'. The header has: "
                    + $"{string.Join(", ", table.Columns)}.",
                path,
                "Name the columns, or give the side of all patches."
            );
        var patches = new List<Patch>();
        var ids = new HashSet<string>(StringComparer.Ordinal);
        while (table.Read())
        {
            if ((patches.Count & 0xFFF) == 0)
                cancel.ThrowIfCancellationRequested();
            if (!ids.Add(SheetText.Read(table.Text(patch))))
                throw table.Fault(
                    InputError.DuplicateImageId,
                    patch,
                    $"patch {SheetText.Read(table.Text(patch))} stands in the table twice.",
                    "Give every patch an id of its own."
                );
            patches.Add(
                new(
                    SheetText.Read(table.Text(patch)),
                    SheetText.Read(table.Text(image)),
                    Pixels(table, x),
                    Pixels(table, y),
                    width < 0 ? size!.Value : Pixels(table, width),
                    height < 0 ? size!.Value : Pixels(table, height)
                )
            );
        }
        return patches;
    }

    /// <inheritdoc/>
    public void WriteWeights(string path, IReadOnlyList<SampleWeight> weights, bool overwrite)
    {
        bool patches = weights.Any(weight => weight.PatchId is not null);
        var text = new StringBuilder(patches ? "patch_id,image_id,weight,reason\n" : "image_id,weight,reason\n");
        foreach (SampleWeight weight in weights)
        {
            if (patches)
                text.Append(CsvFields.Written(SheetText.Write(weight.PatchId ?? ""))).Append(',');
            text.Append(CsvFields.Written(SheetText.Write(weight.ImageId)))
                .Append(',')
                .Append(weight.Weight.ToString("R", CultureInfo.InvariantCulture))
                .Append(',')
                .Append(CsvFields.Written(SheetText.Write(weight.Reason)))
                .Append('\n');
        }
        AtomicFile.Write(path, new UTF8Encoding(false).GetBytes(text.ToString()), overwrite);
    }

    private static int Pixels(CsvTable table, int column)
    {
        long value = table.Whole(column);
        return value is >= 0 and <= Masks.Mask.MaximumSide
            ? (int)value
            : throw table.Fault(
                InputError.NotANumber,
                column,
                $"{value} is no position or size of an image.",
                "Positions count from 0, in pixels."
            );
    }
}
