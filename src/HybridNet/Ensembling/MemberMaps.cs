using System.Buffers;
using HybridNet.Ports;
using HybridNet.Probabilities;

namespace HybridNet.Ensembling;

/// <summary>
/// The maps of all members of one image, turned back, in bands of rows that fit in memory whatever the number of members.
/// </summary>
/// <remarks>
/// Up to <see cref="Held"/> members are decoded once and make one band. With more, no more than that many maps' worth of
/// rows is kept: the members are decoded again for each band.
/// </remarks>
internal sealed class MemberMaps : IDisposable
{
    /// <summary>Maps that are kept whole.</summary>
    public const int Held = 16;

    private readonly IImageFiles _reader;
    private readonly IReadOnlyList<string> _paths;
    private readonly IReadOnlyList<GeometricTransform> _transforms;
    private readonly ProbabilityMap?[] _maps;
    private readonly byte[]?[] _rows;
    private readonly CancellationToken _cancel;
    private int _top,
        _loaded = -1;

    private MemberMaps(
        IImageFiles reader,
        IReadOnlyList<string> paths,
        IReadOnlyList<GeometricTransform> transforms,
        CancellationToken cancel
    )
    {
        (_reader, _paths, _transforms, _cancel) = (reader, paths, transforms, cancel);
        (_maps, _rows, Formats) = (
            new ProbabilityMap?[paths.Count],
            new byte[]?[paths.Count],
            new ProbabilityFormat[paths.Count]
        );
    }

    /// <summary>Number of members.</summary>
    public int Count => _paths.Count;

    /// <summary>Width, pixels.</summary>
    public int Width { get; private set; }

    /// <summary>Height, pixels.</summary>
    public int Height { get; private set; }

    /// <summary>Sample format of each member.</summary>
    public ProbabilityFormat[] Formats { get; }

    /// <summary>The finest format.</summary>
    public ProbabilityFormat Finest => Formats.Max();

    private int BandHeight => Count <= Held ? Height : Math.Max(1, (int)((long)Held * Height / Count));

    /// <summary>Opens the members of an image.</summary>
    /// <param name="reader">Decodes files.</param>
    /// <param name="paths">The map of each member.</param>
    /// <param name="transforms">What was done to each member's input.</param>
    /// <param name="cancel">Stops the work.</param>
    /// <exception cref="InputException">A file cannot be read, or the members differ in size.</exception>
    public static MemberMaps Open(
        IImageFiles reader,
        IReadOnlyList<string> paths,
        IReadOnlyList<GeometricTransform> transforms,
        CancellationToken cancel
    )
    {
        var members = new MemberMaps(reader, paths, transforms, cancel);
        try
        {
            for (int i = 0; i < paths.Count; i++)
            {
                ProbabilityMap map = members.Decode(i);
                members.Formats[i] = map.Format;
                if (paths.Count <= Held)
                    members._maps[i] = map;
                else
                    map.Dispose();
            }
            return members;
        }
        catch
        {
            members.Dispose();
            throw;
        }
    }

    /// <summary>First and last row (excluded) of each band.</summary>
    public IEnumerable<(int Top, int Bottom)> Bands()
    {
        for (int top = 0; top < Height; top += BandHeight)
            yield return (top, Math.Min(Height, top + BandHeight));
    }

    /// <summary>Makes the rows of a band readable.</summary>
    /// <param name="top">First row.</param>
    /// <param name="bottom">Row behind the last.</param>
    public void Load(int top, int bottom)
    {
        if (Count <= Held || _loaded == top)
            return;
        for (int i = 0; i < Count; i++)
        {
            using ProbabilityMap map = Decode(i);
            int bytes = Width * map.SampleSize;
            byte[] rows = _rows[i] ??= ArrayPool<byte>.Shared.Rent(BandHeight * bytes);
            map.Bytes[(top * bytes)..(bottom * bytes)].CopyTo(rows);
        }
        (_top, _loaded) = (top, top);
    }

    /// <summary>The samples of one row of a loaded band, as bytes.</summary>
    /// <param name="member">Member, from 0.</param>
    /// <param name="y">Row of the image.</param>
    public ReadOnlySpan<byte> Row(int member, int y)
    {
        int bytes = Width << (int)Formats[member];
        return _maps[member] is { } map ? map.Bytes.Slice(y * bytes, bytes) : _rows[member].AsSpan((y - _top) * bytes, bytes);
    }

    /// <summary>Gives every buffer back.</summary>
    public void Dispose()
    {
        foreach (ProbabilityMap? map in _maps)
            map?.Dispose();
        for (int i = 0; i < _rows.Length; i++)
        {
            if (_rows[i] is { } rows)
                ArrayPool<byte>.Shared.Return(rows);
            _rows[i] = null;
        }
    }

    private ProbabilityMap Decode(int member)
    {
        _cancel.ThrowIfCancellationRequested();
        ProbabilityMap map = MapTransform.Undo(_reader.ReadProbabilities(_paths[member], _cancel), _transforms[member]);
        if (Width == 0)
            (Width, Height) = (map.Width, map.Height);
        if ((map.Width, map.Height) == (Width, Height))
            return map;
        (int width, int height) = (map.Width, map.Height);
        map.Dispose();
        throw new InputException(
            InputError.SizeMismatch,
            $"{_paths[member]} is {width} x {height} "
                + $"pixels{(_transforms[member] == GeometricTransform.None ? "" : $" with its {_transforms[member]} undone")}, "
                + $"but {_paths[0]} is {Width} x {Height}.",
            _paths[member],
            "Members must have one size; check the order of -Transform."
        );
    }
}
