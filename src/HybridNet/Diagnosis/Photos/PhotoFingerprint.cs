using System.Numerics;

namespace HybridNet.Diagnosis.Photos;

/// <summary>
/// What tells one fundus photograph from another: the fine structure inside the field of view, free of brightness and
/// contrast.
/// </summary>
/// <remarks>
/// All fundus photographs are a bright disc on black, and a hash of the whole picture takes them for one another. So the
/// slow changes of light are taken away, the rim of the field is left out, and what is left (vessels, optic disc, lesions)
/// is scaled to length 1. 256 signs find candidates; the correlation of the structures decides.
/// </remarks>
internal sealed class PhotoFingerprint
{
    /// <summary>Side of the thumbnail that a fingerprint is made from, pixels.</summary>
    public const int Side = 48;

    private const int Reach = 3,
        HashSide = 16;
    private const float DarkShare = 0.2f;

    /// <summary>Likeness from which on nothing better is looked for.</summary>
    private const double CopiedAsItIs = 0.9;

    /// <summary>Correlation of coarse structures from which on two photographs are laid over each other.</summary>
    private const float Candidate = 0.45f;

    private readonly float[] _structure,
        _soft;
    private readonly ulong[] _signs;
    private readonly PhotoBlocks _blocks;

    private PhotoFingerprint(float[] structure, ulong[] signs)
    {
        (_structure, _signs, _soft) = (structure, signs, Blurred(structure));
        _blocks = new PhotoBlocks(structure);
    }

    /// <summary>Makes a fingerprint; null for a photograph without structure.</summary>
    /// <param name="grey">Side x Side samples from 0 to 1.</param>
    public static PhotoFingerprint? Of(ReadOnlySpan<float> grey)
    {
        float dark = DarkShare * Brightest(grey);
        var structure = new float[Side * Side];
        double squares = 0;
        for (int y = Reach; y < Side - Reach; y++)
        for (int x = Reach; x < Side - Reach; x++)
        {
            float sum = 0,
                darkest = float.MaxValue;
            for (int v = y - Reach; v <= y + Reach; v++)
            for (int u = x - Reach; u <= x + Reach; u++)
            {
                float value = grey[v * Side + u];
                sum += value;
                darkest = Math.Min(darkest, value);
            }
            if (darkest <= dark)
                continue;
            float fine = grey[y * Side + x] - sum / ((2 * Reach + 1) * (2 * Reach + 1));
            structure[y * Side + x] = fine;
            squares += fine * fine;
        }
        if (squares < 1e-6)
            return null;
        float scale = (float)(1 / Math.Sqrt(squares));
        for (int i = 0; i < structure.Length; i++)
            structure[i] *= scale;
        return new(structure, Signs(structure));
    }

    /// <summary>
    /// Correlation of two photographs, -1 to 1, as they lie or moved, mirrored or cropped a little; 0 when they are unlike.
    /// </summary>
    public double Likeness(PhotoFingerprint other)
    {
        double asTheyLie = AsTheyLie(other);
        return asTheyLie >= CopiedAsItIs ? asTheyLie : Math.Max(asTheyLie, Laid(other));
    }

    /// <summary>The best of the places in which their coarse structures are alike.</summary>
    private double Laid(PhotoFingerprint other)
    {
        double best = 0;
        for (int mirror = 0; mirror < PhotoBlocks.Mirrors; mirror++)
            if (_blocks.Likeness(other._blocks, mirror) > Candidate)
                best = Math.Max(best, PhotoAlignment.Best(_soft, other._soft, (mirror & 1) != 0, (mirror & 2) != 0));
        return best;
    }

    /// <summary>Correlation of two structures, -1 to 1; 0 when their signs already tell them apart.</summary>
    private double AsTheyLie(PhotoFingerprint other)
    {
        int differing = 0;
        for (int i = 0; i < _signs.Length; i++)
            differing += BitOperations.PopCount(_signs[i] ^ other._signs[i]);
        // Unrelated signs differ in half of the bits.
        if (4 * differing > 64 * _signs.Length)
            return 0;
        var sum = Vector<float>.Zero;
        for (int i = 0; i <= _structure.Length - Vector<float>.Count; i += Vector<float>.Count)
            sum += new Vector<float>(_structure, i) * new Vector<float>(other._structure, i);
        return Vector.Sum(sum);
    }

    /// <summary>Weights 1, 2, 1 along rows and columns, inside the field.</summary>
    private static float[] Blurred(float[] structure)
    {
        var result = new float[Side * Side];
        for (int y = 1; y < Side - 1; y++)
        for (int x = 1; x < Side - 1; x++)
        {
            if (structure[y * Side + x] == 0)
                continue;
            float sum = 0;
            for (int v = -1; v <= 1; v++)
            for (int u = -1; u <= 1; u++)
                sum += (2 - Math.Abs(v)) * (2 - Math.Abs(u)) * structure[(y + v) * Side + x + u];
            result[y * Side + x] = sum / 16;
        }
        return result;
    }

    private static float Brightest(ReadOnlySpan<float> grey)
    {
        float most = 0;
        foreach (float value in grey)
            most = Math.Max(most, value);
        return most;
    }

    /// <summary>Signs of the means of 3 x 3 blocks, row after row.</summary>
    private static ulong[] Signs(float[] structure)
    {
        const int Block = Side / HashSide;
        var signs = new ulong[HashSide * HashSide / 64];
        for (int i = 0; i < HashSide * HashSide; i++)
        {
            float sum = 0;
            for (int v = 0; v < Block; v++)
            for (int u = 0; u < Block; u++)
                sum += structure[(i / HashSide * Block + v) * Side + i % HashSide * Block + u];
            if (sum > 0)
                signs[i >> 6] |= 1UL << (i & 63);
        }
        return signs;
    }
}
