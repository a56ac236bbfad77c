namespace HybridNet.PowerShell.Commands;

/// <summary>File format of a chart.</summary>
public enum ChartFormat
{
    /// <summary>SVG with real text.</summary>
    Svg,

    /// <summary>PNG.</summary>
    Png,

    /// <summary>PDF with its font inside.</summary>
    Pdf,
}

/// <summary>Colors of a chart.</summary>
public enum ChartColors
{
    /// <summary>On white.</summary>
    Light,

    /// <summary>On near black.</summary>
    Dark,
}
