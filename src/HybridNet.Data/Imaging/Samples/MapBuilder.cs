using System.Numerics;
using System.Runtime.InteropServices;
using HybridNet.Masks;
using HybridNet.Metrics;
using HybridNet.Probabilities;

namespace HybridNet.Data.Imaging.Samples;

/// <summary>Makes a probability map of the rows of a picture, by one rule for all formats.</summary>
internal sealed class MapBuilder : IDisposable
{
    private readonly RowSource _source;
    private readonly ProbabilityScale _scale;
    private readonly ProbabilityRange _range;
    private readonly int _stride;
    private readonly bool _direct;
    private readonly double[] _numbers;
    private ProbabilityMap? _map;

    /// <exception cref="InputException">Such samples are no map, or the map is too large.</exception>
    public MapBuilder(RowSource source, MaskValues values)
    {
        (_source, _scale) = (source, values.Scale);
        PixelLayout layout = source.Layout;
        _range = new ProbabilityRange(source.Path);
        _stride = layout.BytesOf(source.Width);
        ProbabilityFormat format = Format(layout);
        _direct = Format(layout) == Plain(layout) && (_scale is ProbabilityScale.Type || ScaleIsType(layout));
        _numbers = _direct ? [] : new double[source.Width];
        ImageFault.CheckSize(source.Path, source.Width, source.Height, values.MaximumPixels, 1 << (int)format);
        _map = new ProbabilityMap(source.Width, source.Height, format);
    }

    /// <summary>The map, where the samples of the file are those of the map and may be read straight into it; null
    /// otherwise.</summary>
    public ProbabilityMap? Direct => _direct ? _map : null;

    /// <summary>Takes rows, as a <see cref="RowSink"/>.</summary>
    public void Add(ReadOnlySpan<byte> rows, int y, int count, bool zero)
    {
        if (_direct)
        {
            rows[..(count * _stride)].CopyTo(_map!.Bytes[(y * _stride)..]);
            Filled(y, count);
            return;
        }
        for (int i = 0; i < count; i++)
        {
            Numbers(rows.Slice(i * _stride, _stride), y + i);
            Store(y + i);
        }
        Filled(y, count);
    }

    /// <summary>Rows that were read straight into the map.</summary>
    public void Filled(int y, int count)
    {
        for (int i = 0; i < count; i++)
            _range.AddRow(_map!, y + i);
    }

    /// <summary>The map; the builder is empty afterwards.</summary>
    /// <exception cref="InputException">A value is no probability.</exception>
    public ProbabilityMap Finish()
    {
        _range.Finish();
        ProbabilityMap map = _map!;
        List<MaskWarning> warnings = [.. _source.Warnings()];
        if (_source.Lossy)
            warnings.Add(MaskWarning.LossyMap);
        if (_range.Clamped)
            warnings.Add(MaskWarning.Clamped);
        if (_scale == ProbabilityScale.Type && _direct)
        {
            if (IsTopped(map, 1))
                warnings.Add(MaskWarning.ZeroOneMap);
            else if (IsTopped(map, 100))
                warnings.Add(MaskWarning.PercentMap);
            else if (GoesAbove(map, 1))
                warnings.Add(MaskWarning.MapOnScale);
        }
        map.Warnings = warnings;
        _map = null;
        return map;
    }

    public void Dispose() => _map?.Dispose();

    /// <summary>The largest sample of a map of integers is this one.</summary>
    private static bool IsTopped(ProbabilityMap map, byte top) =>
        map.Format switch
        {
            ProbabilityFormat.UInt8 => map.Bytes.IndexOfAnyExceptInRange((byte)0, top) < 0 && map.Bytes.Contains(top),
            ProbabilityFormat.UInt16 => map.Samples<ushort>().IndexOfAnyExceptInRange((ushort)0, top) < 0
                && map.Samples<ushort>().Contains(top),
            _ => false,
        };

