using System.Management.Automation.Host;

namespace HybridNet.Shell.Hosting;

/// <summary>The size of the screen; nothing here moves a cursor or reads a key.</summary>
internal sealed class ConsoleRawUI : PSHostRawUserInterface
{
    private const int RedirectedWidth = 120;

    public override Size BufferSize
    {
        get => new(Width, 3000);
        set => throw new NotSupportedException("The size of the screen is the terminal's.");
    }

    public override Size WindowSize
    {
        get => new(Width, 50);
        set => throw new NotSupportedException("The size of the screen is the terminal's.");
    }

    public override Size MaxWindowSize => WindowSize;

    public override Size MaxPhysicalWindowSize => WindowSize;

    public override ConsoleColor ForegroundColor { get; set; } = ConsoleColor.Gray;

    public override ConsoleColor BackgroundColor { get; set; } = ConsoleColor.Black;

    public override Coordinates CursorPosition { get; set; }

    public override int CursorSize { get; set; } = 25;

    public override Coordinates WindowPosition { get; set; }

    public override string WindowTitle { get; set; } = "HybridNet.Shell";

    public override bool KeyAvailable => !Console.IsInputRedirected && Console.KeyAvailable;

    /// <summary>COLUMNS, else the terminal's width, else what a file is best read at.</summary>
    private static int Width =>
        int.TryParse(Environment.GetEnvironmentVariable("COLUMNS"), out int columns) && columns > 0 ? columns
        : Console.IsOutputRedirected || Console.WindowWidth <= 0 ? RedirectedWidth
        : Console.WindowWidth;

    public override KeyInfo ReadKey(ReadKeyOptions options) =>
        throw new NotSupportedException("HybridNet.Shell reads lines only.");

    public override void FlushInputBuffer() { }

    public override BufferCell[,] GetBufferContents(Rectangle rectangle) =>
        throw new NotSupportedException("The screen cannot be read.");

    public override void ScrollBufferContents(Rectangle source, Coordinates destination, Rectangle clip, BufferCell fill) =>
        throw new NotSupportedException("The screen cannot be scrolled.");

    public override void SetBufferContents(Coordinates origin, BufferCell[,] contents) =>
        throw new NotSupportedException("The screen cannot be written at a place.");

    public override void SetBufferContents(Rectangle rectangle, BufferCell fill) =>
        throw new NotSupportedException("The screen cannot be written at a place.");
}
