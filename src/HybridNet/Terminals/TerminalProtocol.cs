namespace HybridNet.Terminals;

/// <summary>How a picture is shown in a terminal.</summary>
public enum TerminalProtocol
{
    /// <summary>As letters without colour: what a file, a log or a reader without colours gets.</summary>
    Plain,

    /// <summary>Two pixels in a letter: upper half blocks with colours of fore- and background.</summary>
    HalfBlock,

    /// <summary>Sixel graphics (DEC VT340): xterm, Windows Terminal, foot, mlterm.</summary>
    Sixel,

    /// <summary>Kitty's graphics protocol: Kitty, Ghostty, WezTerm.</summary>
    Kitty,

    /// <summary>iTerm2's inline images: iTerm2, WezTerm, VS Code where it is switched on.</summary>
    ITerm,
}
