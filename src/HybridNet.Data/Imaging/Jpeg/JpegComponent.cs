using System.Buffers;

namespace HybridNet.Data.Imaging.Jpeg;

/// <summary>One of a JPEG's components: brightness, or a difference of colors.</summary>
internal sealed class JpegComponent : IDisposable
{
    /// <summary>Where the step stands in an entry of <see cref="Plan"/>; the place is below.</summary>
    public const int StepShift = 8,
        PlaceMask = 63;

    /// <summary>Bytes behind the samples that may be read: vectors go over the end of a row.</summary>
    public const int Slack = 32;

    private static readonly int[] s_places = Places();

    /// <summary>The name by which a scan calls it.</summary>
    public required byte Name { get; init; }

    /// <summary>Blocks side by side in a unit of the scan.</summary>
    public required int Across { get; init; }

    /// <summary>Blocks one above the other in a unit of the scan.</summary>
    public required int Down { get; init; }

    /// <summary>Number of its table of steps.</summary>
    public required int StepsNumber { get; init; }

    /// <summary>Of its 64 coefficients, in the order of the file: the step, and the place in a block.</summary>
    public int[] Plan { get; private set; } = [];

    /// <summary>The most that a coefficient can be.</summary>
    public int MostCoefficient { get; private set; }

    /// <summary>Codes of the first coefficient.</summary>
    public HuffmanCodes? First { get; set; }

    /// <summary>Codes of the other coefficients.</summary>
    public HuffmanCodes? Others { get; set; }

    /// <summary>The first coefficient of the block before, without its step.</summary>
    public int Last { get; set; }

    /// <summary>Samples from one row to the next.</summary>
    public int Stride { get; private set; }

    /// <summary>The samples.</summary>
    public byte[] Plane { get; private set; } = [];

    /// <summary>Takes memory for rows of units.</summary>
    public void Take(int unitsAcross, int unitRows)
    {
        Dispose();
        Stride = unitsAcross * Across * JpegBlock.Side;
        Plane = ArrayPool<byte>.Shared.Rent(checked(Stride * unitRows * Down * JpegBlock.Side + Slack));
    }

    /// <summary>Takes a table of steps.</summary>
    /// <param name="steps">In the order of the file.</param>
    public void Quantize(int[] steps)
    {
        Plan = [.. steps.Zip(s_places, (step, place) => step << StepShift | place)];
        // Of samples of 8 bits no coefficient is above 1024 by more than half of its step; writers that edit coefficients go
        // somewhat further.
        MostCoefficient = 2048 + steps.Max();
    }

    public void Dispose()
    {
        if (Plane.Length > 0)
            ArrayPool<byte>.Shared.Return(Plane);
        Plane = [];
    }

    /// <summary>Diagonals, to and fro (figure A.6).</summary>
    private static int[] Places()
    {
        var places = new List<int>();
        for (int diagonal = 0; diagonal < 2 * JpegBlock.Side - 1; diagonal++)
        for (int i = 0; i <= diagonal; i++)
        {
            (int x, int y) = (diagonal & 1) == 0 ? (i, diagonal - i) : (diagonal - i, i);
            if (x < JpegBlock.Side && y < JpegBlock.Side)
                places.Add(y * JpegBlock.Side + x);
        }
        return [.. places];
    }
}
