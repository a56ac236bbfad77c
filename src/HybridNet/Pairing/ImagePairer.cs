using HybridNet.Masks.Coco;

namespace HybridNet.Pairing;

/// <summary>
/// Finds the files of each image before a pixel is read: predictions and maps first, for they say what can be measured, then
/// references, region and photograph of each of these.
/// </summary>
internal sealed class ImagePairer
{
    private readonly PairingRequest _request;
    private readonly PairingOptions _options;
    private readonly ClassSplitter _splitter;
    private readonly List<ImageDraft> _drafts = [];
    private readonly List<SideFiles> _sides = [];
    private readonly PairingReport _report;

    private ImagePairer(PairingRequest request)
    {
        (_request, _options) = (request, request.Files.Pairing);
        _splitter = new ClassSplitter(request.Codes);
        _report = new PairingReport(request);
    }

    private IEnumerable<ImageDraft> Predicted => _drafts.Where(draft => draft.IsPredicted);

    /// <summary>Pairs a set.</summary>
    /// <exception cref="InputException">A folder cannot be listed, or a pattern is none.</exception>
    public static PairingResult Pair(PairingRequest request) => FolderPairs.Pair(request) ?? ByRules(request);

    /// <summary>Pairs a set by the rules of names alone.</summary>
    internal static PairingResult ByRules(PairingRequest request) => new ImagePairer(request).Pair();

    private PairingResult Pair()
    {
        SideFiles predictions = List(ImageSide.Prediction, _request.Predictions ?? Named(_request.Files.Predictions)),
            maps = List(ImageSide.Probability, Named(_request.Files.Probabilities)),
            references = List(ImageSide.GroundTruth, _request.Files.GroundTruth),
            regions = List(ImageSide.Region, Named(_request.Files.Regions)),
            photos = List(ImageSide.Image, Named(_request.Files.Images));
        if (_options.Table.Count > 0)
            FromTable();
        else
            FromNames(predictions, maps);
        Attach(references, draft => draft.GroundTruth.Count > 0, (draft, path) => draft.GroundTruth.Add(path));
        Attach(regions, draft => draft.Region is not null, (draft, path) => draft.Region = path);
        Attach(photos, draft => draft.Photo is not null, (draft, path) => draft.Photo = path);
        NameImages();
        _report.Check(_drafts, predictions, maps, references, regions, photos);
        return new PairingResult
        {
            Images = [.. Predicted.Select(Finish)],
            Unpredicted = [.. _drafts.Where(draft => !draft.IsPredicted).Select(Finish)],
            LeftOut = [.. _sides.SelectMany(side => side.LeftOut)],
            Warnings = _report.Warnings,
            SideFault = _report.SideFault,
        };
    }

    private static IReadOnlyList<string> Named(string? path) => path is null ? [] : [path];

    private SideFiles List(ImageSide side, IReadOnlyList<string> sources)
    {
        CocoFile? names = _request
            .Files.GroundTruth.Where(path => CocoFile.IsCoco(path) && File.Exists(path))
            .Select(CocoFile.Open)
            .FirstOrDefault(file => file.Images.Count > 0);
        SideFiles files = SideFiles.List(side, sources, _options, _request.Codes, names);
        // Regions and photographs belong to all classes of an image.
        if (_request.Class is { } wanted && side is not (ImageSide.Region or ImageSide.Image))
            files.Choose(wanted, _request.InsistOnClass || side == ImageSide.GroundTruth);
        _sides.Add(files);
        return files;
    }

    private PairName NameOf(string id)
    {
        (string plain, string? code) = _splitter.Split(id, []);
        return new PairName(id, null) { Id = plain, Class = code };
    }

    private void FromTable()
    {
        foreach (PairingRow row in _options.Table)
        {
            PairName name = new PairName(row.ImageId, null) { Class = row.Class };
            var draft = new ImageDraft(name)
            {
                Recorded = name,
                Prediction = row.Prediction,
                Probability = row.Probability,
                Region = row.Region,
                Photo = row.Image,
            };
            draft.GroundTruth.AddRange(row.GroundTruth);
            draft.Paired(PairingRule.Table, null);
            _drafts.Add(draft);
        }
    }

