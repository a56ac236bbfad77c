using HybridNet.Panels;

namespace HybridNet.PowerShell.Completion;

/// <summary>Completes the layouts that have a name; any other is written out.</summary>
public sealed class PanelLayoutCompleter : WordCompleter
{
    private protected override IEnumerable<(string Word, string Hint)> Words =>
        [
            (nameof(PanelLayout.Agreement), "found, false alarm and missed pixels"),
            (nameof(PanelLayout.ContactSheet), "all images on one page"),
            (nameof(PanelLayout.Crop), "lesions magnified"),
            (nameof(PanelLayout.Grid), "2 x 3: image, masks, overlays, agreement"),
            (nameof(PanelLayout.LabReport), "2 x 3 of three masks, as in the lab's report"),
            (nameof(PanelLayout.Triptych), "image and both overlays"),
        ];
}
