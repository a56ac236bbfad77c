namespace HybridNet.Pairing;

/// <summary>The errors of pairing: each names the image, where was looked, what is nearest, and the parameter that would pair
/// it.</summary>
internal static class PairingFaults
{
    /// <summary>References that nothing was predicted for.</summary>
    public static string NotPredicted(int count, int all, string first) =>
        $"{count} of {all} references have no prediction and are not measured. The first is {first}.";

    /// <summary>Images without a reference, where that has a meaning.</summary>
    public static string CountAsEmpty(int count, int all, string first) =>
        $"{count} of {all} images have no reference file and count as empty, as -MissingGroundTruth Empty says. The first is "
        + $"{first}.";

    /// <summary>Several files fit an image, or one file several images.</summary>
    public static InputException Ambiguous(PairName image, IReadOnlyList<PairName> files, ImageSide side)
    {
        string names = string.Join(", ", files.Select(file => file.ToString()));
        string folder = Path.GetDirectoryName(files[0].Path) ?? "";
        string message =
            files.Count == 1
                ? $"{Words(side)} {names} in {folder} could belong to image {image.Id} and to another one."
                : $"Image {image.Id} could be any of {names} in {folder}.";
        string[] classes = [.. files.Select(file => file.Class).OfType<string>().Distinct()];
        string advice =
            classes.Length > 1 && side is not (ImageSide.Structure or ImageSide.Photo)
                ? $"Choose with -Lesion {classes[0]}, name the files by a wildcard such as '*_{classes[0]}.*', or say the "
                    + $"id with {PairingOptions.ParameterOf(side)}."
                : $"Leave one file for each image, {Wildcards(image, files)}, or say which part of a name is the id with "
                    + $"{PairingOptions.ParameterOf(side)}, such as '^(?<id>[0-9]+)'.";
        return new InputException(InputError.AmbiguousImage, message, image.Id, advice);
    }

    public static InputException UnknownReferences(ImageDraft image) =>
        new(
            InputError.MissingGroundTruth,
            $"Image {image.Id} has no reference mask: no folder of them is known.",
            image.Id,
            "Name the folders with -GroundTruth, or with Import-HNRun -GroundTruthPath or -Lesion."
        );

    public static InputException NoReference(ImageDraft image, SideFiles references, bool othersPair)
    {
        PairName? near = NearNames.Nearest(image.Name, Free(references).Concat(references.Names));
        string? pattern = near is null ? null : NearNames.Pattern(image.Name, near);
        LeftOutFile? unread = Unread(image.Name, references);
        string advice = $"Say which part of the names is the id with -IdPattern, such as '^(?<id>[0-9]+)'. {Table}";
        if (unread is not null)
            advice = IsOutside(unread) ? PatternAdvice(references.Side) : "Save it as PNG or TIFF.";
        else if (pattern is not null)
            advice = $"If that is the one, -GroundTruthIdPattern '{pattern}' pairs such names.";
        else if (othersPair)
            advice = "If this data set writes no file where nothing is marked, say -MissingGroundTruth Empty.";
        return new InputException(
            InputError.MissingGroundTruth,
            $"Image {image.Id} has no reference mask in {string.Join(", ", references.Sources)}.{Near(image.Name, references)}",
            image.Id,
            advice
        );
    }

    public static string Near(PairName image, SideFiles files)
    {
        if (Unread(image, files) is { } unread)
            return $" {Path.GetFileName(unread.Path)} is there, but {unread.Reason}.";
        return NearNames.Nearest(image, Free(files).Concat(files.Names)) is { } near ? $" The nearest name there is {near}." : "";
    }

    private static LeftOutFile? Unread(PairName image, SideFiles files) =>
        files.LeftOut.FirstOrDefault(file =>
            file.Loud
            && PairName.Fold(Path.GetFileNameWithoutExtension(file.Path)) is { } stem
            && (stem == image.Letters || stem == image.IdLetters)
        );

    /// <summary>Names that no image has taken, first.</summary>
    private static IEnumerable<PairName> Free(SideFiles files)
    {
        HashSet<string> left = [.. files.LeftOut.Select(file => file.Path)];
        return files.Names.Where(name => left.Contains(name.Path!));
    }

    public static InputException NoneOf(int images, PairName first, SideFiles files, InputError error, string what)
    {
        string folders = string.Join(", ", files.Sources);
        if (!files.Names.Any())
            return new InputException(error, $"{None(images)} {what}: {Emptiness(files)}", first.Id, Inside(files));
        PairName? near = NearNames.Nearest(first, files.Names);
        string? pattern = near is null ? null : NearNames.Pattern(first, near);
        return new InputException(
            error,
            $"{None(images)} {what} in {folders}. The first image is {first}; the nearest of "
                + $"{files.Names.Count()} names there is {near}.",
            first.Id,
            pattern is null
                ? WhichPart(files.Side)
                : $"If these two belong together, {PairingOptions.ParameterOf(files.Side)} '{pattern}' pairs such names."
        );
    }