    private void FromNames(SideFiles predictions, SideFiles maps)
    {
        foreach (string id in _request.Ids)
        {
            PairName name = NameOf(id);
            _drafts.Add(new ImageDraft(name) { Recorded = name });
        }
        foreach (IReadOnlyList<PairName> group in predictions.Groups)
            Take(group, draft => draft.Prediction is not null, (draft, path) => draft.Prediction = path, ownImages: true);
        // Beside named predictions a map is more to know of an image; alone it is the prediction.
        bool own = _request.Predictions is not { Count: > 0 };
        foreach (IReadOnlyList<PairName> group in maps.Groups)
        foreach (
            PairName left in Take(group, draft => draft.Probability is not null, (draft, path) => draft.Probability = path, own)
        )
            maps.Leave(left, "no prediction has its name", loud: true);
        // Maps that were named as the predictions are maps.
        foreach (
            ImageDraft draft in _drafts.Where(draft => draft.Prediction is not null && draft.Prediction == draft.Probability)
        )
            draft.Prediction = null;
    }

    /// <summary>Gives the predictions or maps of a folder to the images; what is left becomes an image of its own.</summary>
    private IReadOnlyList<PairName> Take(
        IReadOnlyList<PairName> files,
        Func<ImageDraft, bool> has,
        Action<ImageDraft, string> give,
        bool ownImages
    )
    {
        IReadOnlyList<PairName> left = Match(files, has, give, rename: true);
        if (!ownImages)
            return left;
        var recorded = new Dictionary<string, ImageDraft>(StringComparer.Ordinal);
        foreach (ImageDraft known in _drafts.Where(known => known.Recorded is not null && known.Prediction is not null))
            recorded.TryAdd(known.Recorded!.IdLetters, known);
        foreach (IGrouping<(string, string?), PairName> same in left.GroupBy(name => (name.Text, name.Class?.ToUpperInvariant())))
        {
            PairName name = same.First();
            // A second file of a recorded image, but for the class in its name, is no image of its own.
            if (recorded.TryGetValue(name.IdLetters, out ImageDraft? twice))
            {
                twice.Fail(PairingState.Ambiguous, PairingFaults.Ambiguous(twice.Name, [twice.Name, name], ImageSide.Prediction));
                continue;
            }
            var draft = new ImageDraft(name);
            give(draft, name.Path!);
            _drafts.Add(draft);
            if (same.Count() > 1)
                draft.Fail(PairingState.Ambiguous, PairingFaults.Ambiguous(name, [.. same], ImageSide.Prediction));
        }
        return [];
    }

    private void Attach(SideFiles side, Func<ImageDraft, bool> has, Action<ImageDraft, string> give)
    {
        ImageDraft[] given = [.. _drafts.Where(has)];
        // A region or photograph without a class belongs to all classes of its image.
        bool shared = side.Side is ImageSide.Region or ImageSide.Image && side.Names.All(name => name.Class is null);
        foreach (IReadOnlyList<PairName> group in side.Groups)
        foreach (
            PairName left in shared
                ? MatchShared(group, given, give, side.Side)
                : Match(group, given.Contains, give, rename: false, side.Side)
        )
            side.Leave(left, LeftOutFile.NoImage, loud: false);
    }

    /// <summary>Pairs files with the first class of each image, and gives them to its other classes too.</summary>
    private IReadOnlyList<PairName> MatchShared(
        IReadOnlyList<PairName> files,
        ImageDraft[] given,
        Action<ImageDraft, string> give,
        ImageSide side
    )
    {
        ILookup<string, ImageDraft> classes = _drafts
            .Where(draft => draft.Name.Class is not null && draft.Fault is null)
            .ToLookup(draft => draft.Name.IdLetters, StringComparer.Ordinal);
        HashSet<ImageDraft> others = [.. given, .. classes.SelectMany(image => image.Skip(1))];
        return Match(
            files,
            others.Contains,
            (draft, path) =>
            {
                give(draft, path);
                foreach (ImageDraft other in draft.Name.Class is null ? [] : classes[draft.Name.IdLetters].Skip(1))
                    give(other, path);
            },
            rename: false,
            side
        );
    }

