using HybridNet.Masks;
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
        IImageReader reader,
        ImageCase work,
        (int Width, int Height)? size,
        string sizedBy,
        List<MaskNote> notes,
        CancellationToken cancel
    )
    {
        Mask? gt = null,
            region = null;
        try
        {
            if (work.GroundTruth.Count > 0)
            {
                gt = ImageMasks.Take(ReferenceMask.Read(reader, work.GroundTruth, cancel), work.GroundTruth[0], notes);
                RequireSize(size, sizedBy, gt, work.GroundTruth[0]);
            }
            gt ??= new Mask(size!.Value.Width, size.Value.Height);
            if (work.Region is not null)
            {
                region = ImageMasks.Take(reader.ReadMask(work.Region, cancel), work.Region, notes);
                RequireSize((region.Width, region.Height), work.Region, gt, sizedBy);
            }
            return new(gt, region);
        }
        catch
        {
            gt?.Dispose();
            region?.Dispose();
            throw;
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
