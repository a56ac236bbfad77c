namespace HybridNet.Pairing;

/// <summary>Says what pairing found: faults of images, faults of a whole side, and what the user has to know.</summary>
internal sealed class PairingReport(PairingRequest request)
{
    /// <summary>So many images without a partner are named one by one; more get one sentence.</summary>
    private const int FewImages = 5;

    private readonly Dictionary<(ImageSide, PairingRule), (int Count, PairName Image, PairName File)> _loose = [];
    private readonly List<string> _warnings = [];

    public IReadOnlyList<string> Warnings => _warnings;

    public InputException? SideFault { get; private set; }

    /// <summary>Counts what a loose rule paired: it is a guess, and said once.</summary>
    public void Count(ImageSide side, PairingRule rule, PairName image, PairName file)
    {
        if (rule is not (PairingRule.CommonAffix or PairingRule.Number))
            return;
        int before = _loose.TryGetValue((side, rule), out var seen) ? seen.Count : 0;
        _loose[(side, rule)] = before == 0 ? (1, image, file) : seen with { Count = before + 1 };
    }

    /// <summary>Several files fit an image, or one file several images.</summary>
    public InputException Ambiguous(PairName image, IReadOnlyList<PairName> files, ImageSide side)
    {
        string names = string.Join(", ", files.Select(file => file.ToString()));
        string folder = Path.GetDirectoryName(files[0].Path) ?? "";
        string message =
            files.Count == 1
                ? $"{Words(side)} {names} in {folder} could belong to image {image.Id} and to another one."
                : $"Image {image.Id} could be any of {names} in {folder}.";
        string[] classes = [.. files.Select(file => file.Class).OfType<string>().Distinct()];
        string advice =
            classes.Length > 1
                ? $"Choose with -Lesion {classes[0]}, name the files by a wildcard such as '*_{classes[0]}.*', or say the "
                    + "id with "
                    + $"{PairingOptions.ParameterOf(side)}."
                : "Leave one file for each image, name the files by a wildcard, or say which part of a name is the id with "
                    + $"{PairingOptions.ParameterOf(side)}, such as '^(?<id>[0-9]+)'.";
        return new InputException(InputError.AmbiguousImage, message, image.Id, advice);
    }

    /// <summary>Looks at what came of all sides.</summary>
    public void Check(
        IReadOnlyList<ImageDraft> drafts,
        SideFiles predictions,
        SideFiles maps,
        SideFiles references,
        SideFiles regions,
        SideFiles photos
    )
    {
        ImageDraft[] images = [.. drafts.Where(draft => draft.IsPredicted)];
        if (images.Length == 0)
        {
            SideFault = NothingPredicted(predictions, maps, drafts);
            Tell([predictions, maps]);
            return;
        }
        string foreground = request.Files.Rules.GroundTruthForeground;
        if (
            request.Run is not null
            && request.Files.Layout is { } layout
            && foreground != new SampleRules().GroundTruthForeground
        )
            _warnings.Add($"Samples {foreground} of references are foreground, as the layout {layout} has it.");
        SideFault = OwnFiles(images, references) ?? References(images, references) ?? Regions(images, regions);
        foreach (((ImageSide side, PairingRule rule), (int count, PairName image, PairName file)) in _loose)
            _warnings.Add(
                $"{count} {Words(side).ToLowerInvariant()} files were paired by "
                    + (rule == PairingRule.Number ? "the number in their names" : "what stands around the id in their names")
                    + $": {image} with {file}, for one. Resolve-HNImage shows all."
            );
        foreach (SideFiles side in new[] { predictions, maps })
            if (side.OtherClass is { } code)
                _warnings.Add(
                    $"All {side.Names.Count()} {Words(side.Side).ToLowerInvariant()} files are named for class {code}, "
                        + $"but {request.Class} "
                        + "is measured: they are taken for it."
                );
        if (photos.Groups.Count > 0 && photos.Names.Any() && images.All(image => image.Photo is null))
            _warnings.Add(
                $"None of {images.Length} images has a photograph in {string.Join(", ", photos.Sources)}: the first there is "
                    + $"{photos.Names.First()}, the first image {images[0].Name}. -ImageIdPattern says which part of a "
                    + "name is the id."
            );
        if (maps.Doubles > 0)
            _warnings.Add(
                $"{maps.Doubles} probability maps in {string.Join(", ", maps.Sources)} are there in several formats: the "
                    + "most exact is read, "
                    + "NPY before TIFF before PNG."
            );
        int unpredicted = references.LeftOut.Count(file => file.Reason.StartsWith("no image", StringComparison.Ordinal));
        if (request.WholeSet && unpredicted > 0)
            _warnings.Add(
                $"{unpredicted} of {unpredicted + images.Sum(image => image.GroundTruth.Count)} references have no "
                    + "prediction and are not "
                    + "measured. The first is "
                    + references.LeftOut.First(file => file.Reason.StartsWith("no image", StringComparison.Ordinal)).Path
                    + "."
            );
        Tell([predictions, maps, references, regions]);
    }