    /// <summary>Pairs the images that lack a file with the files of one folder, by their file's name, then by their id.</summary>
    private IReadOnlyList<PairName> Match(
        IReadOnlyList<PairName> files,
        Func<ImageDraft, bool> has,
        Action<ImageDraft, string> give,
        bool rename,
        ImageSide side = ImageSide.Prediction
    )
    {
        ImageDraft[] open = [.. _drafts.Where(draft => !has(draft) && draft.Fault is null)];
        IReadOnlyList<PairName> left = Match(open, draft => draft.Name, files, give, rename, side, out ImageDraft[] unpaired);
        ImageDraft[] byId = [.. unpaired.Where(draft => draft.Recorded is { } id && id.Text != draft.Name.Text)];
        return byId.Length == 0 ? left : Match(byId, draft => draft.Recorded!, left, give, rename, side, out _);
    }

    private IReadOnlyList<PairName> Match(
        ImageDraft[] images,
        Func<ImageDraft, PairName> name,
        IReadOnlyList<PairName> files,
        Action<ImageDraft, string> give,
        bool rename,
        ImageSide side,
        out ImageDraft[] unpaired
    )
    {
        NamePool pool = NameMatcher.Match([.. images.Select(name)], files, _drafts.Count);
        for (int i = 0; i < images.Length; i++)
            if (pool.Matches[i] is { } match)
            {
                PairName file = files[match.File];
                give(images[i], file.Path!);
                images[i].Paired(match.Rule, match.Key);
                _report.Count(side, match.Rule, images[i].Name, file);
                if (rename)
                    images[i].Name = file;
            }
            else if (pool.Ambiguous.TryGetValue(i, out IReadOnlyList<int>? candidates))
            {
                images[i].HasSeveral |= side == ImageSide.Prediction;
                images[i]
                    .Fail(
                        PairingState.Ambiguous,
                        PairingFaults.Ambiguous(images[i].Name, [.. candidates.Select(c => files[c])], side)
                    );
            }
        unpaired = [.. pool.ImagesLeft.Select(image => images[image])];
        return [.. pool.FilesLeft.Select(file => files[file])];
    }

    /// <summary>
    /// An image is called as its table calls it, else by its name without class and affix. Where that would give two images
    /// one name, they keep their files' names. The class is said where there are several.
    /// </summary>
    private void NameImages()
    {
        bool severalClasses = _drafts
            .Where(draft => draft.IsPredicted)
            .Select(draft => draft.Name.Class)
            .OfType<string>()
            .Distinct(StringComparer.OrdinalIgnoreCase)
            .Skip(1)
            .Any();
        foreach (ImageDraft draft in _drafts)
        {
            draft.Class = draft.Name.Class is { } code && severalClasses ? code : null;
            draft.Id = draft.Recorded?.Text ?? draft.Key ?? draft.Name.Id;
        }
        foreach (
            IGrouping<(string, string?), ImageDraft> same in _drafts
                .GroupBy(draft => (draft.Id, draft.Class))
                .Where(same => same.Count() > 1)
        )
        foreach (ImageDraft draft in same.Where(draft => draft.Recorded is null))
            draft.Id = draft.Name.Text;
    }

    private ImageFiles Finish(ImageDraft draft) =>
        new()
        {
            Run = _request.Run?.Name ?? "",
            ImageId = draft.Id,
            Class = draft.Class,
            State = draft.State,
            Rule = draft.Rule,
            Prediction = draft.Prediction,
            Probability = draft.Probability,
            GroundTruth = draft.GroundTruth,
            Region = draft.Region,
            Image = draft.Photo,
            Reason = draft.Fault?.Message,
            Threshold = _request.Threshold ?? 0.5,
            Fault = draft.Fault,
            Rules = _request.Files.Rules,
            Origin = _request.Run is { } run ? new Origin(run) : default,
        };
}
