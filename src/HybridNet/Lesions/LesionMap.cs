using System.Numerics;
using System.Runtime.CompilerServices;
using HybridNet.Masks;

namespace HybridNet.Lesions;

/// <summary>Which neighbours belong together.</summary>
public enum Connectivity
{
    /// <summary>Left, right, above, below.</summary>
    Four = 4,

    /// <summary>The diagonal neighbours too.</summary>
    Eight = 8,
}

/// <summary>A row of foreground pixels: columns Start to End - 1 of row Y, all of one component.</summary>
/// <param name="Y">Row.</param>
/// <param name="Start">First column.</param>
/// <param name="End">Column behind the last.</param>
/// <param name="Label">Component, from 1; 0 while labelling.</param>
internal readonly record struct PixelRun(int Y, int Start, int End, int Label)
{
    /// <summary>Pixels.</summary>
    public int Length => End - Start;
}

/// <summary>
/// The connected components of a mask, as runs of pixels. Cost follows the number of runs, not of pixels.
/// </summary>
/// <remarks>
/// Labels go from 1 in the order of each component's first pixel, row by row, as scipy.ndimage.label has them.
/// Runs come from the words by bit scans; neighbouring rows are joined by union-find.
/// </remarks>
internal sealed class LesionMap
{
    private readonly PixelRun[] _runs;
    private readonly int[] _rowStarts;
    private readonly Component[] _components;

    private LesionMap(int width, int height, PixelRun[] runs, int[] rowStarts, Component[] components) =>
        (Width, Height, _runs, _rowStarts, _components) = (width, height, runs, rowStarts, components);

    /// <summary>Width of the mask, pixels.</summary>
    public int Width { get; }

    /// <summary>Height of the mask, pixels.</summary>
    public int Height { get; }

    /// <summary>Number of components.</summary>
    public int Count => _components.Length;

    /// <summary>All runs, row by row.</summary>
    public ReadOnlySpan<PixelRun> Runs => _runs;

    /// <summary>The components, label 1 first.</summary>
    public ReadOnlySpan<Component> Components => _components;

    /// <summary>The runs of one row.</summary>
    /// <param name="y">Row, 0 to Height - 1.</param>
    public ReadOnlySpan<PixelRun> Row(int y) => _runs.AsSpan(_rowStarts[y], _rowStarts[y + 1] - _rowStarts[y]);

    /// <summary>The runs of each component, label 1 first.</summary>
    internal PixelRun[][] RunsByLabel()
    {
        var counts = new int[Count];
        foreach (PixelRun run in _runs)
            counts[run.Label - 1]++;
        PixelRun[][] runs = [.. counts.Select(count => new PixelRun[count])];
        Array.Clear(counts);
        foreach (PixelRun run in _runs)
            runs[run.Label - 1][counts[run.Label - 1]++] = run;
        return runs;
    }

    /// <summary>Labels the foreground of a mask.</summary>
    /// <param name="mask">The mask.</param>
    /// <param name="connectivity">Which neighbours belong together.</param>
    public static LesionMap Label(Mask mask, Connectivity connectivity = Connectivity.Eight)
    {
        var runs = new List<PixelRun>();
        var rowStarts = new int[mask.Height + 1];
        var parents = new List<int>();
        int reach = connectivity == Connectivity.Eight ? 1 : 0,
            above = 0,
            aboveEnd = 0;
        for (int y = 0; y < mask.Height; y++)
        {
            rowStarts[y] = runs.Count;
            FindRuns(mask.Row(y), y, mask.Width, runs);
            for (int i = rowStarts[y]; i < runs.Count; i++)
            {
                PixelRun run = runs[i];
                parents.Add(i);
                while (above < aboveEnd && runs[above].End + reach <= run.Start)
                    above++;
                for (int k = above; k < aboveEnd && runs[k].Start < run.End + reach; k++)
                    Join(parents, i, k);
            }
            (above, aboveEnd) = (rowStarts[y], runs.Count);
        }
        rowStarts[mask.Height] = runs.Count;
        return Number(mask, runs, rowStarts, parents);
    }

    /// <summary>Draws chosen components.</summary>
    /// <param name="keep">Whether a component is drawn.</param>
    /// <returns>A new mask, which the caller disposes.</returns>
    public Mask Draw(Func<Component, bool> keep)
    {
        var mask = new Mask(Width, Height);
        bool[] kept = [.. _components.Select(keep)];
        foreach (PixelRun run in _runs)
            if (kept[run.Label - 1])
                MaskWords.SetRun(mask.Row(run.Y), run.Start, run.End);
        return mask;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void FindRuns(ReadOnlySpan<ulong> words, int y, int width, List<PixelRun> runs)
    {
        int start = -1;
        for (int w = 0; w < words.Length; w++)
        {
            ulong word = words[w];
            if (start < 0 ? word == 0 : word == ulong.MaxValue)
                continue;
            int bit = 0;
            while (true)
            {
                // Inside a run the next change is the next 0, outside it is the next 1.
                ulong changes = (start < 0 ? word : ~word) >> bit << bit;
                if (changes == 0)
                    break;
                bit = BitOperations.TrailingZeroCount(changes);
                if (start < 0)
                    start = (w << 6) + bit;
                else
                {
                    runs.Add(new(y, start, (w << 6) + bit, 0));
                    start = -1;
                }
            }
        }
        if (start >= 0)
            runs.Add(new(y, start, width, 0));
    }

    private static int Root(List<int> parents, int i)
    {
        while (parents[i] != i)
        {
            parents[i] = parents[parents[i]];
            i = parents[i];
        }
        return i;
    }

    /// <summary>The earlier run becomes the root, so that a root is the component's first run.</summary>
    private static void Join(List<int> parents, int a, int b)
    {
        a = Root(parents, a);
        b = Root(parents, b);
        if (a < b)
            parents[b] = a;
        else
            parents[a] = b;
    }

    private static LesionMap Number(Mask mask, List<PixelRun> runs, int[] rowStarts, List<int> parents)
    {
        var labelled = new PixelRun[runs.Count];
        var labels = new int[runs.Count];
        var components = new List<ComponentBuilder>();
        for (int i = 0; i < labelled.Length; i++)
        {
            int root = Root(parents, i);
            if (root == i)
            {
                components.Add(new ComponentBuilder());
                labels[i] = components.Count;
            }
            int label = labels[i] = labels[root];
            labelled[i] = runs[i] with { Label = label };
            components[label - 1].Add(labelled[i]);
        }
        return new LesionMap(
            mask.Width,
            mask.Height,
            labelled,
            rowStarts,
            [.. components.Select(component => component.Build())]
        );
    }
}
