using System.Collections;
using System.IO.Enumeration;

namespace HybridNet.Pairing;

/// <summary>
/// The commonest set, of any size: one folder of predictions, one of references, and the files of an image have one name.
/// </summary>
/// <remarks>
/// Only the names of the predictions are kept, sorted, and a bit for each that says whether its reference is there: the
/// references go by and are not kept. An image is made when it is asked for. A million pairs are 20 MB, where the rules of
/// <see cref="NameMatcher"/> took 4 GB. It applies where the first of these rules pairs every file that could be paired, so
/// that the later ones have nothing to say; everything else is left to them, and what is said is the same.
/// </remarks>
internal sealed class FolderPairs : IReadOnlyList<ImageFiles>
{
    /// <summary>So many images without a reference are worked out one by one.</summary>
    private const int MostMissing = 1000;

    private readonly PairingRequest _request;
    private readonly FolderNames _predictions;
    private readonly FolderNames _references;
    private readonly BitArray _paired;
    private readonly SideFiles? _near;

    private FolderPairs(PairingRequest request, FolderNames predictions, FolderNames references, BitArray paired)
    {
        (_request, _predictions, _references, _paired) = (request, predictions, references, paired);
        if (!paired.HasAllSet() && request.MissingGroundTruth != MissingGroundTruth.Empty)
            _near = SideFiles.Of(ImageSide.GroundTruth, references.Folder, Referenced().Take(NearNames.MostCompared));
    }

    /// <inheritdoc/>
    public int Count => _predictions.Names.Count;

    /// <inheritdoc/>
    public ImageFiles this[int index]
    {
        get
        {
            string name = _predictions.Names[index],
                id = Path.GetFileNameWithoutExtension(name);
            InputException? fault = _paired[index] || _near is null ? null : NoReference(name, id);
            return new()
            {
                Run = "",
                ImageId = id,
                State = fault is null ? PairingState.Paired : PairingState.Missing,
                Rule = _paired[index] ? PairingRule.SameName : PairingRule.Alone,
                Prediction = _predictions.PathOf(name),
                GroundTruth = _paired[index] ? [_references.PathOf(_references.OwnName(name, _predictions))] : [],
                Reason = fault?.Message,
                Threshold = _request.Threshold ?? 0.5,
                Fault = fault,
                Rules = _request.Files.Rules,
            };
        }
    }

    /// <summary>Pairs two folders; null where the rules of names have to speak.</summary>
    /// <param name="request">What is to be paired.</param>
    public static PairingResult? Pair(PairingRequest request)
    {
        RunFiles files = request.Files;
        IReadOnlyList<string> predicted = request.Predictions ?? [.. new[] { files.Predictions }.OfType<string>()];
        bool others = (files.Probabilities ?? files.Regions ?? files.Images) is not null || request.Run is not null;
        if (others || predicted.Count != 1 || files.GroundTruth.Count != 1 || request.Ids.Count > 0 || !IsPlain(files.Pairing))
            return null;
        if (Path.GetFullPath(predicted[0]) == Path.GetFullPath(files.GroundTruth[0]))
            return null;
        var splitter = new ClassSplitter(request.Codes);
        var predictions = new FolderNames(predicted[0], splitter);
        if (!predictions.Keep() || predictions.Names.Count == 0)
            return null;
        var references = new FolderNames(files.GroundTruth[0], splitter);
        var paired = new BitArray(predictions.Names.Count);
        var spare = new List<string>();
        int found = 0;
        foreach (string name in references.Read())
            if (predictions.Find(predictions.OwnName(name, references)) is >= 0 and var at)
                (paired[at], found) = (true, found + 1);
            else
                spare.Add(name);
        spare.Sort(StringComparer.Ordinal);
        int missing = predictions.Names.Count - found;
        if (!references.IsPlain || found == 0 || missing > MostMissing || (missing > 0 && spare.Count > 0))
            return null;
        var images = new FolderPairs(request, predictions, references, paired);
        return new PairingResult
        {
            Images = images,
            Unpredicted = [],
            LeftOut =
            [
                .. spare.Select(name => new LeftOutFile(references.PathOf(name), ImageSide.GroundTruth, LeftOutFile.NoImage)),
            ],
            Warnings = [.. images.Warnings(missing, spare, found)],
        };
    }

