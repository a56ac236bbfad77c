using HybridNet.Metrics;
using HybridNet.Panels;
using HybridNet.PowerShell.Values;

namespace HybridNet.PowerShell.Commands;

/// <content>One image that is named file by file, and the colors of its masks.</content>
public abstract partial class PanelInputCommand
{
    private readonly Dictionary<string, Rgb> _colors = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> _colored = new(StringComparer.OrdinalIgnoreCase);

    private Rgb? ColorOf(string name)
    {
        if (!_colors.TryGetValue(name, out Rgb own))
            return null;
        _colored.Add(name);
        return own;
    }

    /// <summary>Colors that nothing was drawn in are said.</summary>
    private protected void WarnOfUnusedColors()
    {
        string[] unused = [.. _colors.Keys.Where(name => !_colored.Contains(name)).Order(StringComparer.Ordinal)];
        if (unused.Length > 0)
            WriteWarning(
                $"-MaskColor {string.Join(", ", unused)}: no mask of that name is drawn together with others. It goes by the "
                    + "names of -Mask, or by the classes where -Layout names several masks."
            );
    }

    private PanelImage OfFiles()
    {
        string prediction = NewPath(Prediction);
        return new(
            new ImageCase("", ImageFolder.IdOf(prediction, null), [.. GroundTruth.Select(NewPath)], prediction, null, null),
            Image is null ? null : NewPath(Image)
        );
    }

    private PanelImage OfMasks()
    {
        string? photo = Image is null ? null : NewPath(Image);
        PanelMask[] masks = [.. Mask.Select((mask, i) => MaskOf(mask, i, photo))];
        if (
            masks.GroupBy(mask => mask.Name, StringComparer.OrdinalIgnoreCase).FirstOrDefault(same => same.Count() > 1) is
            { } twice
        )
            throw new InputException(
                InputError.InvalidArgument,
                $"Two masks are called {twice.Key}.",
                twice.Key,
                "Give each mask a Name of its own."
            );
        return new(masks[0].Work, photo) { Masks = masks };
    }

    private PanelMask MaskOf(PanelMaskInput mask, int at, string? photo)
    {
        if (mask.GroundTruth.Length == 0 && mask.Prediction is null)
            throw new InputException(
                InputError.MissingGroundTruth,
                $"Mask {at + 1} has neither GroundTruth nor Prediction.",
                mask.Name,
                "Write @{ Name = 'EX'; GroundTruth = 'gt.png'; Prediction = 'pred.png' }."
            );
        string[] references = [.. mask.GroundTruth.Select(NewPath)];
        string? prediction = mask.Prediction is null ? null : NewPath(mask.Prediction);
        string id = ImageFolder.IdOf(photo ?? prediction ?? references[0], null);
        string name = mask.Name.Length > 0 ? mask.Name : $"M{at + 1}";
        Rgb? usual = ColorOf(name);
        return new(name, new ImageCase("", id, references, prediction, null, null))
        {
            HasReference = references.Length > 0,
            Color = mask.Color is null ? usual : PanelMaskInput.ColorOf(mask.Color),
        };
    }
}
