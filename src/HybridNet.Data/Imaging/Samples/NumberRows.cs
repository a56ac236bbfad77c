using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using HybridNet.Masks;

namespace HybridNet.Data.Imaging.Samples;

/// <summary>Rows of one number for each pixel.</summary>
/// <typeparam name="T">The number.</typeparam>
/// <typeparam name="TBits">An unsigned integer of its size.</typeparam>
internal sealed class NumberRows<T, TBits> : RowPacker
    where T : unmanaged, INumber<T>, IMinMaxValue<T>
    where TBits : unmanaged, IBinaryInteger<TBits>
{
    private readonly SampleRule<T> _rule;
    private readonly LevelCounter _levels = new();
    private readonly ulong _minusZero;
    private readonly bool _unsigned;
    private readonly T? _transparent;
    private ulong[] _scratch = [];
    private long _half,
        _clear;

    public NumberRows(RowSource source, MaskValues values)
    {
        _rule = new SampleRule<T>(source, values);
        _unsigned = source.Layout.Kind == SampleKind.Unsigned;
        if (source.Layout.Kind == SampleKind.Float)
            _minusZero = 1UL << (source.Layout.Bits - 1);
        if (source.Layout.TransparentColor is [var color])
            _transparent = T.CreateTruncating(color);
    }

    public override int Levels => _levels.Count;

    public override long AtLeastHalf => _rule.HasHalf ? _half : -1;

    public override long Transparent => _clear;

    public override void Pack(ReadOnlySpan<byte> row, int y, Span<ulong> words)
    {
        ReadOnlySpan<T> samples = MemoryMarshal.Cast<byte, T>(row);
        if (TryPackTwo(MemoryMarshal.Cast<byte, TBits>(row), words))
            return;
        _levels.AddRow(MemoryMarshal.Cast<byte, TBits>(row), _minusZero);
        if (!_unsigned && !AllFrom(samples, T.Zero))
            _rule.Check(samples, y, 1);
        switch (_rule.Kind)
        {
            case ForegroundKind.NonZero:
                SampleBits.Pack<T, OtherThanTest>(samples, T.Zero, words);
                break;
            case ForegroundKind.Classes:
                PackAny(samples, _rule.Classes, words);
                break;
            case var _ when _rule.None:
                words.Clear();
                break;
            default:
                SampleBits.Pack<T, AtLeastTest>(samples, _rule.Level, words);
                break;
        }
        if (_rule.HasHalf)
            _half += HalfOf(samples, words);
        if (_transparent is { } clear)
            Clear(samples, clear, words);
    }

    public override bool TryPackZeros(int width, int y, Span<ulong> words)
    {
        if (_rule.Holds(T.Zero) || _transparent == T.Zero)
            return false;
        _levels.Add(0);
        words.Clear();
        return true;
    }

    public override void Ignore(ReadOnlySpan<byte> row, IReadOnlyList<long> values, Span<ulong> ignored) =>
        PackAny(MemoryMarshal.Cast<byte, T>(row), SampleRule<T>.InRange(values), ignored);

    /// <summary>A row of the two values that are known was checked when they were first seen.</summary>
    private bool TryPackTwo(ReadOnlySpan<TBits> bits, Span<ulong> words)
    {
        if (_levels.Count != 2 || _transparent is not null)
            return false;
        TBits first = TBits.CreateTruncating(_levels.First),
            second = TBits.CreateTruncating(_levels.Second);
        if (!PairRows.TryPack(bits, first, second, words))
            return false;
        T one = Unsafe.BitCast<TBits, T>(first),
            two = Unsafe.BitCast<TBits, T>(second);
        if (_rule.HasHalf)
        {
            long many = MaskWords.Count(words);
            _half += (one >= _rule.Half ? bits.Length - many : 0) + (two >= _rule.Half ? many : 0);
        }
        (bool ones, bool twos) = (_rule.Holds(one), _rule.Holds(two));
        if (ones == twos)
            words.Fill(ones ? ulong.MaxValue : 0);
        else if (ones)
            for (int w = 0; w < words.Length; w++)
                words[w] = ~words[w];
        return true;
    }

    /// <summary>Of a row of 0 and one other value the packed bits say how many; otherwise the samples are looked at.</summary>
    private long HalfOf(ReadOnlySpan<T> samples, ReadOnlySpan<ulong> words)
    {
        if (
            _rule.Kind != ForegroundKind.NonZero
            || _levels.Count > 2
            || (_levels.Count == 2 && _levels.First != 0 && _levels.Second != 0)
        )
            return SampleBits.Count<T, AtLeastTest>(samples, _rule.Half);
        var other = TBits.CreateTruncating(_levels.First | (_levels.Count > 1 ? _levels.Second : 0));
        if (Unsafe.BitCast<TBits, T>(other) < _rule.Half)
            return 0;
        return MaskWords.Count(words);
    }

    private void Clear(ReadOnlySpan<T> samples, T clear, Span<ulong> words)
    {
        Span<ulong> bits = Scratch(words.Length);
        SampleBits.Pack<T, EqualTest>(samples, clear, bits);
        for (int w = 0; w < words.Length; w++)
        {
            _clear += BitOperations.PopCount(words[w] & bits[w]);
            words[w] &= ~bits[w];
        }
    }

    private void PackAny(ReadOnlySpan<T> samples, T[] numbers, Span<ulong> words)
    {
        words.Clear();
        Span<ulong> bits = Scratch(words.Length);
        foreach (T number in numbers)
        {
            SampleBits.Pack<T, EqualTest>(samples, number, bits);
            for (int w = 0; w < words.Length; w++)
                words[w] |= bits[w];
        }
    }

    private Span<ulong> Scratch(int length)
    {
        if (_scratch.Length < length)
            _scratch = new ulong[length];
        return _scratch.AsSpan(0, length);
    }

    /// <summary>Every sample is a finite number from a lowest one on.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static bool AllFrom(ReadOnlySpan<T> samples, T lowest)
    {
        ref T source = ref MemoryMarshal.GetReference(samples);
        Vector256<T> low = Vector256.Create(lowest),
            high = Vector256.Create(T.MaxValue),
            good = Vector256<T>.AllBitsSet;
        int i = 0;
        for (; i + Vector256<T>.Count <= samples.Length; i += Vector256<T>.Count)
        {
            Vector256<T> block = Vector256.LoadUnsafe(ref source, (nuint)i);
            good &= Vector256.GreaterThanOrEqual(block, low) & Vector256.LessThanOrEqual(block, high);
        }
        if (good.ExtractMostSignificantBits() != Vector256<T>.AllBitsSet.ExtractMostSignificantBits())
            return false;
        for (; i < samples.Length; i++)
            if (!(samples[i] >= lowest && samples[i] <= T.MaxValue))
                return false;
        return true;
    }
}
