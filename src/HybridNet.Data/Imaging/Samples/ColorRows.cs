using System.Numerics;
using System.Runtime.InteropServices;
using HybridNet.Masks;

namespace HybridNet.Data.Imaging.Samples;

/// <summary>
/// Rows of several samples for each pixel: colors, perhaps alpha, perhaps others. A pixel is foreground when one of its colors
/// is, unless it is fully transparent; a sample that is the same in the whole picture says nothing.
/// </summary>
/// <remarks>Neighbors are mostly equal: pixels that repeat the one before them are found by vector comparisons.</remarks>
/// <typeparam name="T">Type of a sample.</typeparam>
internal sealed class ColorRows<T> : RowPacker
    where T : unmanaged, INumber<T>, IMinMaxValue<T>
{
    private readonly RowSource _source;
    private readonly SampleRule<T> _rule;
    private readonly LevelCounter _levels = new();
    private readonly int _samples,
        _colors,
        _alpha;
    private readonly byte[] _last;
    private readonly T[] _first;
    private readonly T[]? _key;
    private bool _begun,
        _foreground,
        _half,
        _clear,
        _alphaVaries,
        _otherVaries,
        _blind,
        _anyColor;
    private long _halves,
        _clears;

    public ColorRows(RowSource source, MaskValues values)
    {
        _source = source;
        _rule = new SampleRule<T>(source, values);
        (_samples, _colors, _alpha) = (source.Layout.Samples, source.Layout.Colors, source.Layout.Alpha);
        _last = new byte[_samples * source.Layout.Bits / 8];
        _first = new T[_samples];
        if (source.Layout.TransparentColor is { } color)
            _key = [.. color.Select(T.CreateTruncating)];
    }

    public override int Levels => _levels.Count;

    public override long AtLeastHalf => _rule.HasHalf ? _halves : -1;

    public override long Transparent => _clears;

    public override void Pack(ReadOnlySpan<byte> row, int y, Span<ulong> words)
    {
        int step = _last.Length;
        words.Clear();
        for (int x = 0, run; x < _source.Width; x += run)
        {
            ReadOnlySpan<byte> rest = row[(x * step)..(_source.Width * step)],
                pixel = rest[..step];
            if (!_begun || !pixel.SequenceEqual(_last))
                Inspect(pixel, x, y);
            run = 1;
            if (rest.Length > step && rest.Slice(step, step).SequenceEqual(pixel))
                run += PairRows.Repeated(rest, step) / step;
            if (_foreground)
                MaskWords.SetRun(words, x, x + run);
            _halves += _half ? run : 0;
            _clears += _clear ? run : 0;
        }
    }

    public override void Ignore(ReadOnlySpan<byte> row, IReadOnlyList<long> values, Span<ulong> ignored)
    {
        T[] numbers = SampleRule<T>.InRange(values);
        ReadOnlySpan<T> samples = MemoryMarshal.Cast<byte, T>(row);
        ignored.Clear();
        for (int x = 0; x < _source.Width; x++)
        {
            ReadOnlySpan<T> colors = samples.Slice(x * _samples, _colors);
            if (numbers.AsSpan().Contains(colors[0]) && !colors.ContainsAnyExcept(colors[0]))
                ignored[x >> 6] |= 1UL << (x & 63);
        }
    }

    /// <summary>Alpha that is 0 everywhere hides nothing: the colors are read once more without it.</summary>
    public override bool NeedsSecondPass()
    {
        if (_blind || _alpha < 0 || _alphaVaries || _first[_alpha] != T.Zero || !_anyColor)
            return false;
        _blind = true;
        (_begun, _halves, _clears) = (false, 0, 0);
        return true;
    }

    public override void Finish()
    {
        if (_otherVaries)
            throw ImageFault.Refused(
                _source.Path,
                $"it has {_samples} samples for each pixel, some of them neither colors nor alpha, and they differ",
                "Save the one that is the mask as a file of its own."
            );
        if (_alphaVaries && !_anyColor && _rule.Kind == ForegroundKind.NonZero)
            throw ImageFault.Refused(
                _source.Path,
                "its colors are black everywhere and only its alpha channel varies, which may be a mask or a frame",
                "Save the alpha channel as a grey picture."
            );
    }

    private void Inspect(ReadOnlySpan<byte> bytes, int x, int y)
    {
        ReadOnlySpan<T> pixel = MemoryMarshal.Cast<byte, T>(bytes);
        ReadOnlySpan<T> colors = pixel[.._colors];
        if (_source.Layout.Kind != SampleKind.Unsigned)
            foreach (T color in colors)
                if (!T.IsFinite(color) || T.IsNegative(color))
                    _rule.Check([color], y, 1);
        if (_rule.Kind == ForegroundKind.Classes && colors.ContainsAnyExcept(colors[0]))
            throw ImageFault.Refused(
                _source.Path,
                $"the color at column {x}, row {y} is no class number",
                "Class numbers need one sample for each pixel; save the mask as grey or with a palette."
            );
        if (!_begun)
            pixel.CopyTo(_first);
        ulong key = 0;
        bool any = false,
            foreground = false,
            half = false;
        foreach (T color in colors)
        {
            any |= color != T.Zero;
            foreground |= _rule.Holds(color);
            half |= color >= _rule.Half;
            // Up to 16 bits each stand side by side; wider ones are mixed.
            key =
                _source.Layout.Bits <= 16
                    ? key << 16 | ulong.CreateTruncating(color)
                    : (key * 31) ^ (ulong)(color == T.Zero ? 0 : color.GetHashCode());
        }
        _levels.Add(key);
        bool clear = _key is not null && colors.SequenceEqual(_key);
        for (int i = _colors; i < _samples; i++)
            if (i == _alpha)
            {
                _alphaVaries |= pixel[i] != _first[i];
                clear |= pixel[i] == T.Zero && !_blind;
            }
            else
                _otherVaries |= pixel[i] != _first[i];
        _anyColor |= any;
        (_foreground, _half, _clear) = (foreground && !clear, half && !clear, clear && any);
        bytes.CopyTo(_last);
        _begun = true;
    }
}