    /// <summary>Two sides that read one folder measure each mask against itself.</summary>
    private InputException? OwnFiles(ImageDraft[] images, SideFiles references)
    {
        ImageDraft[] own =
        [
            .. images.Where(image => image.Prediction is { } file && image.GroundTruth.Any(path => SameFile(path, file))),
        ];
        if (own.Length == 0)
            return null;
        PairName? other = references.Names.FirstOrDefault(name => own.All(image => !SameFile(image.Prediction!, name.Path!)));
        return new InputException(
            InputError.SameFile,
            $"{own.Length} of {images.Length} predictions are their own reference: both sides are the same file. The first is "
                + $"{own[0].Prediction}.",
            own[0].Prediction,
            "Name the references apart from the predictions: another folder, or a wildcard"
                + (other is null ? " such as '*_manual1.*'." : $" that takes files like {other} only.")
        );
    }

    private static bool SameFile(string a, string b) =>
        string.Equals(Path.GetFullPath(a), Path.GetFullPath(b), StringComparison.Ordinal);

    private InputException? References(ImageDraft[] images, SideFiles references)
    {
        ImageDraft[] missing = [.. images.Where(image => image.GroundTruth.Count == 0 && image.Fault is null)];
        bool empty = request.MissingGroundTruth == MissingGroundTruth.Empty;
        if (references.Sources.Count == 0)
        {
            if (!empty)
                foreach (ImageDraft image in missing)
                    image.Fail(PairingState.Missing, UnknownReferences(image));
            return null;
        }
        bool none =
            missing.Length > 0 && images.All(image => image.GroundTruth.Count == 0 && image.State != PairingState.Ambiguous);
        if (none && (empty || missing.Length > FewImages))
            return NoneOf(images, references, InputError.MissingGroundTruth, "reference mask");
        if (!empty)
            foreach (ImageDraft image in missing)
                image.Fail(PairingState.Missing, NoReference(image, references, othersPair: !none));
        else if (missing.Length > 0)
            _warnings.Add(
                $"{missing.Length} of {images.Length} images have no reference file and count as empty, as "
                    + "-MissingGroundTruth Empty says. "
                    + $"The first is {missing[0].Id}."
            );
        return null;
    }

    private InputException? Regions(ImageDraft[] images, SideFiles regions)
    {
        ImageDraft[] missing = [.. images.Where(image => image.Region is null)];
        if (regions.Sources.Count == 0 || missing.Length == 0)
            return null;
        if (missing.Length == images.Length)
            return NoneOf(images, regions, InputError.MissingRegion, "region mask");
        if (request.RegionRule == MissingRegion.Whole)
            _warnings.Add(
                $"{missing.Length} of {images.Length} images have no region file and count whole, as -MissingRegion Whole "
                    + "says. The first is "
                    + $"{missing[0].Id}."
            );
        else
            foreach (ImageDraft image in missing)
                image.Fail(
                    PairingState.Missing,
                    new InputException(
                        InputError.MissingRegion,
                        $"Image {image.Id} has no region mask in {string.Join(", ", regions.Sources)}.{Near(image, regions)}",
                        image.Id,
                        "If the whole image counts where there is no region file, say -MissingRegion Whole."
                    )
                );
        return null;
    }

    private static InputException UnknownReferences(ImageDraft image) =>
        new(
            InputError.MissingGroundTruth,
            $"Image {image.Id} has no reference mask: no folder of them is known.",
            image.Id,
            "Name the folders with -GroundTruth, or with Import-HNRun -GroundTruthPath or -Lesion."
        );

    private static InputException NoReference(ImageDraft image, SideFiles references, bool othersPair)
    {
        PairName? near = NearNames.Nearest(image.Name, Free(references).Concat(references.Names));
        string? pattern = near is null ? null : NearNames.Pattern(image.Name, near);
        LeftOutFile? unread = Unread(image, references);
        string advice = "Say which part of the names is the id with -IdPattern, such as '^(?<id>[0-9]+)'.";
        if (unread is not null)
            advice = "Save it as PNG or TIFF.";
        else if (pattern is not null)
            advice = $"If that is the one, -GroundTruthIdPattern '{pattern}' pairs such names.";
        else if (othersPair)
            advice = "If this data set writes no file where nothing is marked, say -MissingGroundTruth Empty.";
        return new InputException(
            InputError.MissingGroundTruth,
            $"Image {image.Id} has no reference mask in {string.Join(", ", references.Sources)}.{Near(image, references)}",
            image.Id,
            advice
        );
    }