    /// <inheritdoc/>
    public IEnumerator<ImageFiles> GetEnumerator()
    {
        for (int i = 0; i < Count; i++)
            yield return this[i];
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private static bool IsPlain(PairingOptions options) =>
        options.Table.Count == 0
        && !options.Recurse
        && (options.PatternOf(ImageSide.Prediction) ?? options.PatternOf(ImageSide.GroundTruth)) is null;

    private IEnumerable<string> Warnings(int missing, List<string> spare, int found)
    {
        if (missing > 0 && _near is null)
            yield return PairingFaults.CountAsEmpty(missing, Count, this.First(image => image.GroundTruth.Count == 0).ImageId);
        if (_request.WholeSet && spare.Count > 0)
            yield return PairingFaults.NotPredicted(spare.Count, spare.Count + found, _references.PathOf(spare[0]));
        foreach (FolderNames side in new[] { _predictions, _references })
            if (side.Unseen() is [var first, ..] unseen)
                yield return PairingFaults.Unseen(unseen.Length, side.Folder, first);
    }

    private InputException NoReference(string name, string id) =>
        PairingFaults.NoReference(new ImageDraft(new PairName(id, _predictions.PathOf(name))), _near!, othersPair: true);

    /// <summary>The names of the references that pair, as those of the predictions are sorted.</summary>
    private IEnumerable<string> Referenced() =>
        Enumerable
            .Range(0, Count)
            .Where(index => _paired[index])
            .Select(index => _references.OwnName(_predictions.Names[index], _predictions));

    /// <summary>A folder in which every file is an image of one ending and no name carries a class.</summary>
    private sealed class FolderNames(string folder, ClassSplitter splitter)
    {
        private readonly List<string> _below = [];
        private string? _ending;

        public string Folder => folder;

        /// <summary>Names that were kept, in order of their characters.</summary>
        public PackedNames Names { get; } = new();

        /// <summary>Nothing else was found in the folder, as far as it was read.</summary>
        public bool IsPlain { get; private set; } = true;

        public string PathOf(string name) => Path.Join(folder, name);

        /// <summary>Folders in this one that hold images, in order.</summary>
        public string[] Unseen() => [.. _below.Select(PathOf).Where(ImageFolder.HoldsImage).Order(StringComparer.Ordinal)];

        /// <summary>What a file of another folder is called in this one: its name with this one's ending.</summary>
        public string OwnName(string name, FolderNames other) =>
            other._ending == _ending ? name : string.Concat(name.AsSpan(0, name.Length - other._ending!.Length), _ending);

        /// <summary>Place of a name among those that were kept; negative when it is not there.</summary>
        public int Find(string name) => Names.Find(name);

        /// <summary>Reads and keeps all names; false when the folder is not plain.</summary>
        public bool Keep()
        {
            foreach (string name in Read())
                Names.Add(name);
            if (IsPlain)
                Names.Sort();
            return IsPlain;
        }

        /// <summary>Names as the folder has them; they end where it turns out not to be plain.</summary>
        public IEnumerable<string> Read()
        {
            using IEnumerator<string>? listed = List();
            while (IsPlain && listed is not null && Next(listed) is { } name)
            {
                _ending ??= Path.GetExtension(name);
                IsPlain = name.EndsWith(_ending, StringComparison.Ordinal) && IsOrdinary(name);
                if (IsPlain)
                    yield return name;
            }
        }

        private IEnumerator<string>? List()
        {
            IsPlain = Directory.Exists(folder);
            var options = new EnumerationOptions { AttributesToSkip = FileAttributes.None, IgnoreInaccessible = false };
            return IsPlain
                ? Listed(() =>
                    new FileSystemEnumerable<string>(folder, static (ref entry) => entry.FileName.ToString(), options)
                    {
                        ShouldIncludePredicate = IsFile,
                    }.GetEnumerator()
                )
                : null;
        }

        private bool IsFile(ref FileSystemEntry entry)
        {
            if (entry.IsDirectory)
                _below.Add(entry.FileName.ToString());
            return !entry.IsDirectory;
        }

        private string? Next(IEnumerator<string> listed) => Listed(() => listed.MoveNext() ? listed.Current : null);

        /// <summary>Where a folder cannot be listed, the rules of names list it again, and say what is wrong.</summary>
        private T? Listed<T>(Func<T?> look)
            where T : class
        {
            try
            {
                return look();
            }
            catch (Exception exception) when (FileFault.Is(exception))
            {
                IsPlain = false;
                return null;
            }
        }

        private bool IsOrdinary(string name) =>
            !name.StartsWith('.')
            && !name.Contains('#', StringComparison.Ordinal)
            && ImageFolder.IsImage(name)
            && PackedNames.CanHold(name)
            && splitter.Split(Path.GetFileNameWithoutExtension(name), []).Class is null;
    }
}
