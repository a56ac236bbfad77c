using HybridNet.Masks;
using HybridNet.Ports;
using HybridNet.Probabilities;

namespace HybridNet.Data.Imaging.General;

/// <summary>
/// An image of a format that has no fast way of its own: rows of numbers, one for each pixel.
/// </summary>
/// <remarks>A pixel's number is its raw colour samples side by side, alpha left out; 0 is background.</remarks>
internal abstract class Raster(string path, int width, int height, bool lossy = false) : IDisposable
{
    public string Path { get; } = path;

    public int Width { get; } = width;

    public int Height { get; } = height;

    public bool Lossy { get; } = lossy;

    /// <summary>How the samples of a probability map are kept; null when the image cannot be one.</summary>
    public abstract ProbabilityFormat? ProbabilityFormat { get; }

    /// <summary>The numbers of the pixels are entries of a palette.</summary>
    public virtual bool HasPalette => false;

    /// <summary>One row of colours.</summary>
    public abstract void ReadColors(int y, Span<ulong> row);

    /// <summary>One row of a probability map, in the map's own format.</summary>
    public abstract void ReadProbabilities(int y, ProbabilityMap map);

    public MaskFile ToMask(CancellationToken cancel)
    {
        Mask mask = Mask.Uninitialized(Width, Height);
        var levels = new LevelCounter();
        try
        {
            Draw(mask, ground: 0, levels, cancel);
            bool dark = HasPalette && PaletteBackground.Applies(levels);
            if (dark)
                Draw(mask, PaletteBackground.Of(levels), levels, cancel);
            return new MaskFile(mask, levels.Count, Lossy) { WithoutBlack = dark };
        }
        catch
        {
            mask.Dispose();
            throw;
        }
    }

    /// <summary>Everything but the ground is foreground.</summary>
    private void Draw(Mask mask, ulong ground, LevelCounter levels, CancellationToken cancel)
    {
        var colours = new ulong[Width];
        for (int y = 0; y < Height; y++)
        {
            if ((y & 15) == 0)
                cancel.ThrowIfCancellationRequested();
            ReadColors(y, colours);
            Span<ulong> words = mask.Row(y);
            words.Clear();
            for (int x = 0; x < colours.Length; x++)
            {
                levels.Add(colours[x]);
                if (colours[x] != ground)
                    words[x >> 6] |= 1UL << (x & 63);
            }
        }
    }

    /// <exception cref="InputException">The image cannot be a probability map, or a value is NaN or outside 0 to 1.</exception>
    public ProbabilityMap ToProbabilities(CancellationToken cancel)
    {
        if (ProbabilityFormat is not { } format)
            throw ImageFault.Damaged(Path, "a probability map is grey with 8 or 16 bits, or floats from 0 to 1");
        var map = new ProbabilityMap(Width, Height, format);
        try
        {
            for (int y = 0; y < Height; y++)
            {
                if ((y & 15) == 0)
                    cancel.ThrowIfCancellationRequested();
                ReadProbabilities(y, map);
                ProbabilityRange.CheckRow(map, y, Path);
            }
            return map;
        }
        catch
        {
            map.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing) { }

    /// <summary>Refuses sizes that no image here has, before memory is taken for them.</summary>
    internal static void CheckSize(string path, long width, long height)
    {
        if (width is < 1 or > Mask.MaximumSide || height is < 1 or > Mask.MaximumSide)
            throw ImageFault.Damaged(path, $"its header gives {width} x {height} pixels; 1 to {Mask.MaximumSide} are possible");
    }
}