    private static bool GoesAbove(ProbabilityMap map, byte top) =>
        map.Format switch
        {
            ProbabilityFormat.UInt8 => map.Bytes.IndexOfAnyExceptInRange((byte)0, top) >= 0,
            ProbabilityFormat.UInt16 => map.Samples<ushort>().IndexOfAnyExceptInRange((ushort)0, top) >= 0,
            _ => false,
        };

    /// <summary>How samples would be kept that need no conversion; null when they do.</summary>
    private static ProbabilityFormat? Plain(PixelLayout layout) =>
        layout switch
        {
            { Samples: > 1 } or { Palette: not null } or { WhiteIsZero: true } => null,
            { Kind: SampleKind.Unsigned, Bits: 8, Top: 255 } => ProbabilityFormat.UInt8,
            { Kind: SampleKind.Unsigned, Bits: 16, Top: 65535 } => ProbabilityFormat.UInt16,
            { Kind: SampleKind.Float, Bits: 32 } => ProbabilityFormat.Float32,
            { Kind: SampleKind.Float, Bits: 64 } => ProbabilityFormat.Float64,
            _ => null,
        };

    private bool ScaleIsType(PixelLayout layout) =>
        (_scale, layout.Kind, layout.Bits)
            is
                (ProbabilityScale.One, SampleKind.Float, _)
                or
                (ProbabilityScale.Byte, SampleKind.Unsigned, 8);

    private ProbabilityFormat Format(PixelLayout layout)
    {
        bool whole = layout.Kind != SampleKind.Float;
        if (
            _scale == ProbabilityScale.Type
            && (layout.Bits == 1 || (whole && (layout.Bits > 16 || layout.Kind == SampleKind.Signed)))
        )
            throw ImageFault.Refused(
                _source.Path,
                layout.Bits == 1
                    ? "single bits are a mask, not a probability map"
                    : $"whole numbers of {layout.Bits} bits{(layout.Kind == SampleKind.Signed ? " with a sign" : "")} "
                        + $"have no scale of their own",
                "Say what they are with -Scale One, Percent, Byte or Logit."
            );
        if (_scale == ProbabilityScale.One && whole)
            return ProbabilityFormat.UInt8;
        if (layout is { Kind: SampleKind.Float, Bits: 64 })
            return ProbabilityFormat.Float64;
        if (_scale is ProbabilityScale.Percent or ProbabilityScale.Logit || !whole)
            return ProbabilityFormat.Float32;
        if (_scale == ProbabilityScale.Byte)
            return layout is { Kind: SampleKind.Unsigned, Bits: 8 } ? ProbabilityFormat.UInt8 : ProbabilityFormat.Float32;
        if (layout.Palette is not null || 255 % layout.Top == 0)
            return ProbabilityFormat.UInt8;
        return layout.Top == 65535 ? ProbabilityFormat.UInt16 : ProbabilityFormat.Float32;
    }

