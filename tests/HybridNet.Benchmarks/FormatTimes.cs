using System.Diagnostics;
using System.Globalization;
using HybridNet.Data;
using HybridNet.Masks;
using HybridNet.Ports;

namespace HybridNet.Benchmarks;

/// <summary>CPU milliseconds from a mask file to its count of foreground pixels, for each kind of file that compare.py
/// made.</summary>
internal static class FormatTimes
{
    private const int Passes = 9;

    /// <summary>Prints a line for each kind: its name, and the median over the passes of the mean over its files.</summary>
    /// <param name="folder">A folder with a sub-folder for each kind.</param>
    public static void Print(string folder)
    {
        IImageFiles reader = new AdapterSet().Images;
        // The compiler's last version of a method comes after a while: the first kind must not pay for all.
        for (int round = 0; round < 20; round++)
        {
            foreach (string file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
                reader.ReadMask(file, CancellationToken.None).Dispose();
            Thread.Sleep(round % 5 == 4 ? 250 : 0);
        }
        foreach (string kind in Directory.GetDirectories(folder).Order(StringComparer.Ordinal))
        {
            string[] files = [.. Directory.GetFiles(kind).Order(StringComparer.Ordinal)];
            var passes = new double[Passes];
            long sum = 0;
            for (int pass = -3; pass < Passes; pass++)
            {
                TimeSpan before = Process.GetCurrentProcess().TotalProcessorTime;
                // Short files are read several times, or the clock of the process is too coarse.
                for (int repeat = 0; repeat < 5; repeat++)
                    foreach (string file in files)
                    {
                        using MaskFile mask = reader.ReadMask(file, CancellationToken.None);
                        sum += mask.Mask.Count();
                    }
                double spent = (Process.GetCurrentProcess().TotalProcessorTime - before).TotalMilliseconds / files.Length / 5;
                if (pass >= 0)
                    passes[pass] = spent;
            }
            Array.Sort(passes);
            Console.WriteLine(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{Path.GetFileName(kind)},{passes[Passes / 2]:0.0000},{sum / 5 / (Passes + 3)}"
                )
            );
        }
    }
}
