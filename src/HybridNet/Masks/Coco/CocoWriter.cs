using System.Text.Json;

namespace HybridNet.Masks.Coco;

/// <summary>Gathers masks and writes them as one COCO file: images, one category, run lengths as letters.</summary>
/// <param name="category">Name of the category.</param>
internal sealed class CocoWriter(string category)
{
    private readonly List<(string Name, int Width, int Height, long Area, int[] Box, string Counts)> _masks = [];

    /// <summary>Masks so far.</summary>
    public int Count => _masks.Count;

    /// <summary>Takes a mask.</summary>
    /// <param name="name">File name of the image.</param>
    /// <param name="mask">The mask.</param>
    public void Add(string name, Mask mask)
    {
        int left = mask.Width,
            top = mask.Height,
            right = 0,
            bottom = 0;
        for (int y = 0; y < mask.Height; y++)
        for (int x = 0; x < mask.Width; x++)
            if (mask[x, y])
                (left, top, right, bottom) = (
                    Math.Min(left, x),
                    Math.Min(top, y),
                    Math.Max(right, x + 1),
                    Math.Max(bottom, y + 1)
                );
        int[] box = right == 0 ? [0, 0, 0, 0] : [left, top, right - left, bottom - top];
        _masks.Add((name, mask.Width, mask.Height, mask.Count(), box, CocoRuns.Letters(CocoRuns.Of(mask))));
    }

    /// <summary>The file; an image without foreground is listed and has no annotation.</summary>
    public byte[] ToJson()
    {
        var images = _masks.Select(
            (mask, i) =>
                new
                {
                    id = i + 1,
                    file_name = mask.Name,
                    width = mask.Width,
                    height = mask.Height,
                }
        );
        var annotations = _masks
            .Select((mask, i) => (mask, Image: i + 1))
            .Where(entry => entry.mask.Area > 0)
            .Select(
                (entry, i) =>
                    new
                    {
                        id = i + 1,
                        image_id = entry.Image,
                        category_id = 1,
                        iscrowd = 0,
                        area = entry.mask.Area,
                        bbox = entry.mask.Box,
                        segmentation = new { size = new[] { entry.mask.Height, entry.mask.Width }, counts = entry.mask.Counts },
                    }
            );
        return JsonSerializer.SerializeToUtf8Bytes(
            new
            {
                images,
                categories = new[] { new { id = 1, name = category } },
                annotations,
            }
        );
    }
}
