namespace HybridNet.Diagnosis.Photos;

/// <summary>
/// Lays one photograph over another: mirrored or not, moved by up to a twelfth of its side, and cropped or widened by up to a
/// tenth. The best correlation over all of these counts.
/// </summary>
/// <remarks>
/// Steps of a whole pixel of the thumbnail find the place, then half and quarter steps around it. Both structures are blurred
/// a little, so that the samples between the pixels, by linear interpolation, lose no more than the pixels themselves. Some
/// thousand places of unrelated photographs give a largest correlation of a third; copies give 0.9 and more.
/// </remarks>
internal static class PhotoAlignment
{
    private const int Side = PhotoFingerprint.Side;
    private const double Reach = 4,
        Widest = 0.1,
        WideStep = 0.02;

    /// <summary>Share of the pixels that must lie over each other.</summary>
    private const double Overlap = 0.5;

    /// <summary>The best correlation, -1 to 1.</summary>
    /// <param name="fixedOne">Structure of Side x Side, 0 outside of the field.</param>
    /// <param name="moved">The other, which is moved over the first.</param>
    /// <param name="mirrorX">Left and right of the other are exchanged.</param>
    /// <param name="mirrorY">Top and bottom of the other are exchanged.</param>
    public static double Best(float[] fixedOne, float[] moved, bool mirrorX, bool mirrorY)
    {
        var best = new Place(0, 0, 1, double.NegativeInfinity);
        for (double scale = 1 - Widest; scale <= 1 + Widest + 1e-9; scale += WideStep)
        for (double y = -Reach; y <= Reach; y++)
        for (double x = -Reach; x <= Reach; x++)
            Try(x, y, scale);
        for (double step = 0.5; step > 0.2; step /= 2)
        {
            Place around = best;
            for (int k = -1; k <= 1; k++)
            for (int v = -1; v <= 1; v++)
            for (int u = -1; u <= 1; u++)
                Try(around.X + step * u, around.Y + step * v, around.Scale + step * WideStep * k);
        }
        return best.Correlation;

        void Try(double x, double y, double scale)
        {
            double correlation = Correlation(fixedOne, moved, mirrorX, mirrorY, x, y, scale);
            if (correlation > best.Correlation)
                best = new(x, y, scale, correlation);
        }
    }

    private static double Correlation(float[] a, float[] b, bool mirrorX, bool mirrorY, double x, double y, double scale)
    {
        const double Middle = (Side - 1) / 2.0;
        double product = 0,
            squaresA = 0,
            squaresB = 0;
        int over = 0,
            all = 0;
        for (int row = 0; row < Side; row++)
        {
            double v = Middle + (row - Middle) * scale + y;
            if (mirrorY)
                v = Side - 1 - v;
            for (int column = 0; column < Side; column++)
            {
                float first = a[row * Side + column];
                if (first == 0)
                    continue;
                all++;
                double u = Middle + (column - Middle) * scale + x;
                if (mirrorX)
                    u = Side - 1 - u;
                if (u < 0 || v < 0 || u >= Side - 1 || v >= Side - 1)
                    continue;
                int left = (int)u,
                    top = (int)v,
                    at = top * Side + left;
                double right = u - left,
                    down = v - top,
                    second =
                        (1 - down) * ((1 - right) * b[at] + right * b[at + 1])
                        + down * ((1 - right) * b[at + Side] + right * b[at + Side + 1]);
                if (second == 0)
                    continue;
                over++;
                product += first * second;
                squaresA += first * first;
                squaresB += second * second;
            }
        }
        return over < Overlap * all || squaresA == 0 || squaresB == 0 ? -1 : product / Math.Sqrt(squaresA * squaresB);
    }

    private readonly record struct Place(double X, double Y, double Scale, double Correlation);
}