    /// <summary>The row's samples as numbers; colors only where all three are one grey.</summary>
    private void Numbers(ReadOnlySpan<byte> row, int y)
    {
        PixelLayout layout = _source.Layout;
        if (layout.Bits == 1)
        {
            for (int x = 0; x < _numbers.Length; x++)
                _numbers[x] = row[x >> 3] >> (7 - (x & 7)) & 1;
        }
        else
            switch (layout.Kind, layout.Bits)
            {
                case (SampleKind.Unsigned, 8):
                    Widen<byte>(row, y);
                    break;
                case (SampleKind.Unsigned, 16):
                    Widen<ushort>(row, y);
                    break;
                case (SampleKind.Unsigned, 32):
                    Widen<uint>(row, y);
                    break;
                case (SampleKind.Unsigned, _):
                    Widen<ulong>(row, y);
                    break;
                case (SampleKind.Signed, 8):
                    Widen<sbyte>(row, y);
                    break;
                case (SampleKind.Signed, 16):
                    Widen<short>(row, y);
                    break;
                case (SampleKind.Signed, 32):
                    Widen<int>(row, y);
                    break;
                case (SampleKind.Signed, _):
                    Widen<long>(row, y);
                    break;
                case (_, 32):
                    Widen<float>(row, y);
                    break;
                default:
                    Widen<double>(row, y);
                    break;
            }
        if (layout.Palette is { } palette)
            for (int x = 0; x < _numbers.Length; x++)
            {
                int index = (int)_numbers[x];
                if (index >= palette.Count)
                    throw PaletteRows.Beyond(_source.Path, y, index, palette.Count);
                if (!palette.IsGrey(index) || palette.IsTransparent(index))
                    throw Colored(x, y);
                _numbers[x] = palette.Level(index);
            }
        else if (layout.WhiteIsZero)
            for (int x = 0; x < _numbers.Length; x++)
                _numbers[x] = layout.Top - _numbers[x];
    }

    private void Widen<T>(ReadOnlySpan<byte> row, int y)
        where T : unmanaged, INumber<T>
    {
        ReadOnlySpan<T> samples = MemoryMarshal.Cast<byte, T>(row);
        PixelLayout layout = _source.Layout;
        for (int x = 0, at = 0; x < _numbers.Length; x++, at += layout.Samples)
        {
            for (int k = 1; k < layout.Colors; k++)
                if (samples[at + k] != samples[at])
                    throw Colored(x, y);
            _numbers[x] = double.CreateTruncating(samples[at]);
        }
    }

    private InputException Colored(int x, int y) =>
        ImageFault.Refused(
            _source.Path,
            $"a probability map is grey, and column {x}, row {y} is colored or transparent",
            "Save the map as grey with 8 or 16 bits, or as floats from 0 to 1."
        );

    private void Store(int y)
    {
        PixelLayout layout = _source.Layout;
        ProbabilityMap map = _map!;
        int top = layout.Palette is null ? layout.Top : 255,
            start = y * _numbers.Length;
        switch (map.Format)
        {
            case ProbabilityFormat.UInt8:
                Span<byte> bytes = map.Bytes.Slice(start, _numbers.Length);
                int factor = _scale == ProbabilityScale.One ? 255 : 255 / top;
                for (int x = 0; x < bytes.Length; x++)
                {
                    if (_scale == ProbabilityScale.One && _numbers[x] is not (0 or 1))
                        throw ImageFault.Refused(
                            _source.Path,
                            InvariantText.Invariant($"its sample {_numbers[x]} at column {x}, row {y} is neither 0 nor 1"),
                            "Leave -Scale One out, or name another scale."
                        );
                    bytes[x] = (byte)Math.Min(255, _numbers[x] * factor);
                }
                break;
            case ProbabilityFormat.UInt16:
                Span<ushort> words = map.Samples<ushort>().Slice(start, _numbers.Length);
                for (int x = 0; x < words.Length; x++)
                    words[x] = (ushort)_numbers[x];
                break;
            case ProbabilityFormat.Float32:
                Span<float> floats = map.Samples<float>().Slice(start, _numbers.Length);
                for (int x = 0; x < floats.Length; x++)
                    floats[x] = (float)Scaled(_numbers[x], top);
                break;
            default:
                Span<double> doubles = map.Samples<double>().Slice(start, _numbers.Length);
                for (int x = 0; x < doubles.Length; x++)
                    doubles[x] = Scaled(_numbers[x], top);
                break;
        }
    }

    private double Scaled(double number, int top) =>
        _scale switch
        {
            ProbabilityScale.Percent => number / 100,
            ProbabilityScale.Byte => number / 255,
            ProbabilityScale.Logit => 1 / (1 + Math.Exp(-number)),
            _ when _source.Layout.Kind != SampleKind.Float => number / top,
            _ => number,
        };
}
