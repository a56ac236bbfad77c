using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace HybridNet.Data.Imaging.Jpeg;

/// <summary>Decodes the units of a scan (ITU T.81, annex F.2), a row of them at a time, into the planes of its
/// components.</summary>
/// <remarks>
/// Damage is an error: a code that there is not, a 65th coefficient, one that no picture of 8 bits can have, data that ends too
/// soon or goes on behind the last unit, a restart marker that is missing, of another number or elsewhere.
/// </remarks>
internal sealed class JpegScan
{
    private const int EndOfBlock = 0,
        SixteenZeros = 0xF0;

    private readonly JpegHeader _header;
    private readonly string _path;
    private readonly JpegBits _bits;
    private readonly int[] _block = new int[JpegBlock.Samples];
    private readonly int _across;
    private int _restarts,
        _untilRestart;

    /// <param name="header">What the scan is made of.</param>
    /// <param name="file">The file.</param>
    /// <param name="path">Name for messages.</param>
    public JpegScan(JpegHeader header, FileBytes file, string path)
    {
        (_header, _path) = (header, path);
        _bits = new JpegBits(file.Buffer, header.Start, header.End);
        _across = header.UnitsAcross;
        _untilRestart = header.RestartInterval;
        foreach (JpegComponent component in header.Components)
            component.Last = 0;
    }

    /// <summary>Decodes the next row of units.</summary>
    /// <param name="row">Which; the first one is 0.</param>
    /// <param name="place">The row of units of the planes that it goes to.</param>
    /// <exception cref="InputException">The data is damaged.</exception>
    public void ReadRow(int row, int place)
    {
        for (int unit = 0; unit < _across; unit++)
        {
            if (_header.RestartInterval > 0 && _untilRestart-- == 0)
                Restart(row);
            foreach (JpegComponent component in _header.Components)
                for (int down = 0; down < component.Down; down++)
                for (int across = 0; across < component.Across; across++)
                {
                    int x = (unit * component.Across + across) * JpegBlock.Side,
                        y = (place * component.Down + down) * JpegBlock.Side;
                    if (!TryRead(component, ref component.Plane[y * component.Stride + x]))
                        throw Damaged("damaged", row);
                }
        }
        if (_bits.AreOver)
            throw Damaged("cut off", row);
    }

    /// <summary>Looks whether the scan ends with its last unit.</summary>
    /// <exception cref="InputException">It does not.</exception>
    public void RequireEnd()
    {
        if (!_bits.IsDone())
            throw ImageFault.Damaged(_path, "its coded data goes on behind its last row");
    }

    private void Restart(int row)
    {
        if (!_bits.TryRestart(_restarts++ & 7))
            throw Damaged("damaged", row);
        _untilRestart = _header.RestartInterval - 1;
        foreach (JpegComponent component in _header.Components)
            component.Last = 0;
    }

    private InputException Damaged(string how, int row) =>
        ImageFault.Damaged(_path, $"its coded data is {how} at row {row * _header.Components[0].Down * JpegBlock.Side}");

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private bool TryRead(JpegComponent component, ref byte target)
    {
        JpegBits source = _bits;
        ulong bits = source.Next;
        int count = source.Count;
        if (count < HuffmanCodes.MostBits)
            source.Fill(ref bits, ref count);
        if (
            !component.First!.TryTake(ref bits, ref count, out int symbol, out int number)
            || symbol > HuffmanCodes.MostNumberBits
        )
            return false;
        component.Last += number;
        HuffmanCodes others = component.Others!;
        ref int plan = ref MemoryMarshal.GetArrayDataReference(component.Plan),
            block = ref MemoryMarshal.GetArrayDataReference(_block);
        int first = component.Last * (plan >> JpegComponent.StepShift),
            at = 1;
        do
        {
            if (count < HuffmanCodes.MostBits)
                source.Fill(ref bits, ref count);
            if (!others.TryTake(ref bits, ref count, out symbol, out number))
                return false;
            if (symbol == EndOfBlock)
                break;
            at += symbol >> 4;
            if (at >= JpegBlock.Samples || ((symbol & 15) == 0 && symbol != SixteenZeros))
                return false;
            // Both tables have an entry for each coefficient.
            int both = Unsafe.Add(ref plan, at++);
            Unsafe.Add(ref block, both & JpegComponent.PlaceMask) = number * (both >> JpegComponent.StepShift);
        } while (at < JpegBlock.Samples);
        (source.Next, source.Count) = (bits, count);
        if (at == 1)
            return JpegBlock.TryWriteFlat(first, component.MostCoefficient, ref target, component.Stride);
        block = first;
        return JpegBlock.TryWrite(_block, component.MostCoefficient, ref target, component.Stride);
    }
}
