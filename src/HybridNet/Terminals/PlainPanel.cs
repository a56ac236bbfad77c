using HybridNet.Masks;
using HybridNet.Panels;

namespace HybridNet.Terminals;

/// <summary>An agreement map in letters, for logs, files and readers without colours.</summary>
internal static class PlainPanel
{
    /// <summary>What the letters stand for.</summary>
    public const string Legend = "# found   + false alarm   o missed   . neither";

    /// <summary>Lines of letters: a letter is as wide as a pixel of the map and twice as high.</summary>
    /// <param name="gt">Reference.</param>
    /// <param name="pred">Prediction of the same size.</param>
    /// <param name="columns">Letters in a line.</param>
    public static IEnumerable<string> Of(Mask gt, Mask pred, int columns)
    {
        int width = Math.Min(columns, gt.Width),
            height = Math.Max(1, (int)Math.Round(gt.Height * (double)width / gt.Width / 2));
        AgreementMap map = AgreementMap.Of(gt, pred, new(0, 0, gt.Width, gt.Height), width, height);
        for (int y = 0; y < height; y++)
            yield return string.Create(
                width,
                map.Row(y).ToArray(),
                (line, row) =>
                {
                    for (int x = 0; x < line.Length; x++)
                        line[x] = ".#+o"[(int)row[x]];
                }
            );
    }
}
