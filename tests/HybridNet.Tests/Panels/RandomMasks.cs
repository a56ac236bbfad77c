using HybridNet.Masks;

namespace HybridNet.Tests.Panels;

/// <summary>Masks of random blobs, the same for the same seed.</summary>
internal static class RandomMasks
{
    public static Mask Of(int width, int height, int seed, double density = 0.12)
    {
        var random = new Random(seed);
        var mask = new Mask(width, height);
        int blobs = (int)(width * height * density / 40) + 1;
        for (int blob = 0; blob < blobs; blob++)
        {
            (int x, int y, int w, int h) = (random.Next(width), random.Next(height), random.Next(1, 12), random.Next(1, 9));
            for (int dy = 0; dy < h; dy++)
            for (int dx = 0; dx < w; dx++)
                if (x + dx < width && y + dy < height)
                    mask[x + dx, y + dy] = true;
        }
        return mask;
    }
}
