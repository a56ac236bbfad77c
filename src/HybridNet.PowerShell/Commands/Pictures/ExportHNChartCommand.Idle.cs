using HybridNet.Charts;
using HybridNet.Ports;

namespace HybridNet.PowerShell.Commands;

/// <content>What was given and changes no picture.</content>
public sealed partial class ExportHNChartCommand
{
    private bool DrawsPng => Format?.Contains(ChartFormat.Png) ?? _target.Format == ChartFormat.Png;

    private bool DrawsGroups => Kind?.Any(kind => kind is ChartKind.Box or ChartKind.Violin) ?? true;

    /// <summary>What to say about parameters of pixels and groups that no picture looks at.</summary>
    private IEnumerable<string> IdleSentences()
    {
        ICollection<string> given = MyInvocation.BoundParameters.Keys;
        if (given.Contains(nameof(GroupPattern)) && !DrawsGroups)
            yield return $"-{nameof(GroupPattern)} changes nothing without -{nameof(Kind)} Box or Violin.";
        foreach (string pixels in new[] { nameof(Scale), nameof(Dpi) })
            if (given.Contains(pixels) && !DrawsPng)
                yield return $"-{pixels} changes nothing without -{nameof(Format)} Png or a name that ends in .png.";
        if (!given.Contains(nameof(Scale)) || !DrawsPng)
            yield break;
        if (given.Contains(nameof(Dpi)))
            yield return $"-{nameof(Scale)} changes nothing with -{nameof(Dpi)}.";
        else if (Width.Millimetres is not null)
            yield return $"-{nameof(Scale)} changes nothing with a -{nameof(Width)} that is a length: -{nameof(Dpi)} does.";
    }
}
