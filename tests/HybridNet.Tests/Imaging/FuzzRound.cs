using System.Buffers.Binary;
using System.Diagnostics;
using HybridNet.Data.Imaging;
using HybridNet.Ports;

namespace HybridNet.Tests.Imaging;

/// <summary>
/// Files of every format with bytes changed, cut, doubled and put together anew: read or refused, never anything else, and what
/// is accepted is what a second decoder sees.
/// </summary>
internal sealed class FuzzRound
{
    /// <summary>What one small file may allocate before it is a bomb.</summary>
    private const long MostBytes = 1L << 30;

    private static readonly ImageReader s_reader = new();

    /// <summary>Files that were read.</summary>
    public int Accepted { get; private set; }

    /// <summary>What was neither read right nor refused.</summary>
    public List<string> Faults { get; } = [];

    /// <summary>Milliseconds of the slowest file. The benchmarks print it; the tests do not look at a clock.</summary>
    public long Slowest { get; private set; }

    /// <summary>Most bytes that one file allocated on its thread.</summary>
    public long Largest { get; private set; }

    /// <summary>Changes files and reads them.</summary>
    /// <param name="images">Folder of the files that are changed.</param>
    /// <param name="inputs">Number of files.</param>
    /// <param name="seed">The same seed gives the same files.</param>
    /// <param name="folder">Where they are written, one after the other; those with a fault stay.</param>
    public static FuzzRound Run(string images, int inputs, int seed, string folder)
    {
        string[] seeds = [.. Directory.GetFiles(images).Where(IsImage).Order(StringComparer.Ordinal)];
        byte[][] files = [.. seeds.Select(File.ReadAllBytes)];
        var random = new Random(seed);
        var round = new FuzzRound();
        for (int i = 0; i < inputs; i++)
        {
            int at = random.Next(files.Length);
            byte[] changed = Change(files[at], files[random.Next(files.Length)], random);
            string path = Path.Combine(folder, "changed" + Path.GetExtension(seeds[at]));
            File.WriteAllBytes(path, changed);
            if (round.Try(path, changed) is not { } fault)
                continue;
            round.Faults.Add($"input {i} of seed {seed}, from {Path.GetFileName(seeds[at])}: {fault}");
            File.Copy(path, Path.Combine(folder, $"{seed}-{i}{Path.GetExtension(path)}"), overwrite: true);
        }
        return round;
    }

    private string? Try(string path, byte[] bytes)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        var clock = Stopwatch.StartNew();
        try
        {
            using MaskFile mask = s_reader.ReadMask(path, CancellationToken.None);
            Measure();
            Accepted++;
            return SecondDecoder.Differs(mask, bytes) ?? TooLarge();
        }
        catch (InputException)
        {
            Measure();
            return TooLarge();
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            return $"{exception.GetType().Name}: {exception.Message}";
        }

        void Measure()
        {
            Slowest = Math.Max(Slowest, clock.ElapsedMilliseconds);
            before = GC.GetAllocatedBytesForCurrentThread() - before;
            Largest = Math.Max(Largest, before);
        }

        string? TooLarge() => before > MostBytes ? $"it took {before} bytes" : null;
    }

    private static byte[] Change(byte[] file, byte[] other, Random random)
    {
        List<byte> bytes = [.. file];
        for (int changes = random.Next(1, 4); changes > 0 && bytes.Count > 0; changes--)
        {
            int at = random.Next(2) == 0 ? random.Next(bytes.Count) : random.Next(Math.Min(bytes.Count, 128));
            switch (random.Next(7))
            {
                case 0:
                    bytes[at] ^= (byte)(1 << random.Next(8));
                    break;
                case 1:
                    bytes[at] = (byte)random.Next(256);
                    break;
                case 2:
                    foreach (int i in Enumerable.Range(at, Math.Min(4, bytes.Count - at)))
                        bytes[i] = random.Next(3) switch
                        {
                            0 => 0,
                            1 => 0xFF,
                            _ => 0x7F,
                        };
                    break;
                case 3:
                    bytes.RemoveRange(at, bytes.Count - at);
                    break;
                case 4:
                    bytes.InsertRange(at, bytes.GetRange(at, Math.Min(random.Next(1, 40), bytes.Count - at)));
                    break;
                case 5:
                    bytes.RemoveRange(at, Math.Min(random.Next(1, 40), bytes.Count - at));
                    break;
                default:
                    int from = random.Next(other.Length);
                    bytes.InsertRange(at, other.AsSpan(from, Math.Min(random.Next(1, 40), other.Length - from)).ToArray());
                    break;
            }
        }
        byte[] changed = [.. bytes];
        // Without fitting checksums a PNG would never be read past its header.
        if (random.Next(4) > 0)
            MendChecksums(changed);
        return changed;
    }

    private static void MendChecksums(byte[] file)
    {
        if (file.Length < 8 || file[0] != 0x89)
            return;
        for (long at = 8; at + 12 <= file.Length; )
        {
            uint length = BinaryPrimitives.ReadUInt32BigEndian(file.AsSpan((int)at));
            if (at + 12 + length > file.Length)
                return;
            uint checksum = System.IO.Hashing.Crc32.HashToUInt32(file.AsSpan((int)at + 4, (int)length + 4));
            BinaryPrimitives.WriteUInt32BigEndian(file.AsSpan((int)(at + 8 + length)), checksum);
            at += 12 + length;
        }
    }

    private static bool IsImage(string path) =>
        Path.GetExtension(path) is ".png" or ".tif" or ".gif" or ".bmp" or ".npy" or ".npz" or ".jpg";
}
