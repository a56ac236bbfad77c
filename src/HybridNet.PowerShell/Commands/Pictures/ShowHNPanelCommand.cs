using System.Management.Automation;
using HybridNet.Panels;
using HybridNet.Ports;
using HybridNet.PowerShell.Completion;
using HybridNet.Terminals;

namespace HybridNet.PowerShell.Commands;

/// <summary>Shows images with their masks in the terminal.</summary>
[Cmdlet(VerbsCommon.Show, "HNPanel", DefaultParameterSetName = ByObject)]
[OutputType(typeof(string))]
public sealed class ShowHNPanelCommand : PanelInputCommand
{
    private const int SmallestWidth = 16,
        RowsLeft = 3;

    /// <summary>What a picture shows.</summary>
    [Parameter(
        HelpMessage = "Cells as Export-HNPanel takes them; 'Image + Outline' when left out: the photograph with both outlines."
    )]
    [ArgumentCompleter(typeof(PanelLayoutCompleter))]
    [ValidateNotNullOrEmpty]
    public override string Layout { get; set; } = "Image + Outline";

    /// <summary>Run folders; wildcards are allowed.</summary>
    [Parameter(
        Mandatory = true,
        Position = 0,
        ParameterSetName = ByPath,
        HelpMessage = "Run folders whose predicted images are shown; wildcards are allowed."
    )]
    [ArgumentCompleter(typeof(RunFolderCompleter))]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public override string[] Path { get; set; } = [];

    /// <summary>Letters that a picture is wide.</summary>
    [Parameter(HelpMessage = "Letters that a picture is wide; what the window has room for when left out, 100 at most.")]
    [ValidateRange(SmallestWidth, 1000)]
    public int Width { get; set; }

    /// <summary>How pictures are shown.</summary>
    [Parameter(
        HelpMessage = "Sixel, Kitty, ITerm, HalfBlock or Plain; what the terminal says it can when left out, and Plain "
            + "where output goes into a file or colors are off."
    )]
    public TerminalProtocol? Protocol { get; set; }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        IReadOnlyList<PanelImage> images = Images();
        WarnOfUnusedColors();
        if (images.Count == 0)
            return;
        TerminalAnswer terminal = Terminal.Of(Protocol, Host, Terminal.Rendering(this));
        int columns = Width > 0 ? Width : Math.Clamp(HostWindow.Width(Host) - 1, SmallestWidth, 100);
        if (IsSheet && terminal.Protocol != TerminalProtocol.Plain)
            TryItem(() =>
                Show(
                    Adapters.Pictures.Sheet(Tiles(images, terminal, columns), Sized(terminal, columns), CancelToken),
                    terminal,
                    columns
                )
            );
        else
            foreach (PanelImage image in images)
                TryItem(() => Show(image, terminal, columns), image.ToString());
    }

    private void Show(PanelImage image, TerminalAnswer terminal, int columns)
    {
        if (terminal.Protocol == TerminalProtocol.Plain)
        {
            foreach (string line in Adapters.Pictures.Plain(image, columns, CancelToken))
                WriteObject(VisibleText.Of(line));
            return;
        }
        PanelPicture picture = Adapters.Pictures.Render(image, Sized(terminal, columns) with { Captions = false }, CancelToken);
        foreach (string note in picture.Notes)
            WriteWarning(note);
        if (!NoCaption)
            Host.UI.WriteLine(VisibleText.Of(string.Join("   ", picture.Caption)));
        Show(picture.File, terminal, columns);
    }

    private void Show(byte[] picture, TerminalAnswer terminal, int columns) =>
        TerminalScreen.Show(Host.UI, picture, terminal, columns);

    private List<PanelTile> Tiles(IReadOnlyList<PanelImage> images, TerminalAnswer terminal, int columns) =>
        [.. images.Select(image => Adapters.Pictures.Tile(image, Sized(terminal, columns), CancelToken))];

    /// <summary>As many pixels as the letters have, and no more rows than the window.</summary>
    private PanelOptions Sized(TerminalAnswer terminal, int columns)
    {
        PanelOptions options = Options;
        (int wide, int high) =
            terminal.Protocol == TerminalProtocol.HalfBlock ? (1, 2) : (terminal.CellWidth, terminal.CellHeight);
        int rows = Math.Max(8, HostWindow.Height(Host) - RowsLeft);
        // Fundus images are about square: a picture of several rows of cells is as high as it is wide in cells.
        double proportion = (double)options.Cells.Rows.Count / options.Cells.Columns;
        int fitting = IsSheet ? int.MaxValue : (int)(rows * high / proportion);
        return options with
        {
            Width = Math.Max(SmallestWidth, Math.Min(columns * wide, fitting)),
            Captions = options.Captions && terminal.Protocol != TerminalProtocol.HalfBlock,
        };
    }
}
