using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using HybridNet.Metrics;

namespace HybridNet.Journals;

/// <summary>
/// One number for the files of many images, whatever their order: whether a part of a run was measured from the files that are
/// there now.
/// </summary>
/// <remarks>The sum, modulo 2^128, of the hashes of each image's id and fingerprint. Parts that are put together add
/// up.</remarks>
internal sealed class MaskDigest
{
    private UInt128 _sum;

    /// <summary>Adds an image.</summary>
    /// <param name="image">The image.</param>
    /// <param name="fingerprint">What its files are.</param>
    public void Add(ImageCase image, string fingerprint)
    {
        byte[] hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{image.ImageId}\0{image.Class}\0{fingerprint}"));
        _sum += BinaryPrimitives.ReadUInt128LittleEndian(hash);
    }

    /// <summary>The digest in hexadecimal.</summary>
    public override string ToString() => _sum.ToString("x32", System.Globalization.CultureInfo.InvariantCulture);
}
