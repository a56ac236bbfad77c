namespace HybridNet.Panels;

/// <summary>How long a scale bar is.</summary>
internal static class ScaleBar
{
    private const double Share = 0.25;

    /// <summary>The longest of 1, 2, 5, 10, 20, 50 ... pixels that takes at most a quarter of a width.</summary>
    /// <param name="pixels">Pixels of the image in the width.</param>
    public static int Length(int pixels)
    {
        int longest = Math.Max(1, (int)(pixels * Share)),
            decade = 1;
        while (decade * 10 <= longest)
            decade *= 10;
        int times = longest / decade;
        return decade
            * times switch
            {
                >= 5 => 5,
                >= 2 => 2,
                _ => 1,
            };
    }
}
