using System.Buffers.Binary;
using HybridNet.Data.Imaging;
using HybridNet.Ports;

namespace HybridNet.Tests.Imaging;

/// <summary>
/// Files of every format with bytes changed, cut, doubled and put together anew: read or refused, never anything else, and what
/// is accepted is what a second decoder sees.
/// </summary>
/// <remarks>
/// A round of 3,000 runs in the suite; the environment variable HN_FUZZ_INPUTS asks for more, HN_FUZZ_SEED for others. A failing
/// input is kept in the folder that HN_FUZZ_KEEP names.
/// </remarks>
public sealed class MutatedFileTests : IDisposable
{
    private const int UsualInputs = 3_000;

    /// <summary>What one small file may take before it is a bomb; a loaded machine needs many times what is usual.</summary>
    private const long MostBytes = 1L << 30,
        MostMilliseconds = 2_000;

    private static readonly ImageReader s_reader = new();
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Whatever_a_file_holds_it_is_read_or_refused()
    {
        int inputs = Setting("HN_FUZZ_INPUTS", UsualInputs),
            seed = Setting("HN_FUZZ_SEED", 1);
        string[] seeds = [.. Directory.GetFiles(SourceTree.Data("Imaging", "")).Where(IsImage).Order(StringComparer.Ordinal)];
        Assert.NotEmpty(seeds);
        byte[][] files = [.. seeds.Select(File.ReadAllBytes)];
        var random = new Random(seed);
        var faults = new List<string>();
        int accepted = 0;
        for (int i = 0; i < inputs; i++)
        {
            int at = random.Next(files.Length);
            byte[] changed = Change(files[at], files[random.Next(files.Length)], random);
            string path = Path.Combine(_folder.Path, "changed" + Path.GetExtension(seeds[at]));
            File.WriteAllBytes(path, changed);
            long before = GC.GetAllocatedBytesForCurrentThread();
            var clock = System.Diagnostics.Stopwatch.StartNew();
            string? fault = Try(path, changed, ref accepted, clock);
            long bytes = GC.GetAllocatedBytesForCurrentThread() - before;
            if (bytes > MostBytes)
                fault ??= $"it took {bytes} bytes";
            // Only the long round looks at the clock: the suite must not depend on what else the machine does.
            if (inputs > UsualInputs && clock.ElapsedMilliseconds > MostMilliseconds)
                fault ??= $"it took {clock.ElapsedMilliseconds} ms";
            if (fault is null)
                continue;
            faults.Add($"input {i} of seed {seed}, from {Path.GetFileName(seeds[at])}: {fault}");
            if (Environment.GetEnvironmentVariable("HN_FUZZ_KEEP") is { Length: > 0 } keep)
                File.Copy(path, Path.Combine(keep, $"{seed}-{i}{Path.GetExtension(path)}"), overwrite: true);
        }
        Assert.True(faults.Count == 0, $"{faults.Count} of {inputs}:\n" + string.Join('\n', faults.Take(20)));
        // The changes must not be so wild that nothing gets past the headers.
        Assert.InRange(accepted, inputs / 50, inputs);
    }

    private static string? Try(string path, byte[] bytes, ref int accepted, System.Diagnostics.Stopwatch clock)
    {
        try
        {
            using MaskFile mask = s_reader.ReadMask(path, CancellationToken.None);
            clock.Stop();
            accepted++;
            return SecondDecoder.Differs(mask, bytes);
        }
        catch (InputException)
        {
            return null;
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            return $"{exception.GetType().Name}: {exception.Message}";
        }
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

    private static int Setting(string name, int usual) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), System.Globalization.CultureInfo.InvariantCulture, out int value)
            ? value
            : usual;
}
