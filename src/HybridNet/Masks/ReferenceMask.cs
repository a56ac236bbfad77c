using HybridNet.Ports;

namespace HybridNet.Masks;

/// <summary>Reads the reference of an image: the union over the mask folders that hold a file of it.</summary>
internal static class ReferenceMask
{
    /// <summary>Reads and unites masks of one size.</summary>
    /// <param name="reader">Decodes the files.</param>
    /// <param name="paths">At least one file.</param>
    /// <param name="cancel">Stops the work.</param>
    /// <returns>The union, with the most levels seen and whether any file is lossy; the caller disposes it.</returns>
    /// <exception cref="InputException">A file cannot be read, or the files differ in size.</exception>
    public static MaskFile Read(IImageFiles reader, IReadOnlyList<string> paths, CancellationToken cancel) =>
        Read(reader, paths, MaskValues.Default, cancel);

    /// <summary>Reads and unites masks of one size by a rule for their samples.</summary>
    /// <param name="reader">Decodes the files.</param>
    /// <param name="paths">At least one file.</param>
    /// <param name="values">What samples mean.</param>
    /// <param name="cancel">Stops the work.</param>
    /// <returns>The union; a pixel that one file leaves out is left out. The caller disposes it.</returns>
    /// <exception cref="InputException">A file cannot be read, or the files differ in size.</exception>
    public static MaskFile Read(IImageFiles reader, IReadOnlyList<string> paths, MaskValues values, CancellationToken cancel)
    {
        MaskFile union = MaskSource.Read(reader, paths[0], values, cancel);
        try
        {
            foreach (string path in paths.Skip(1))
            {
                using MaskFile next = MaskSource.Read(reader, path, values, cancel);
                RequireSameSize(union.Mask, paths[0], next.Mask, path);
                UniteInto(union.Mask, next.Mask);
                union = union with
                {
                    Levels = Math.Max(union.Levels, next.Levels),
                    Lossy = union.Lossy || next.Lossy,
                    WithoutBlack = union.WithoutBlack || next.WithoutBlack,
                    AtLeastHalf = union.AtLeastHalf < 0 || next.AtLeastHalf < 0 ? -1 : union.AtLeastHalf + next.AtLeastHalf,
                    Ignored = Both(union.Ignored, next.Ignored),
                    Warnings = [.. union.Warnings.Union(next.Warnings)],
                };
            }
            return union;
        }
        catch
        {
            union.Dispose();
            throw;
        }
    }

    /// <summary>Refuses two masks that cannot be laid over each other.</summary>
    /// <param name="first">One mask.</param>
    /// <param name="firstPath">Its file.</param>
    /// <param name="second">The other mask.</param>
    /// <param name="secondPath">Its file.</param>
    /// <exception cref="InputException">Width or height differ.</exception>
    public static void RequireSameSize(Mask first, string firstPath, Mask second, string secondPath)
    {
        if (first.Width == second.Width && first.Height == second.Height)
            return;
        throw new InputException(
            InputError.SizeMismatch,
            $"{secondPath} is {second.Width} x {second.Height} pixels, but {firstPath} is {first.Width} x {first.Height}.",
            secondPath,
            "Masks that belong together must have one size; resize one of them first."
        );
    }

    /// <summary>The union of two masks that may not be there; it is a mask of its own, or the first one.</summary>
    private static Mask? Both(Mask? first, Mask? second)
    {
        if (second is null)
            return first;
        if (first is null)
            return second.Clone();
        UniteInto(first, second);
        return first;
    }

    private static void UniteInto(Mask target, Mask other)
    {
        Span<ulong> words = target.Words;
        ReadOnlySpan<ulong> more = other.Words;
        for (int i = 0; i < words.Length; i++)
            words[i] |= more[i];
    }
}
