using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using HybridNet.Probabilities;

namespace HybridNet.Data.Imaging.Samples;

/// <summary>
/// Sees to it that floats are probabilities. What rounding put just outside of 0 to 1 becomes 0 or 1; anything further out is
/// refused once the whole map is known, because its range says what the samples may be instead.
/// </summary>
internal sealed class ProbabilityRange(string path)
{
    /// <summary>Sums and means of 32-bit floats are off by less than this.</summary>
    private const double Rounding = 1e-5;

    private double _lowest,
        _highest = 1,
        _strange;
    private int _strangeX,
        _strangeY = -1;

    /// <summary>Some values were put back to 0 or 1.</summary>
    public bool Clamped { get; private set; }

    /// <summary>Looks at one row of a map; integers are probabilities whatever they are.</summary>
    /// <exception cref="InputException">A value is NaN.</exception>
    public void AddRow(ProbabilityMap map, int y)
    {
        if (map.Format == ProbabilityFormat.Float32)
        {
            Span<float> row = map.Samples<float>().Slice(y * map.Width, map.Width);
            if (!AreProbabilities(row))
                AddEach(row, y);
        }
        else if (map.Format == ProbabilityFormat.Float64)
            AddEach(map.Samples<double>().Slice(y * map.Width, map.Width), y);
    }

    /// <exception cref="InputException">A value is no probability.</exception>
    public void Finish()
    {
        if (_strangeY < 0)
            return;
        string message = InvariantText.Invariant(
            $"its value {_strange} at column {_strangeX}, row {_strangeY} is no probability (they go from 0 to 1); "
                + $"its values go from {Math.Min(_lowest, _strange)} to {Math.Max(_highest, _strange)}"
        );
        throw ImageFault.Refused(path, message, Advice());
    }

    private string Advice()
    {
        if (double.IsInfinity(_lowest) || double.IsInfinity(_highest))
            return "Write finite numbers.";
        if (_lowest < 0)
            return "They look like logits: read them with -Scale Logit, or apply the sigmoid before saving.";
        return _highest <= 100 ? "They look like per cent: read them with -Scale Percent."
            : _highest <= 255 ? "They look like samples of 8 bits: read them with -Scale Byte."
            : "Save probabilities from 0 to 1.";
    }

    private void AddEach<T>(Span<T> row, int y)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        for (int x = 0; x < row.Length; x++)
        {
            if (row[x] >= T.Zero && row[x] <= T.One)
                continue;
            double value = double.CreateChecked(row[x]);
            if (double.IsNaN(value))
                throw ImageFault.Refused(
                    path,
                    InvariantText.Invariant($"its value at column {x}, row {y} is NaN, which is no probability"),
                    "Write 0 where there is no data, and leave those pixels out with a region mask."
                );
            if (value >= -Rounding && value <= 1 + Rounding)
            {
                row[x] = value < 0 ? T.Zero : T.One;
                Clamped = true;
                continue;
            }
            (_lowest, _highest) = (Math.Min(_lowest, value), Math.Max(_highest, value));
            if (_strangeY < 0)
                (_strange, _strangeX, _strangeY) = (value, x, y);
        }
    }

    /// <summary>The bits of the floats from 0 to 1 are those from 0 to the bits of 1; a row with a minus zero is left to the
    /// slow way.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static bool AreProbabilities(ReadOnlySpan<float> row)
    {
        Vector512<uint> one = Vector512.Create(BitConverter.SingleToUInt32Bits(1));
        ReadOnlySpan<Vector512<uint>> wide = MemoryMarshal.Cast<float, Vector512<uint>>(row);
        foreach (Vector512<uint> block in wide)
            if (Vector512.GreaterThanAny(block, one))
                return false;
        foreach (float value in row[(wide.Length * Vector512<uint>.Count)..])
            if (!(value >= 0 && value <= 1))
                return false;
        return true;
    }
}
