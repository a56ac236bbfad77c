using System.Management.Automation;
using HybridNet.Pairing;

namespace HybridNet.PowerShell.Commands;

/// <summary>Reads a pairing table: a CSV file, or objects such as Import-Csv emits.</summary>
internal static class PairingTableInput
{
    private static readonly string[] s_id = ["ImageId", "image_id", "Id", "image", "name"],
        s_prediction = ["Prediction", "pred"],
        s_probability = ["Probability", "prob"],
        s_reference = ["GroundTruth", "ground_truth", "Reference", "gt", "mask"],
        s_region = ["Region", "fov"],
        s_photo = ["Image", "Photo", "Photograph"],
        s_class = ["Class", "Lesion"];

    /// <summary>The rows of a table.</summary>
    /// <param name="table">Objects, or the path of one CSV file.</param>
    /// <param name="full">Makes a path absolute.</param>
    /// <param name="importCsv">Reads a CSV file as PowerShell does.</param>
    /// <exception cref="InputException">The file cannot be read, or a row has no id or no file.</exception>
    public static IReadOnlyList<PairingRow> Rows(
        IReadOnlyList<PSObject> table,
        Func<string, string> full,
        Func<string, IEnumerable<PSObject>> importCsv
    )
    {
        if (table is [{ BaseObject: string path }])
        {
            string file = full(path),
                folder = Path.GetDirectoryName(file)!;
            if (!File.Exists(file))
                throw new InputException(InputError.PathNotFound, $"There is no pairing table {file}.", file, "Check the path.");
            return
            [
                .. importCsv(file)
                    .Select(
                        (item, i) =>
                            Row(names => Text(item, names), name => Path.GetFullPath(name, folder), $"{file}, row {i + 1}")
                    ),
            ];
        }
        return [.. table.Select((item, i) => Row(names => Text(item, names), full, $"object {i + 1}"))];
    }

    private static PairingRow Row(Func<string[], string?> value, Func<string, string> full, string where)
    {
        string id =
            value(s_id)
            ?? throw new InputException(
                InputError.MissingColumn,
                $"The pairing table has no ImageId in {where}.",
                where,
                "Each row needs ImageId and the files of that image: Prediction, GroundTruth, Probability, Region, Image."
            );
        return new PairingRow
        {
            ImageId = id,
            Class = value(s_class),
            Prediction = Existing(value(s_prediction)),
            Probability = Existing(value(s_probability)),
            GroundTruth =
            [
                .. (value(s_reference) ?? "").Split('|', StringSplitOptions.RemoveEmptyEntries).Select(Existing).OfType<string>(),
            ],
            Region = Existing(value(s_region)),
            Image = Existing(value(s_photo)),
        };

        string? Existing(string? path)
        {
            if (path is null)
                return null;
            string found = full(path);
            if (File.Exists(ImageFolder.FileOf(found)))
                return found;
            throw new InputException(
                InputError.PathNotFound,
                $"The pairing table names {path} for image {id} ({where}), and there is no such file.",
                path,
                "Paths of a table are taken from its own folder, those of objects from the current location."
            );
        }
    }

    private static string? Text(PSObject item, string[] names) =>
        names
            .Select(name => item.Properties[name]?.Value)
            .Select(value => value is IEnumerable<object> many ? string.Join('|', many) : value?.ToString())
            .FirstOrDefault(text => text is { Length: > 0 });
}
