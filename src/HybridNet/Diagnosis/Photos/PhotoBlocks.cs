using System.Numerics;

namespace HybridNet.Diagnosis.Photos;

/// <summary>
/// The coarse structure of a photograph, 16 x 16 means, and how alike two are when one is mirrored and moved by up to a block.
/// Few of many pairs need a closer look.
/// </summary>
internal sealed class PhotoBlocks
{
    /// <summary>As it is, left and right exchanged, top and bottom exchanged, both.</summary>
    public const int Mirrors = 4;

    private const int Count = 16,
        Padded = Count + 2,
        Block = PhotoFingerprint.Side / Count;

    /// <summary>With a frame of zeros.</summary>
    private readonly float[] _framed = new float[Padded * Padded];

    /// <summary>The four mirrored ones.</summary>
    private readonly float[][] _mirrored = new float[Mirrors][];

    public PhotoBlocks(float[] structure)
    {
        double squares = 0;
        var blocks = new float[Count * Count];
        for (int i = 0; i < blocks.Length; i++)
        {
            float sum = 0;
            for (int v = 0; v < Block; v++)
            for (int u = 0; u < Block; u++)
                sum += structure[(i / Count * Block + v) * PhotoFingerprint.Side + i % Count * Block + u];
            blocks[i] = sum;
            squares += sum * sum;
        }
        float scale = squares > 0 ? (float)(1 / Math.Sqrt(squares)) : 0;
        for (int mirror = 0; mirror < Mirrors; mirror++)
            _mirrored[mirror] = new float[Count * Count];
        for (int y = 0; y < Count; y++)
        for (int x = 0; x < Count; x++)
        {
            float value = scale * blocks[y * Count + x];
            _framed[(y + 1) * Padded + x + 1] = value;
            for (int mirror = 0; mirror < Mirrors; mirror++)
            {
                int v = (mirror & 2) != 0 ? Count - 1 - y : y,
                    u = (mirror & 1) != 0 ? Count - 1 - x : x;
                _mirrored[mirror][v * Count + u] = value;
            }
        }
    }

    /// <summary>The best correlation with a mirrored other one, over moves by a block.</summary>
    public float Likeness(PhotoBlocks other, int mirror)
    {
        float best = -1;
        for (int y = 0; y <= 2; y++)
        for (int x = 0; x <= 2; x++)
            best = Math.Max(best, Product(other._mirrored[mirror], y, x));
        return best;
    }

    private float Product(float[] other, int y, int x)
    {
        var sum = Vector<float>.Zero;
        float rest = 0;
        for (int row = 0; row < Count; row++)
        {
            int a = (row + y) * Padded + x,
                b = row * Count,
                column = 0;
            for (; column <= Count - Vector<float>.Count; column += Vector<float>.Count)
                sum += new Vector<float>(_framed, a + column) * new Vector<float>(other, b + column);
            for (; column < Count; column++)
                rest += _framed[a + column] * other[b + column];
        }
        return Vector.Sum(sum) + rest;
    }
}
