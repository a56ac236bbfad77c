namespace HybridNet.Pairing;

/// <summary>One pairing of an image with a file.</summary>
/// <param name="File">Index of the file.</param>
/// <param name="Rule">The rule.</param>
/// <param name="Key">What is left of the image's name when the rule has taken its affix off; the name itself otherwise.</param>
internal sealed record NameMatch(int File, PairingRule Rule, string Key);

/// <summary>
/// The names of two sides that are not paired yet. Each rule takes out what it pairs one to one; what fits twice is taken
/// out too, as ambiguous, so that no looser rule can decide it by chance.
/// </summary>
internal sealed class NamePool
{
    private readonly List<int> _images,
        _files;

    /// <param name="images">Names of the images.</param>
    /// <param name="files">Names of the files.</param>
    public NamePool(IReadOnlyList<PairName> images, IReadOnlyList<PairName> files)
    {
        (Images, Files) = (images, files);
        _images = Numbers(images.Count);
        _files = Numbers(files.Count);
        Matches = new NameMatch?[images.Count];
        SetSize = images.Count;
    }

    private static List<int> Numbers(int count)
    {
        var numbers = new List<int>(count);
        for (int i = 0; i < count; i++)
            numbers.Add(i);
        return numbers;
    }

    /// <summary>All images.</summary>
    public IReadOnlyList<PairName> Images { get; }

    /// <summary>Images of the whole set, those that were paired before among them: whether a guess may be made is decided by
    /// it.</summary>
    public int SetSize { get; init; }

    /// <summary>All files.</summary>
    public IReadOnlyList<PairName> Files { get; }

    /// <summary>What was paired, by image.</summary>
    public NameMatch?[] Matches { get; }

    /// <summary>Images that fit several files, or files that fit several images: the files that each could be.</summary>
    public Dictionary<int, IReadOnlyList<int>> Ambiguous { get; } = [];

    /// <summary>Images without a file so far.</summary>
    public IReadOnlyList<int> ImagesLeft => _images;

    /// <summary>Files without an image so far.</summary>
    public IReadOnlyList<int> FilesLeft => _files;

    /// <summary>Pairs what has one key, one image with one file.</summary>
    /// <param name="imageKey">Key of an image, or null when the rule does not apply to it.</param>
    /// <param name="fileKey">Key of a file, or null.</param>
    /// <param name="rule">The rule.</param>
    /// <param name="nameKey">What the image is called when this rule pairs it; its id when left out.</param>
    public void Pair(
        Func<PairName, string?> imageKey,
        Func<PairName, string?> fileKey,
        PairingRule rule,
        Func<PairName, string>? nameKey = null
    )
    {
        if (_images.Count == 0 || _files.Count == 0)
            return;
        Dictionary<string, List<int>> files = Keys(_files, Files, fileKey);
        foreach ((string key, List<int> images) in Keys(_images, Images, imageKey))
        {
            if (!files.TryGetValue(key, out List<int>? fitting))
                continue;
            if (fitting.Count == 1 && images.Count == 1)
            {
                int image = images[0];
                Matches[image] = new(fitting[0], rule, nameKey?.Invoke(Images[image]) ?? Images[image].Id);
            }
            else
                foreach (int image in images)
                    Ambiguous[image] = fitting;
        }
        Close();
    }

    /// <summary>Takes one image out as ambiguous.</summary>
    public void Doubt(int image, IReadOnlyList<int> files)
    {
        Ambiguous[image] = files;
        Close();
    }

    private void Close()
    {
        _images.RemoveAll(image => Matches[image] is not null || Ambiguous.ContainsKey(image));
        HashSet<int> taken =
        [
            .. Matches.OfType<NameMatch>().Select(match => match.File),
            .. Ambiguous.Values.SelectMany(files => files),
        ];
        _files.RemoveAll(taken.Contains);
    }

    /// <summary>The places of the names that have a key, by key, in order.</summary>
    private static Dictionary<string, List<int>> Keys(
        List<int> indices,
        IReadOnlyList<PairName> names,
        Func<PairName, string?> keyOf
    )
    {
        var keys = new Dictionary<string, List<int>>(StringComparer.Ordinal);
        foreach (int index in indices)
        {
            if (keyOf(names[index]) is not { } key)
                continue;
            if (!keys.TryGetValue(key, out List<int>? same))
                keys[key] = same = [];
            same.Add(index);
        }
        return keys;
    }
}
