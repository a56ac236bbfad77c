using System.Numerics;
using HybridNet.Masks;

namespace HybridNet.Panels;

/// <summary>What reference and prediction say about a pixel.</summary>
internal enum Agreement : byte
{
    /// <summary>In neither.</summary>
    None,

    /// <summary>In both: true positive.</summary>
    Found,

    /// <summary>In the prediction alone: false positive.</summary>
    FalseAlarm,

    /// <summary>In the reference alone: false negative.</summary>
    Missed,
}

/// <summary>Where two masks agree, on another grid of pixels.</summary>
internal sealed class AgreementMap
{
    private readonly Agreement[] _pixels;

    private AgreementMap(int width, int height) => (Width, Height, _pixels) = (width, height, new Agreement[width * height]);

    /// <summary>Columns.</summary>
    public int Width { get; }

    /// <summary>Rows.</summary>
    public int Height { get; }

    /// <summary>One row.</summary>
    /// <param name="y">Row, 0 to Height - 1.</param>
    public ReadOnlySpan<Agreement> Row(int y) => _pixels.AsSpan(y * Width, Width);

    /// <summary>
    /// Compares a part of two masks. A pixel of a coarser grid gets what most of the marked pixels under it are, an error
    /// rather than a find when they are as many; pixels in neither mask have no vote, so nothing marked disappears and no
    /// find appears where the masks share no pixel.
    /// </summary>
    /// <param name="gt">Reference.</param>
    /// <param name="pred">Prediction of the same size.</param>
    /// <param name="box">The part.</param>
    /// <param name="width">Columns of the map.</param>
    /// <param name="height">Rows of the map.</param>
    public static AgreementMap Of(Mask gt, Mask pred, PixelBox box, int width, int height)
    {
        var map = new AgreementMap(width, height);
        var votes = new int[3 * width];
        for (int y = 0; y < height; y++)
        {
            (int top, int bottom) = ScaledMask.Reach(y, height, box.Height);
            bool any = false;
            for (int source = top; source < bottom; source++)
                any |= Count(gt.Row(box.Y + source), pred.Row(box.Y + source), box, votes, width);
            if (!any)
                continue;
            Span<Agreement> row = map._pixels.AsSpan(y * width, width);
            for (int x = 0; x < width; x++)
            {
                (int found, int falseAlarm, int missed) = (votes[3 * x], votes[3 * x + 1], votes[3 * x + 2]);
                if ((found | falseAlarm | missed) == 0)
                    continue;
                row[x] =
                    missed >= falseAlarm && missed >= found ? Agreement.Missed
                    : falseAlarm >= found ? Agreement.FalseAlarm
                    : Agreement.Found;
            }
            Array.Clear(votes);
        }
        return map;
    }

    private static bool Count(ReadOnlySpan<ulong> gt, ReadOnlySpan<ulong> pred, PixelBox box, int[] votes, int width)
    {
        bool any = false;
        for (int word = box.X >> 6; word <= box.X + box.Width - 1 >> 6; word++)
        for (ulong bits = gt[word] | pred[word]; bits != 0; bits &= bits - 1)
        {
            int bit = BitOperations.TrailingZeroCount(bits),
                x = (word << 6) + bit - box.X;
            if (x < 0 || x >= box.Width)
                continue;
            int kind =
                (gt[word] >> bit & 1) == 0 ? 1
                : (pred[word] >> bit & 1) == 0 ? 2
                : 0;
            (int from, int to) = ScaledMask.Reach(x, box.Width, width);
            for (int i = from; i < to; i++)
                votes[3 * i + kind]++;
            any = true;
        }
        return any;
    }
}
