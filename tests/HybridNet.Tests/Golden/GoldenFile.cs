using System.IO.Compression;
using System.Text.Json;

namespace HybridNet.Tests.Golden;

/// <summary>
/// Reference values of numpy, scipy, scikit-image, OpenCV and scikit-learn; the file's "definitions" say which gave what.
/// </summary>
internal static class GoldenFile
{
    public static JsonElement Images(string name)
    {
        using var file = new GZipStream(File.OpenRead(SourceTree.Data("Golden", name + ".json.gz")), CompressionMode.Decompress);
        return JsonDocument.Parse(file).RootElement.GetProperty("images");
    }

    /// <summary>A number; null in the file is NaN.</summary>
    public static double Number(this JsonElement element, string name) =>
        element.GetProperty(name) is { ValueKind: JsonValueKind.Number } value ? value.GetDouble() : double.NaN;

    public static long Whole(this JsonElement element, string name) => element.GetProperty(name).GetInt64();
}
