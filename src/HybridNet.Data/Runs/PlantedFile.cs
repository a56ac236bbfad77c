using System.Text;
using System.Text.Json;
using HybridNet.Ports;
using HybridNet.Runs.Synthetic;

namespace HybridNet.Data.Runs;

/// <summary>
/// Writes down what was planted in a synthetic run, beside its tables. No command reads it: an analysis that could would
/// prove nothing.
/// </summary>
internal static class PlantedFile
{
    /// <summary>The file's name in the run folder.</summary>
    public const string Name = "planted.json";

    private static readonly JsonSerializerOptions s_format = new() { WriteIndented = true, NewLine = "\n" };

    public static void Write(
        string root,
        SampleRunOptions options,
        IEnumerable<(string Id, IReadOnlyList<PlantedLesion> Lesions)> images
    )
    {
        var content = new
        {
            seed = options.Seed,
            causes = Names(options.Causes),
            strength = options.CauseStrength,
            places = images.SelectMany(image => image.Lesions.Select(lesion => Row(image.Id, lesion))).ToArray(),
        };
        File.WriteAllText(Path.Combine(root, Name), JsonSerializer.Serialize(content, s_format) + "\n", new UTF8Encoding(false));
    }

    private static object Row(string id, PlantedLesion lesion) =>
        new
        {
            image = id,
            kind = lesion.Kind,
            x = Math.Round(lesion.Place.X, 1),
            y = Math.Round(lesion.Place.Y, 1),
            halfWidth = Math.Round(lesion.Place.A, 2),
            halfHeight = Math.Round(lesion.Place.B, 2),
            contrast = Math.Round(lesion.Contrast, 3),
            blur = Math.Round(lesion.Blur, 3),
            sizeRank = Math.Round(lesion.SizeRank, 3),
            eccentricity = Math.Round(lesion.Eccentricity, 3),
            light = Math.Round(lesion.Light, 3),
            gap = double.IsInfinity(lesion.Gap) ? (double?)null : Math.Round(lesion.Gap, 1),
            found = lesion.Found,
            marked = lesion.Marked,
            cause = lesion.Cause?.ToString(),
        };

    private static string[] Names(SampleCauses causes) =>
        [
            .. Enum.GetValues<SampleCauses>()
                .Where(cause => cause != SampleCauses.None && causes.HasFlag(cause))
                .Select(cause => cause.ToString()),
        ];
}
