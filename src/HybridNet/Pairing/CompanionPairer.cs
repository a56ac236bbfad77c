namespace HybridNet.Pairing;

/// <summary>
/// Gives each image its files of companions by the rules of <see cref="NameMatcher"/>. An image is known by its id and by
/// the names of its prediction and its reference: what is the same under any of these goes before what is alike.
/// </summary>
internal sealed class CompanionPairer
{
    private readonly Companion _companion;
    private readonly IReadOnlyList<ImageFiles> _images;
    private readonly SideFiles _files;
    private readonly ClassSplitter _splitter;
    private readonly List<string> _warnings = [];
    private readonly Unit[] _units;

    private CompanionPairer(Companion companion, IReadOnlyList<ImageFiles> images, PairingOptions options, string? wanted)
    {
        (_companion, _images) = (companion, images);
        string[] codes =
        [
            .. LesionFolders
                .Codes.Concat(images.Select(image => image.Class))
                .Append(wanted)
                .OfType<string>()
                .Distinct(StringComparer.OrdinalIgnoreCase),
        ];
        _splitter = new ClassSplitter(codes);
        _files = SideFiles.List(companion.Side, companion.Sources, options, codes);
        // A pattern for all sides may be of no use here, where names have rules of their own.
        if (companion.Side != ImageSide.Member && options.IdPattern is not null && !_files.Names.Any())
            _files = SideFiles.List(companion.Side, companion.Sources, options with { IdPattern = null }, codes);
        if (wanted is not null && !companion.IsShared)
            _files.Choose(wanted, insist: companion.Side == ImageSide.Reader);
        _units = [.. Units()];
    }

    /// <summary>Attaches companions to images that are paired.</summary>
    /// <param name="paired">The images.</param>
    /// <param name="companions">What else was named.</param>
    /// <param name="options">Patterns and depth.</param>
    /// <param name="wanted">Class asked for, or null.</param>
    /// <exception cref="InputException">A folder cannot be listed, or a pattern is none.</exception>
    public static PairingResult Attach(
        PairingResult paired,
        IReadOnlyList<Companion> companions,
        PairingOptions options,
        string? wanted
    )
    {
        foreach (Companion companion in companions)
            if (paired.SideFault is null)
                paired = new CompanionPairer(companion, paired.Images, options, wanted).Attach(paired);
        return paired;
    }

    private PairingResult Attach(PairingResult paired)
    {
        ImageFiles[] images = [.. _images];
        if (_companion.Side == ImageSide.Photo)
            images = [.. images.Select(image => image with { Image = null })];
        InputException? none = null;
        if (_units.Length > 0)
        {
            Match();
            if (_units.All(unit => unit.File is null && unit.Fault is null))
                none = PairingFaults.NoneOf(_units.Length, _units[0].Names[0]!, _files, Error, What);
            else if (Own() is { } own)
                none = own;
            else
                Miss();
        }
        foreach (Unit unit in _units)
        foreach (int place in unit.Places)
            images[place] = With(images[place], unit);
        Tell();
        return paired with
        {
            Images = images,
            LeftOut = [.. paired.LeftOut, .. _files.LeftOut],
            Warnings = [.. paired.Warnings, .. _warnings],
            SideFault = none,
        };
    }

    /// <summary>A reader whose masks are the references is no further reader.</summary>
    private InputException? Own()
    {
        if (_companion.Side != ImageSide.Reader)
            return null;
        string[] own =
        [
            .. _units
                .Where(unit => unit.File is { } file && _images[unit.Places[0]].GroundTruth is [var only] && only == file.Path)
                .Select(unit => unit.File!.Path!),
        ];
        return own.Length == 0
            ? null
            : new InputException(
                InputError.SameFile,
                $"{own.Length} of {_units.Length} masks of reader {_companion.Name} are the references themselves: they would "
                    + $"agree in full. The first is {own[0]}.",
                own[0],
                "The reference is a reader already: name the folders of the others."
            );
    }

    private InputError Error =>
        _companion.Side switch
        {
            ImageSide.Reader => InputError.MissingGroundTruth,
            ImageSide.Member => InputError.MissingPrediction,
            _ => InputError.MissingFile,
        };

    private string What =>
        _companion.Side switch
        {
            ImageSide.Reader => $"mask by reader {_companion.Name}",
            ImageSide.Member => $"map by member {_companion.Name}",
            ImageSide.Photo => "photograph",
            _ => $"mask of structure {_companion.Name}",
        };

    /// <summary>The images that share a file, and the names that they are known by.</summary>
    private IEnumerable<Unit> Units()
    {
        bool shared = _companion.IsShared;
        foreach (
            IGrouping<(string, string?), int> places in Enumerable
                .Range(0, _images.Count)
                .Where(i => _images[i].Fault is null)
                .GroupBy(i => (PairName.Fold(_images[i].ImageId), shared ? null : _images[i].Class))
        )
        {
            ImageFiles image = _images[places.First()];
            string?[] paths = [image.Prediction ?? image.Probability, image.GroundTruth.FirstOrDefault()];
            yield return new Unit([.. places])
            {
                Names =
                [
                    Name(image.ImageId, null, image.Class),
                    .. paths.Select(path =>
                        path is null ? null : Name(Path.GetFileNameWithoutExtension(ImageFolder.FileOf(path)), path, image.Class)
                    ),
                ],
            };
        }
    }

