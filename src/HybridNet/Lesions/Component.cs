namespace HybridNet.Lesions;

/// <summary>One connected component.</summary>
/// <param name="Label">Number, from 1.</param>
/// <param name="Area">Pixels.</param>
/// <param name="Left">First column.</param>
/// <param name="Top">First row.</param>
/// <param name="Right">Last column, included.</param>
/// <param name="Bottom">Last row, included.</param>
/// <param name="CentroidX">Mean column.</param>
/// <param name="CentroidY">Mean row.</param>
internal sealed record Component(
    int Label,
    long Area,
    int Left,
    int Top,
    int Right,
    int Bottom,
    double CentroidX,
    double CentroidY
)
{
    /// <summary>Diameter of the disk with the same area, pixels.</summary>
    public double EquivalentDiameter => 2 * Math.Sqrt(Area / Math.PI);
}

/// <summary>Adds up the runs of one component.</summary>
internal sealed class ComponentBuilder
{
    private int _label,
        _left = int.MaxValue,
        _top = int.MaxValue,
        _right = -1,
        _bottom = -1;
    private long _area,
        _sumX2,
        _sumY;

    public void Add(in PixelRun run)
    {
        _label = run.Label;
        _area += run.Length;
        // The columns of a run add up to length x (first + last) / 2; twice that stays whole.
        _sumX2 += (long)run.Length * (run.Start + run.End - 1);
        _sumY += (long)run.Length * run.Y;
        _left = Math.Min(_left, run.Start);
        _right = Math.Max(_right, run.End - 1);
        _top = Math.Min(_top, run.Y);
        _bottom = Math.Max(_bottom, run.Y);
    }

    public Component Build() => new(_label, _area, _left, _top, _right, _bottom, _sumX2 / 2.0 / _area, (double)_sumY / _area);
}
