using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using HybridNet.Metrics;

namespace HybridNet.Journals;

/// <summary>
/// Tells whether an image is what it was: the bytes of every file of it, what each is, and what its samples mean.
/// </summary>
/// <remarks>SHA-256 over contents. Where files lie and when they were written says nothing: a copied set is the same
/// set.</remarks>
internal sealed class ImageFingerprint
{
    /// <summary>
    /// Files of which each image is one of many parts (a COCO file, an archive) are hashed once, not for each image.
    /// </summary>
    private const int Remembered = 256;

    private readonly ConcurrentDictionary<string, (long Length, DateTime Written, string Hash)> _known = new(
        StringComparer.Ordinal
    );

    /// <summary>The fingerprint; null when a file cannot be read, which the measurement will say better.</summary>
    /// <param name="image">The image.</param>
    /// <param name="cancel">Stops the reading.</param>
    public string? Of(ImageCase image, CancellationToken cancel)
    {
        var text = new StringBuilder();
        SampleText(text, image);
        try
        {
            Add("prediction", image.Prediction);
            Add("probability", image.Probability);
            Add("region", image.Region);
            foreach (string reference in image.GroundTruth)
                Add("reference", reference);
        }
        catch (Exception exception) when (FileFault.Is(exception))
        {
            return null;
        }
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())))[..32];

        void Add(string side, string? path)
        {
            if (path is null)
                return;
            string file = ImageFolder.FileOf(path);
            // A path may name a member of a file: a.npz#mask.
            text.Append(side).Append(' ').Append(Hash(file, cancel)).Append(path.AsSpan(file.Length)).Append('\n');
        }
    }

    /// <summary>The fingerprint; a text that no fingerprint is when a file cannot be read.</summary>
    /// <param name="image">The image.</param>
    /// <param name="cancel">Stops the reading.</param>
    public string Required(ImageCase image, CancellationToken cancel) => Of(image, cancel) ?? "unreadable";

    private static void SampleText(StringBuilder text, ImageCase image)
    {
        text.Append(image.Rules.GroundTruthForeground)
            .Append('|')
            .Append(image.Rules.PredictionForeground)
            .Append(CultureInfo.InvariantCulture, $"|{image.Rules.Invert}|{image.Rules.Scale}|{image.Rules.MaximumPixels}|")
            .AppendJoin(',', image.Rules.Ignore)
            .Append(CultureInfo.InvariantCulture, $"|{image.Threshold:R}|{image.Recorded?.Dice:R}|{image.Recorded?.Pearson:R}\n");
    }

    private string Hash(string path, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        var file = new FileInfo(path);
        if (_known.TryGetValue(path, out var known) && known.Length == file.Length && known.Written == file.LastWriteTimeUtc)
            return known.Hash;
        using FileStream stream = file.OpenRead();
        string hash = Convert.ToHexStringLower(SHA256.HashData(stream));
        if (_known.Count < Remembered)
            _known[path] = (file.Length, file.LastWriteTimeUtc, hash);
        return hash;
    }
}
