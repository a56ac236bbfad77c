using HybridNet.Masks;
using HybridNet.Pairing;
using HybridNet.Ports;

namespace HybridNet.Metrics;

/// <summary>The reference of one image, united over its files, and the region that counts; both of one size.</summary>
/// <param name="Gt">The reference.</param>
/// <param name="Region">The region, or null for the whole image.</param>
internal sealed record ReferenceAndRegion(Mask Gt, Mask? Region) : IDisposable
{
    /// <summary>Reads reference and region.</summary>
    /// <param name="reader">Decodes files.</param>
    /// <param name="work">The files; without a reference file the reference is empty.</param>
    /// <param name="size">Width and height that both must have; null when the reference decides.</param>
    /// <param name="sizedBy">The file that has this size, for messages.</param>
    /// <param name="notes">Takes what is odd about the files.</param>
    /// <param name="cancel">Stops the work.</param>
    /// <exception cref="InputException">A file is damaged, or the sizes differ.</exception>
    public static ReferenceAndRegion Read(
        IImageFiles reader,
        ImageCase work,
        (int Width, int Height)? size,
        string sizedBy,
        List<MaskNote> notes,
        CancellationToken cancel
    )
    {
        MaskFile? marked = null;
        Mask? gt = null,
            region = null;
        try
        {
            if (work.GroundTruth.Count > 0)
            {
                MaskValues values = work.Rules.Of(ImageSide.GroundTruth);
                marked = ReferenceMask.Read(reader, work.GroundTruth, values, cancel);
                gt = ImageMasks.Take(marked, work.GroundTruth[0], values, notes);
                RequireSize(size, sizedBy, gt, work.GroundTruth[0]);
            }
            gt ??= new Mask(size!.Value.Width, size.Value.Height);
            if (work.Region is not null)
            {
                region = ImageMasks.Take(
                    MaskSource.Read(reader, work.Region, MaskValues.Default, cancel),
                    work.Region,
                    MaskValues.Default,
                    notes
                );
                // A field of view is meant to cover most of its picture.
                notes.RemoveAll(note => note.Oddity == MaskWarning.CoversMost && note.Path == work.Region);
                RequireSize((region.Width, region.Height), work.Region, gt, sizedBy);
            }
            return new(gt, RegionMask.Without(region, marked?.Ignored, gt));
        }
        catch
        {
            gt?.Dispose();
            region?.Dispose();
            throw;
        }
        finally
        {
            marked?.Ignored?.Dispose();
        }
    }

    public void Dispose()
    {
        Gt.Dispose();
        Region?.Dispose();
    }

    private static void RequireSize((int Width, int Height)? size, string path, Mask mask, string maskPath)
    {
        if (size is not { } own || own == (mask.Width, mask.Height))
            return;
        throw new InputException(
            InputError.SizeMismatch,
            $"{path} is {own.Width} x {own.Height} pixels, but {maskPath} is {mask.Width} x {mask.Height}.",
            path,
            "Masks that belong together must have one size; resize one of them first."
        );
    }
}

/// <summary>What lies outside the region is no part of a mask.</summary>
internal static class RegionMask
{
    /// <summary>The region without pixels that do not count; it is made, of the whole image, where there was none.</summary>
    /// <param name="region">The region, or null; changed in place.</param>
    /// <param name="ignored">Pixels that do not count, or null.</param>
    /// <param name="image">A mask of the image's size.</param>
    public static Mask? Without(Mask? region, Mask? ignored, Mask image)
    {
        if (ignored is null)
            return region;
        if (region is null)
        {
            region = new Mask(image.Width, image.Height);
            for (int y = 0; y < region.Height; y++)
            {
                Span<ulong> row = region.Row(y);
                row.Fill(ulong.MaxValue);
                row[^1] = region.LastWordBits;
            }
        }
        Span<ulong> words = region.Words;
        ReadOnlySpan<ulong> holes = ignored.Words;
        for (int i = 0; i < words.Length; i++)
            words[i] &= ~holes[i];
        return region;
    }

    /// <summary>A mask without what lies outside the region; the mask itself when there is no region.</summary>
    public static Mask Inside(Mask mask, Mask? region)
    {
        if (region is null)
            return mask;
        Mask inside = mask.Clone();
        Span<ulong> words = inside.Words;
        ReadOnlySpan<ulong> limits = region.Words;
        for (int i = 0; i < words.Length; i++)
            words[i] &= limits[i];
        return inside;
    }
}
