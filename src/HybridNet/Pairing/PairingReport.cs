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
            SideFault = PairingFaults.NothingPredicted(request, predictions, maps, drafts);
            ReportLeftOut([predictions, maps]);
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
                $"{count} {PairingFaults.Words(side).ToLowerInvariant()} files were paired by "
                    + (rule == PairingRule.Number ? "the number in their names" : "what stands around the id in their names")
                    + $": {image} with {file}, for one. Resolve-HNImage shows all."
            );
        foreach (SideFiles side in new[] { predictions, maps })
            if (side.OtherClass is { } code)
                _warnings.Add(
                    $"All {side.Names.Count()} {PairingFaults.Words(side.Side).ToLowerInvariant()} files are named for class "
                        + $"{code}, but {request.Class} is measured: they are taken for it."
                );
        if (photos.Groups.Count > 0 && photos.Names.Any() && images.All(image => image.Photo is null))
            _warnings.Add(
                $"None of {images.Length} images has a photograph in {string.Join(", ", photos.Sources)}: the first there is "
                    + $"{photos.Names.First()}, the first image {images[0].Name}. -ImageIdPattern says which part of a "
                    + "name is the id."
            );
        if (Doubles(maps) is { } doubles)
            _warnings.Add(doubles);
        int unpredicted = references.LeftOut.Count(file => file.IsUnpaired);
        if (request.WholeSet && unpredicted > 0)
            _warnings.Add(
                PairingFaults.NotPredicted(
                    unpredicted,
                    unpredicted + images.Sum(image => image.GroundTruth.Count),
                    references.LeftOut.First(file => file.IsUnpaired).Path
                )
            );
        ReportLeftOut([predictions, maps, references, regions]);
    }

    /// <summary>That maps are there in several formats, or null.</summary>
    public static string? Doubles(SideFiles maps) =>
        maps.Doubles == 0
            ? null
            : $"{maps.Doubles} probability maps in {string.Join(", ", maps.Sources)} are there in several formats: the "
                + "most exact is read, NPY before TIFF before PNG.";

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
                    image.Fail(PairingState.Missing, PairingFaults.UnknownReferences(image));
            return null;
        }
        bool none =
            missing.Length > 0 && images.All(image => image.GroundTruth.Count == 0 && image.State != PairingState.Ambiguous);
        if (none && (empty || missing.Length > FewImages || !references.Names.Any()))
            return PairingFaults.NoneOf(
                images.Length,
                images[0].Name,
                references,
                InputError.MissingGroundTruth,
                "reference mask"
            );
        if (!empty)
            foreach (ImageDraft image in missing)
                image.Fail(PairingState.Missing, PairingFaults.NoReference(image, references, othersPair: !none));
        else if (missing.Length > 0)
            _warnings.Add(PairingFaults.CountAsEmpty(missing.Length, images.Length, missing[0].Id));
        return null;
    }

    private InputException? Regions(ImageDraft[] images, SideFiles regions)
    {
        ImageDraft[] missing = [.. images.Where(image => image.Region is null)];
        if (regions.Sources.Count == 0 || missing.Length == 0)
            return null;
        if (missing.Length == images.Length)
            return PairingFaults.NoneOf(images.Length, images[0].Name, regions, InputError.MissingRegion, "region mask");
        if (request.RegionRule == MissingRegion.Whole)
            _warnings.Add(
                $"{missing.Length} of {images.Length} images have no region file and count whole, as -MissingRegion Whole "
                    + $"says. The first is {missing[0].Id}."
            );
        else
            foreach (ImageDraft image in missing)
                image.Fail(
                    PairingState.Missing,
                    new InputException(
                        InputError.MissingRegion,
                        $"Image {image.Id} has no region mask in "
                            + $"{string.Join(", ", regions.Sources)}.{PairingFaults.Near(image.Name, regions)}",
                        image.Id,
                        "If the whole image counts where there is no region file, say -MissingRegion Whole."
                    )
                );
        return null;
    }

    /// <summary>Files that somebody may have meant to count, each kind once.</summary>
    private void ReportLeftOut(IEnumerable<SideFiles> sides)
    {
        foreach (SideFiles side in sides.Where(side => side.Names.Any()))
            if (side.Unseen is [var first, ..] unseen)
                _warnings.Add(PairingFaults.Unseen(unseen.Count, string.Join(", ", side.Sources), first));
        foreach (SideFiles side in sides)
        foreach (IGrouping<string, LeftOutFile> kind in side.LeftOut.Where(file => file.Loud).GroupBy(file => file.Reason))
            _warnings.Add(
                $"{kind.Count()} {PairingFaults.Words(side.Side).ToLowerInvariant()} files take no part: {kind.Key}. The "
                    + $"first is {kind.First().Path}."
            );
    }
}
