using HybridNet.Masks;
using HybridNet.Metrics;
using HybridNet.Ports;
using HybridNet.Probabilities;

namespace HybridNet.Data.Imaging.Samples;

/// <summary>Takes whole rows of a picture.</summary>
/// <param name="rows">So many rows, one after the other.</param>
/// <param name="y">The first of them.</param>
/// <param name="count">Number of rows.</param>
/// <param name="zero">Every sample of them is 0.</param>
internal delegate void RowSink(ReadOnlySpan<byte> rows, int y, int count, bool zero);

/// <summary>
/// A picture of any format, as rows of samples. What the samples mean is decided in one place for all formats:
/// <see cref="MaskBuilder"/> and <see cref="MapBuilder"/>.
/// </summary>
internal abstract class RowSource(string path, int width, int height, PixelLayout layout) : IDisposable
{
    public string Path { get; } = path;

    public int Width { get; } = width;

    public int Height { get; } = height;

    public PixelLayout Layout { get; } = layout;

    /// <summary>The format is lossy.</summary>
    public bool Lossy { get; init; }

    /// <summary>The file holds further pages or frames.</summary>
    public bool FurtherPages { get; init; }

    /// <summary>The file asks to be shown turned or mirrored; its samples are taken as they are stored.</summary>
    public bool Oriented { get; init; }

    /// <summary>Hands every row on once, in any order of blocks; may be called again.</summary>
    /// <exception cref="InputException">The file is damaged.</exception>
    public abstract void Read(RowSink sink, CancellationToken cancel);

    /// <summary>Reads the samples straight into a map, where the format has them as they are.</summary>
    /// <param name="map">The map.</param>
    /// <param name="filled">Told of each block of rows: the first, and how many.</param>
    /// <param name="cancel">Stops the work.</param>
    protected virtual bool TryFill(ProbabilityMap map, Action<int, int> filled, CancellationToken cancel) => false;

    /// <exception cref="InputException">The file is damaged, or its samples have no safe meaning.</exception>
    public MaskFile ToMask(MaskValues values, CancellationToken cancel)
    {
        using var builder = new MaskBuilder(this, values);
        Read(builder.Add, cancel);
        if (builder.NeedsSecondPass())
            Read(builder.Add, cancel);
        return builder.Finish();
    }

    /// <exception cref="InputException">The file is damaged, or a sample is no probability.</exception>
    public ProbabilityMap ToProbabilities(MaskValues values, CancellationToken cancel)
    {
        using var builder = new MapBuilder(this, values);
        if (builder.Direct is not { } map || !TryFill(map, builder.Filled, cancel))
            Read(builder.Add, cancel);
        return builder.Finish();
    }

    /// <summary>What is worth a warning whatever the picture is used for.</summary>
    public IEnumerable<MaskWarning> Warnings()
    {
        if (FurtherPages)
            yield return MaskWarning.FurtherPages;
        if (Oriented)
            yield return MaskWarning.Oriented;
        if (Layout.WhiteIsZero)
            yield return MaskWarning.TurnedRound;
    }

    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing) { }
}