    private PairName Name(string text, string? path, string? own)
    {
        (string id, string? code) = _splitter.Split(text, []);
        return _companion.IsShared ? new PairName(id, path) : new PairName(text, path) { Id = id, Class = own ?? code };
    }

    private void Match()
    {
        foreach (IReadOnlyList<PairName> group in _files.Groups)
        {
            List<PairName> left = [.. group.Select(name => _companion.IsShared ? new PairName(name.Id, name.Path) : name)];
            foreach (bool loose in new[] { false, true })
                for (int by = 0; by < 3; by++)
                    Match(left, by, loose);
            foreach (PairName name in left)
                _files.Leave(name, LeftOutFile.NoImage, loud: false);
        }
    }

    private void Match(List<PairName> files, int by, bool loose)
    {
        // A name that several images have (case1/mask.png, case2/mask.png) tells nothing.
        string?[] names = [.. _units.Select(unit => unit.Names[by] is { } name ? $"{name.IdLetters}\n{name.Class}" : null)];
        if (names.Contains(null) || names.Distinct(StringComparer.Ordinal).Count() < names.Length)
            return;
        Unit[] open = [.. _units.Where(unit => unit.File is null && unit.Fault is null)];
        var pool = new NamePool([.. open.Select(unit => unit.Names[by]!)], [.. files]) { SetSize = _units.Length };
        if (loose)
            NameMatcher.Loose(pool);
        else
            NameMatcher.Exact(pool);
        for (int i = 0; i < open.Length; i++)
            if (pool.Matches[i] is { } match)
                (open[i].File, open[i].Rule) = (files[match.File], match.Rule);
            else if (pool.Ambiguous.TryGetValue(i, out IReadOnlyList<int>? candidates))
                (open[i].State, open[i].Fault) = (
                    PairingState.Ambiguous,
                    PairingFaults.Ambiguous(open[i].Names[0]!, [.. candidates.Select(file => files[file])], _companion.Side)
                );
        PairName[] left = [.. pool.FilesLeft.Select(file => files[file])];
        files.Clear();
        files.AddRange(left);
    }

    /// <summary>What an image without a file means: a reader and a member must have every image.</summary>
    private void Miss()
    {
        Unit[] missing = [.. _units.Where(unit => unit.File is null && unit.Fault is null)];
        if (missing.Length == 0)
            return;
        if (_companion.Side is ImageSide.Structure)
            _warnings.Add(
                $"{missing.Length} of {_units.Length} images have no mask in the structure folder {_companion.Name}: how far "
                    + $"their lesions are from it is not known. The first is {Id(missing[0])}."
                    + PairingFaults.Near(missing[0].Names[0]!, _files)
            );
        if (_companion.Side is ImageSide.Structure or ImageSide.Photo)
            return;
        foreach (Unit unit in missing)
            (unit.State, unit.Fault) = (
                PairingState.Missing,
                PairingFaults.NoCompanion(Id(unit), unit.Names[0]!, _companion, _files, What)
            );
    }

    private string Id(Unit unit) => _images[unit.Places[0]].ImageId;

    private ImageFiles With(ImageFiles image, Unit unit)
    {
        if (unit.Fault is not null)
            return image with { State = unit.State, Fault = unit.Fault, Reason = unit.Fault.Message };
        if (unit.File?.Path is not { } path)
            return image;
        image = image with { Rule = unit.Rule > image.Rule ? unit.Rule : image.Rule };
        return _companion.Side switch
        {
            ImageSide.Photo => image with { Image = path },
            ImageSide.Structure => image with { Structures = Plus(image.Structures, path) },
            ImageSide.Reader => image with { Readers = Plus(image.Readers, path) },
            _ => image with { Members = [.. image.Members, path] },
        };
    }

    private Dictionary<string, string> Plus(IReadOnlyDictionary<string, string> files, string path) =>
        new(files, StringComparer.Ordinal) { [_companion.Name] = path };

    /// <summary>What was guessed and what was left out, each kind once.</summary>
    private void Tell()
    {
        if (PairingReport.Doubles(_files) is { } doubles)
            _warnings.Add(doubles);
        string words = $"{PairingFaults.Words(_companion.Side).ToLowerInvariant()} files ({_companion.Name})";
        foreach (IGrouping<PairingRule, Unit> guessed in _units.Where(unit => unit.File is not null).GroupBy(unit => unit.Rule))
            if (guessed.Key is PairingRule.CommonAffix or PairingRule.Number)
                _warnings.Add(
                    $"{guessed.Count()} {words} were paired by "
                        + (
                            guessed.Key == PairingRule.Number
                                ? "the number in their names"
                                : "what stands around the id in their names"
                        )
                        + $": {guessed.First().Names[0]} with {guessed.First().File}, for one."
                );
        foreach (IGrouping<string, LeftOutFile> kind in _files.LeftOut.GroupBy(file => file.Reason))
            if (kind.Any(file => file.Loud || (file.IsUnpaired && _companion.Side is ImageSide.Structure or ImageSide.Reader)))
                _warnings.Add($"{kind.Count()} {words} take no part: {kind.Key}. The first is {kind.First().Path}.");
    }

    /// <summary>Images that share one file, and what was found for them.</summary>
    /// <param name="Places">The images, as places in the list.</param>
    private sealed record Unit(int[] Places)
    {
        /// <summary>By id, by prediction, by reference; null where the image has no such file.</summary>
        public required PairName?[] Names { get; init; }

        public PairName? File { get; set; }

        public PairingRule Rule { get; set; }

        public PairingState State { get; set; }

        public InputException? Fault { get; set; }
    }
}
