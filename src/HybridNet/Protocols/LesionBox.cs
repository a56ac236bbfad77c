using HybridNet.Lesions;
using HybridNet.Masks;

namespace HybridNet.Protocols;

/// <summary>A part of the image in which one lesion, or one and its partner, is drawn alone.</summary>
/// <param name="Left">First column.</param>
/// <param name="Top">First row.</param>
/// <param name="Right">Last column.</param>
/// <param name="Bottom">Last row.</param>
internal readonly record struct LesionBox(int Left, int Top, int Right, int Bottom)
{
    public static LesionBox Around(Component component) => new(component.Left, component.Top, component.Right, component.Bottom);

    public LesionBox With(Component component) =>
        new(
            Math.Min(Left, component.Left),
            Math.Min(Top, component.Top),
            Math.Max(Right, component.Right),
            Math.Max(Bottom, component.Bottom)
        );

    /// <summary>One component on a mask as large as the box.</summary>
    public Mask Draw(LesionMap map, int label)
    {
        Mask mask = Empty();
        Component component = map.Components[label - 1];
        for (int y = component.Top; y <= component.Bottom; y++)
            foreach (PixelRun run in map.Row(y))
                if (run.Label == label)
                    Fill(mask, run);
        return mask;
    }

    public Mask Empty() => new(Right - Left + 1, Bottom - Top + 1);

    /// <summary>Draws a run that lies in the box.</summary>
    public void Fill(Mask mask, in PixelRun run) => MaskWords.SetRun(mask.Row(run.Y - Top), run.Start - Left, run.End - Left);
}
