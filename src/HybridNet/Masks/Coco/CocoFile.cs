using System.Collections.Concurrent;
using System.Text.Json;

namespace HybridNet.Masks.Coco;

/// <summary>
/// Masks in COCO's JSON: an annotation file with images, categories and annotations, or a result file that is a list of
/// segmentations. One image and category is one mask, the union over its annotations.
/// </summary>
/// <remarks>
/// T.-Y. Lin et al., Microsoft COCO (2014); format as in cocodataset.org/#format-data. A mask is named by a path such as
/// instances.json#7/1: image 7, category 1. An image of the file without annotation of a category has an empty mask there.
/// </remarks>
internal sealed class CocoFile
{
    private const int MostKept = 4;

    private static readonly ConcurrentDictionary<(string Path, DateTime Written), Lazy<CocoFile>> s_kept = new();

    private readonly ILookup<(long Image, long Category), JsonElement> _segments;

    private CocoFile(string path, JsonElement root)
    {
        Path = path;
        if (root.ValueKind == JsonValueKind.Array)
            (Images, Categories, _segments) = ([], new Dictionary<long, string>(), Segments(root));
        else
        {
            Images = [.. List(root, "images").Select(Image)];
            Categories = List(root, "categories")
                .ToDictionary(
                    category => category.GetProperty("id").GetInt64(),
                    category => category.GetProperty("name").GetString() ?? ""
                );
            _segments = Segments(root.TryGetProperty("annotations", out JsonElement annotations) ? annotations : default);
        }
    }

    /// <summary>The file.</summary>
    public string Path { get; }

    /// <summary>Images that the file describes; none in a result file.</summary>
    public IReadOnlyList<CocoImage> Images { get; }

    /// <summary>Category names by id; none in a result file.</summary>
    public IReadOnlyDictionary<long, string> Categories { get; }

    /// <summary>Images and categories that have annotations, in order.</summary>
    public IEnumerable<(long Image, long Category)> Annotated => _segments.Select(group => group.Key).Order();

    /// <summary>True for a path that ends as COCO's files do.</summary>
    public static bool IsCoco(string path) => path.EndsWith(".json", StringComparison.OrdinalIgnoreCase);

    /// <summary>True for the path of one mask in such a file.</summary>
    public static bool IsMask(string path) => path.Contains(".json#", StringComparison.OrdinalIgnoreCase);

    /// <summary>The path of one mask.</summary>
    /// <param name="path">The file.</param>
    /// <param name="image">Number of the image.</param>
    /// <param name="category">Number of the category.</param>
    /// <param name="size">The image with its size, where the file itself does not describe it.</param>
    public static string MaskPath(string path, long image, long category, CocoImage? size = null) =>
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{path}#{image}/{category}")
        + (size is null ? "" : string.Create(System.Globalization.CultureInfo.InvariantCulture, $"/{size.Width}x{size.Height}"));

    /// <summary>
    /// The masks of the file by name of their image: every image with every category, or what a result file has. A result
    /// file names its images by the annotation file that it belongs to, where that is known.
    /// </summary>
    /// <param name="names">The annotation file behind a result file, or null.</param>
    public IEnumerable<(string Image, string? Category, string Path)> Masks(CocoFile? names)
    {
        if (Images.Count == 0 && names is null)
        {
            foreach ((long image, long category) in Annotated)
                yield return (
                    image.ToString(System.Globalization.CultureInfo.InvariantCulture),
                    null,
                    MaskPath(Path, image, category)
                );
            yield break;
        }
        CocoFile known = Images.Count > 0 ? this : names!;
        foreach (CocoImage image in known.Images)
        foreach ((long category, string name) in known.Categories.OrderBy(one => one.Key))
            yield return (
                System.IO.Path.GetFileNameWithoutExtension(image.FileName),
                known.Categories.Count > 1 ? name : null,
                MaskPath(Path, image.Id, category, known == this ? null : image)
            );
    }

    /// <summary>Opens a file; the last few are kept.</summary>
    /// <exception cref="InputException">It cannot be read, or is no COCO file.</exception>
    public static CocoFile Open(string path)
    {
        try
        {
            var key = (path, File.GetLastWriteTimeUtc(path));
            if (s_kept.Count > MostKept)
                s_kept.Clear();
            return s_kept.GetOrAdd(key, _ => new Lazy<CocoFile>(() => Parse(path))).Value;
        }
        catch (Exception exception)
            when (exception
                    is JsonException
                        or KeyNotFoundException
                        or InvalidOperationException
                        or FormatException
                        or ArgumentException
            )
        {
            throw new InputException(
                InputError.MalformedFile,
                $"{path} is no COCO file: {exception.Message}",
                path,
                "It needs images, categories and annotations, or a list of results with image_id, category_id and segmentation.",
                exception
            );
        }
        catch (Exception exception) when (FileFault.Is(exception))
        {
            throw FileFault.Unreadable(path, exception);
        }
    }

