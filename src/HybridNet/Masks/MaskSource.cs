using HybridNet.Masks.Coco;
using HybridNet.Ports;

namespace HybridNet.Masks;

/// <summary>One way to a mask, whether it is an image file or one of many in a COCO file.</summary>
internal static class MaskSource
{
    /// <summary>Reads a mask.</summary>
    /// <param name="reader">Decodes image files.</param>
    /// <param name="path">An image file, or file.json#image/category.</param>
    /// <param name="values">What samples mean.</param>
    /// <param name="cancel">Stops the work.</param>
    /// <exception cref="InputException">The file is missing, damaged or not supported.</exception>
    public static MaskFile Read(IImageFiles reader, string path, MaskValues values, CancellationToken cancel) =>
        CocoFile.IsMask(path)
            ? new MaskFile(CocoFile.Read(path, values.MaximumPixels), 2, false)
            : reader.ReadMask(path, values, cancel);
}
