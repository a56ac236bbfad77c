using System.Management.Automation.Host;
using HybridNet.PowerShell.Loading;
using HybridNet.Terminals;

namespace HybridNet.PowerShell;

/// <summary>Puts a picture on the screen of the host; nothing of it goes into a pipeline or a file.</summary>
internal static class TerminalScreen
{
    /// <summary>Shows a PNG.</summary>
    /// <param name="screen">The host's screen.</param>
    /// <param name="png">The file.</param>
    /// <param name="terminal">What can be shown.</param>
    /// <param name="columns">Letters that it is wide at most.</param>
    public static void Show(PSHostUserInterface screen, byte[] png, TerminalAnswer terminal, int columns)
    {
        PixelPicture Pixels() => AdapterLoader.Adapters.Pictures.Pixels(png);
        switch (terminal.Protocol)
        {
            case TerminalProtocol.Sixel:
                screen.WriteLine(SixelEncoder.Of(Pixels()));
                break;
            case TerminalProtocol.Kitty:
                screen.WriteLine(InlineImages.Kitty(png, Columns(png, terminal, columns)));
                break;
            case TerminalProtocol.ITerm:
                screen.WriteLine(InlineImages.ITerm(png, Columns(png, terminal, columns)));
                break;
            default:
                foreach (string line in HalfBlocks.Of(Pixels(), terminal.TrueColor))
                    screen.WriteLine(line);
                break;
        }
    }

    /// <summary>Letters under a picture of so many pixels: a small one is not blown up.</summary>
    private static int Columns(ReadOnlySpan<byte> png, TerminalAnswer terminal, int columns)
    {
        // The width stands in the header, 16 bytes behind the beginning, highest byte first.
        int width = System.Buffers.Binary.BinaryPrimitives.ReadInt32BigEndian(png[16..]);
        return Math.Clamp((width + terminal.CellWidth - 1) / terminal.CellWidth, 1, columns);
    }
}
