using System.Buffers.Binary;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using HybridNet.Probabilities;

namespace HybridNet.Data.Imaging.Numpy;

/// <summary>Writes a map of floats as numpy.save does: version 1.0, little-endian, C order.</summary>
internal static class NpyWriter
{
    /// <summary>The header's length is a multiple of this (numpy.lib.format).</summary>
    private const int Alignment = 64;

    /// <summary>The whole file.</summary>
    /// <param name="map">A map of 32- or 64-bit floats.</param>
    public static byte[] Array(ProbabilityMap map)
    {
        int size = map.SampleSize;
        string text = string.Create(
            CultureInfo.InvariantCulture,
            $"{{'descr': '<f{size}', 'fortran_order': False, 'shape': ({map.Height}, {map.Width}), }}"
        );
        int head = 10,
            padded = (head + text.Length + 1 + Alignment - 1) / Alignment * Alignment - head;
        var file = new byte[head + padded + map.Bytes.Length];
        ((ReadOnlySpan<byte>)[0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y', 1, 0]).CopyTo(file);
        BinaryPrimitives.WriteUInt16LittleEndian(file.AsSpan(8), (ushort)padded);
        Encoding.ASCII.GetBytes(text.PadRight(padded - 1) + "\n").CopyTo(file, head);
        Span<byte> samples = file.AsSpan(head + padded);
        map.Bytes.CopyTo(samples);
        if (!BitConverter.IsLittleEndian)
        {
            Span<uint> single = MemoryMarshal.Cast<byte, uint>(samples);
            Span<ulong> twice = MemoryMarshal.Cast<byte, ulong>(samples);
            if (size == 4)
                BinaryPrimitives.ReverseEndianness(single, single);
            else
                BinaryPrimitives.ReverseEndianness(twice, twice);
        }
        return file;
    }
}