    /// <summary>Draws the mask that a path names.</summary>
    /// <param name="maskPath">file.json#image/category.</param>
    /// <param name="maximumPixels">Largest number of pixels.</param>
    /// <exception cref="InputException">The file has no such image, or a segmentation is damaged.</exception>
    public static Mask Read(string maskPath, long maximumPixels)
    {
        int at = maskPath.LastIndexOf('#');
        CocoFile file = Open(maskPath[..at]);
        string[] ids = maskPath[(at + 1)..].Split('/');
        if (
            ids.Length is not (2 or 3)
            || !long.TryParse(ids[0], System.Globalization.CultureInfo.InvariantCulture, out long image)
            || !long.TryParse(ids[1], System.Globalization.CultureInfo.InvariantCulture, out long category)
        )
            throw Damaged(maskPath, "write file.json#image/category with the numbers of both");
        try
        {
            int[] size = ids.Length < 3 ? [] : [.. ids[2].Split('x').Select(int.Parse)];
            return file.Draw(maskPath, image, category, size is [var width, var height] ? (width, height) : null, maximumPixels);
        }
        catch (Exception exception)
            when (exception is KeyNotFoundException or InvalidOperationException or FormatException or IndexOutOfRangeException)
        {
            throw Damaged(maskPath, exception.Message);
        }
    }

    private static CocoFile Parse(string path)
    {
        using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(path));
        return new CocoFile(path, document.RootElement.Clone());
    }

    private Mask Draw(string maskPath, long image, long category, (int Width, int Height)? told, long maximumPixels)
    {
        JsonElement[] segments = [.. _segments[(image, category)]];
        CocoImage? known = Images.FirstOrDefault(one => one.Id == image);
        (int Width, int Height) size = told ?? (known is null ? SizeOf(segments, maskPath) : (known.Width, known.Height));
        if (size.Width < 1 || size.Height < 1 || (long)size.Width * size.Height > maximumPixels)
            throw Damaged(maskPath, $"its size {size.Width} x {size.Height} is none, or more than is allowed");
        var mask = new Mask(size.Width, size.Height);
        try
        {
            foreach (JsonElement segment in segments)
            foreach (long[] counts in CocoRuns.Of(segment, size.Width, size.Height))
                CocoRuns.Paint(counts, mask);
            return mask;
        }
        catch
        {
            mask.Dispose();
            throw;
        }
    }

    /// <summary>A result file tells the size with each run-length code only.</summary>
    private static (int, int) SizeOf(JsonElement[] segments, string maskPath)
    {
        foreach (JsonElement segment in segments)
            if (segment.ValueKind == JsonValueKind.Object)
                return (segment.GetProperty("size")[1].GetInt32(), segment.GetProperty("size")[0].GetInt32());
        throw Damaged(maskPath, "polygons without an image in the file have no size");
    }

    private static ILookup<(long, long), JsonElement> Segments(JsonElement annotations) =>
        (annotations.ValueKind == JsonValueKind.Array ? annotations.EnumerateArray() : Enumerable.Empty<JsonElement>())
            .Where(one => one.TryGetProperty("segmentation", out _))
            .ToLookup(
                one => (one.GetProperty("image_id").GetInt64(), one.GetProperty("category_id").GetInt64()),
                one => one.GetProperty("segmentation")
            );

    private static CocoImage Image(JsonElement image) =>
        new(
            image.GetProperty("id").GetInt64(),
            image.GetProperty("file_name").GetString() ?? "",
            image.GetProperty("width").GetInt32(),
            image.GetProperty("height").GetInt32()
        );

    private static IEnumerable<JsonElement> List(JsonElement root, string name) => root.GetProperty(name).EnumerateArray();

    private static InputException Damaged(string path, string why) =>
        new(
            InputError.UnreadableImage,
            $"The mask {path} cannot be drawn: {why}.",
            path,
            "Write the COCO file again from its source."
        );
}

/// <summary>An image of a COCO file.</summary>
/// <param name="Id">Number.</param>
/// <param name="FileName">Name of its photograph.</param>
/// <param name="Width">Width, pixels.</param>
/// <param name="Height">Height, pixels.</param>
internal sealed record CocoImage(long Id, string FileName, int Width, int Height);