    private static string Near(ImageDraft image, SideFiles files)
    {
        if (Unread(image, files) is { } unread)
            return $" {Path.GetFileName(unread.Path)} is there, but {unread.Reason}.";
        return NearNames.Nearest(image.Name, Free(files).Concat(files.Names)) is { } near
            ? $" The nearest name there is {near}."
            : "";
    }

    private static LeftOutFile? Unread(ImageDraft image, SideFiles files) =>
        files.LeftOut.FirstOrDefault(file =>
            file.Loud
            && PairName.Fold(Path.GetFileNameWithoutExtension(file.Path)) is { } stem
            && (stem == image.Name.Letters || stem == image.Name.IdLetters)
        );

    /// <summary>Names that no image has taken, first.</summary>
    private static IEnumerable<PairName> Free(SideFiles files)
    {
        HashSet<string> left = [.. files.LeftOut.Select(file => file.Path)];
        return files.Names.Where(name => left.Contains(name.Path!));
    }

    private static InputException NoneOf(ImageDraft[] images, SideFiles files, InputError error, string what)
    {
        string folders = string.Join(", ", files.Sources);
        if (!files.Names.Any())
            return new InputException(
                error,
                $"None of {images.Length} images has a {what}: {Emptiness(files)}",
                images[0].Id,
                files.SubFolders > 0 ? "-Recurse looks into the sub-folders; or name the one that is meant." : "Check the folder."
            );
        ImageDraft first = images[0];
        PairName? near = NearNames.Nearest(first.Name, files.Names);
        string? pattern = near is null ? null : NearNames.Pattern(first.Name, near);
        return new InputException(
            error,
            $"None of {images.Length} images has a {what} in {folders}. The first image is {first.Name}; the nearest of "
                + $"{files.Names.Count()} "
                + $"names there is {near}.",
            first.Id,
            pattern is null
                ? "Say which part of a name is the id with -IdPattern, such as '^(?<id>[0-9]+)', or with "
                    + $"-PredictionIdPattern and {PairingOptions.ParameterOf(files.Side)} for each side."
                : $"If these two belong together, {PairingOptions.ParameterOf(files.Side)} '{pattern}' pairs such names."
        );
    }

    private InputException NothingPredicted(SideFiles predictions, SideFiles maps, IReadOnlyList<ImageDraft> drafts)
    {
        SideFiles named = predictions.Sources.Count > 0 ? predictions : maps;
        string[] classes =
        [
            .. named
                .LeftOut.Where(file => file.Reason.StartsWith("class ", StringComparison.Ordinal))
                .Select(file => file.Reason)
                .Distinct(),
        ];
        if (classes.Length > 0)
            return new InputException(
                InputError.MissingPrediction,
                $"No file in {string.Join(", ", named.Sources)} is of {request.Class}: the names there carry "
                    + $"{string.Join(", ", classes)}.",
                request.Class,
                "Name another -Lesion, or another folder."
            );
        return new InputException(
            InputError.MissingPrediction,
            $"There is nothing to measure: {Emptiness(named)}",
            named.Sources.FirstOrDefault() ?? request.Run?.Name ?? drafts.FirstOrDefault()?.Id,
            named.SubFolders > 0
                ? "-Recurse looks into the sub-folders; or name the one that is meant."
                : "Name the folder of the predicted masks."
        );
    }

    /// <summary>What an empty side has instead of images.</summary>
    private static string Emptiness(SideFiles files)
    {
        if (files.Sources.Count == 0)
            return "no prediction and no probability map was named.";
        string text = $"{string.Join(", ", files.Sources)} holds no image file";
        if (files.SubFolders > 0)
            text += $" but {files.SubFolders} sub-folder{(files.SubFolders == 1 ? "" : "s")}";
        return files.LeftOut.Count == 0
            ? text + "."
            : $"{text}; {Path.GetFileName(files.LeftOut[0].Path)} is there, but {files.LeftOut[0].Reason}.";
    }

    /// <summary>Files that somebody may have meant to count, each kind once.</summary>
    private void Tell(IEnumerable<SideFiles> sides)
    {
        foreach (SideFiles side in sides)
        foreach (IGrouping<string, LeftOutFile> kind in side.LeftOut.Where(file => file.Loud).GroupBy(file => file.Reason))
            _warnings.Add(
                $"{kind.Count()} {Words(side.Side).ToLowerInvariant()} files take no part: {kind.Key}. The first is "
                    + $"{kind.First().Path}."
            );
    }

    private static string Words(ImageSide side) =>
        side switch
        {
            ImageSide.GroundTruth => "Reference",
            ImageSide.Probability => "Probability map",
            ImageSide.Region => "Region",
            ImageSide.Image => "Photograph",
            _ => "Prediction",
        };
}