    /// <summary>What helps where no rule can: names that share nothing, or have their parts in another order.</summary>
    private const string Table = "Where names share nothing, -PairingTable takes the files of each image from a CSV.";

    /// <summary>The wildcards that take one kind of the files that fit an image each.</summary>
    private static string Wildcards(PairName image, IReadOnlyList<PairName> files)
    {
        string[] kinds =
        [
            .. files
                .Select(file => Path.GetFileName(file.Path ?? ""))
                .Where(name => name.Contains(image.Id, StringComparison.OrdinalIgnoreCase))
                .Select(name => name.Replace(image.Id, "*", StringComparison.OrdinalIgnoreCase))
                .Distinct(StringComparer.OrdinalIgnoreCase),
        ];
        return kinds.Length == files.Count && kinds.Length > 1
            ? $"name the files by a wildcard ('{kinds[0]}' or '{kinds[1]}'; both, to unite references)"
            : "name the files by a wildcard";
    }

    private static string WhichPart(ImageSide side) =>
        side is ImageSide.GroundTruth or ImageSide.Region or ImageSide.Image
            ? "Say which part of a name is the id with -IdPattern, such as '^(?<id>[0-9]+)', or with "
                + $"-PredictionIdPattern and {PairingOptions.ParameterOf(side)} for each side. {Table}"
            : $"Say which part of a name is the image's id with {PairingOptions.ParameterOf(side)}, such as '^(?<id>[0-9]+)'.";

    private static string Inside(SideFiles files)
    {
        if (files.SubFolders > 0)
            return "-Recurse looks into the sub-folders; or name the one that is meant.";
        if (files.LeftOut.Any(IsOutside))
            return PatternAdvice(files.Side);
        return files.LeftOut.Any(file => file.Loud) ? "Save the files as PNG or TIFF." : "Check the folder.";
    }

    /// <summary>The pattern takes no id out of the file's name: another format would not help.</summary>
    private static bool IsOutside(LeftOutFile file) => file.Reason.StartsWith(SideFiles.OutsidePattern, StringComparison.Ordinal);

    private static string PatternAdvice(ImageSide side) =>
        side is ImageSide.Member or ImageSide.Photo or ImageSide.Structure or ImageSide.Reader
            ? $"Give {PairingOptions.ParameterOf(side)} an expression that these names match, such as '^(?<id>[0-9]+)'."
            : $"Give -IdPattern or {PairingOptions.ParameterOf(side)} an expression that these names match, such as "
                + "'^(?<id>[0-9]+)'.";

    /// <summary>Folders below one that was named hold images too.</summary>
    public static string Unseen(int count, string sources, string first) =>
        $"{count} {(count == 1 ? "folder" : "folders")} in {sources} with images {(count == 1 ? "is" : "are")} not looked into; "
        + $"-Recurse does. The first is {first}.";

    private static string None(int images) => images == 1 ? "The only image has no" : $"None of {images} images has a";

    /// <summary>A companion that must have every image lacks one.</summary>
    public static InputException NoCompanion(string id, PairName image, Companion companion, SideFiles files, string what)
    {
        PairName? near = NearNames.Nearest(image, Free(files).Concat(files.Names));
        string? pattern = near is null ? null : NearNames.Pattern(image, near);
        string advice =
            companion.Side == ImageSide.Member
                ? "Give every member the same images."
                : "Give only folders that have every image, or leave these images out.";
        return new InputException(
            companion.Side == ImageSide.Member ? InputError.MissingPrediction : InputError.MissingGroundTruth,
            $"Image {id} has no {what} in {string.Join(", ", files.Sources)}.{Near(image, files)}",
            id,
            pattern is null
                ? advice
                : $"If that is the one, {PairingOptions.ParameterOf(files.Side)} '{pattern}' pairs such names."
        );
    }

    public static InputException NothingPredicted(
        PairingRequest request,
        SideFiles predictions,
        SideFiles maps,
        IReadOnlyList<ImageDraft> drafts
    )
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
            NothingAdvice(named)
        );
    }

    private static string NothingAdvice(SideFiles named)
    {
        if (named.LeftOut.Any(IsOutside))
            return PatternAdvice(named.Side);
        return named.SubFolders > 0
            ? "-Recurse looks into the sub-folders; or name the one that is meant."
            : "Name the folder of the predicted masks.";
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

    public static string Words(ImageSide side) =>
        side switch
        {
            ImageSide.GroundTruth => "Reference",
            ImageSide.Probability => "Probability map",
            ImageSide.Region => "Region",
            ImageSide.Image or ImageSide.Photo => "Photograph",
            ImageSide.Structure => "Structure",
            ImageSide.Reader => "Reader",
            ImageSide.Member => "Member",
            _ => "Prediction",
        };
}
