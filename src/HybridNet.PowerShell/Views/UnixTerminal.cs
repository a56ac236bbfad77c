using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text;

namespace HybridNet.PowerShell;

/// <summary>
/// Asks a terminal on Linux or macOS and reads its answer. The console of .NET leaves the terminal's echo on between two reads,
/// so that the answer would stand on the screen: here the terminal is raw from the question to the end of the answer.
/// </summary>
internal static class UnixTerminal
{
    /// <summary>Larger than termios is anywhere; its inside is the library's business.</summary>
    private const int TermiosSize = 512;

    private const int Input = 0,
        Now = 0;
    private const short Readable = 1;

    /// <summary>The answer, or what came of it in time; empty when there is no terminal.</summary>
    /// <param name="question">What is sent.</param>
    /// <param name="patience">How long is waited.</param>
    /// <param name="isWhole">Tells that nothing more will come.</param>
    public static string Ask(string question, TimeSpan patience, Func<string, bool> isWhole)
    {
        byte[] before = new byte[TermiosSize];
        if (GetAttributes(Input, before) != 0)
            return "";
        byte[] raw = [.. before];
        MakeRaw(raw);
        if (SetAttributes(Input, Now, raw) != 0)
            return "";
        try
        {
            Console.Out.Write(question);
            Console.Out.Flush();
            return Read(patience, isWhole);
        }
        finally
        {
            _ = SetAttributes(Input, Now, before);
        }
    }

    private static string Read(TimeSpan patience, Func<string, bool> isWhole)
    {
        var answer = new StringBuilder();
        byte[] bytes = new byte[256];
        var waited = Stopwatch.StartNew();
        while (!isWhole(answer.ToString()) && patience - waited.Elapsed is { Ticks: > 0 } left)
        {
            var wait = new PollEntry { Descriptor = Input, Events = Readable };
            if (Poll(ref wait, 1, (int)Math.Ceiling(left.TotalMilliseconds)) <= 0)
                break;
            nint count = Read(Input, bytes, bytes.Length);
            if (count <= 0)
                break;
            answer.Append(Encoding.ASCII.GetString(bytes, 0, (int)count));
        }
        return answer.ToString();
    }

    [DllImport("libc", EntryPoint = "tcgetattr")]
    private static extern int GetAttributes(int descriptor, byte[] attributes);

    [DllImport("libc", EntryPoint = "tcsetattr")]
    private static extern int SetAttributes(int descriptor, int when, byte[] attributes);

    [DllImport("libc", EntryPoint = "cfmakeraw")]
    private static extern void MakeRaw(byte[] attributes);

    [DllImport("libc", EntryPoint = "poll")]
    private static extern int Poll(ref PollEntry entries, uint count, int milliseconds);

    [DllImport("libc", EntryPoint = "read")]
    private static extern nint Read(int descriptor, byte[] buffer, nint count);

    [StructLayout(LayoutKind.Sequential)]
    private struct PollEntry
    {
        public int Descriptor;
        public short Events;
        public short Happened;
    }
}
