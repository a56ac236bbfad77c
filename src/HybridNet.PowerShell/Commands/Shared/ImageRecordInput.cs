using System.Globalization;
using System.Management.Automation;
using HybridNet.Metrics;
using HybridNet.Pairing;
using HybridNet.Panels;
using HybridNet.PowerShell.Values;

namespace HybridNet.PowerShell.Commands;

/// <summary>Finds the files behind objects that name an image: records of this module, or anything with an ImageId.</summary>
internal sealed class ImageRecordInput(IReadOnlyList<Run> runs, MissingGroundTruth missing, bool focus)
{
    private readonly Dictionary<Run, RunImages> _images = new(ReferenceEqualityComparer.Instance);
    private readonly HashSet<(string Run, string ImageId, PixelBox? Focus)> _seen = [];

    /// <summary>The images of one object: all predicted images of a run, the one image of a record; none when it came
    /// before. Each is found by itself, so that one that cannot be found costs no other.</summary>
    /// <exception cref="InputException">The object names no image; a function: the files of its image cannot be
    /// found.</exception>
    public IReadOnlyList<Func<IEnumerable<PanelImage>>> Of(PSObject item)
    {
        if (!RunObject.IsRun(item) || RunObject.Of(item, CancellationToken.None) is not { } run)
            return [() => OfRecord(item)];
        return
        [
            .. FilesOf(run)
                .PredictedIds()
                .Select(id =>
                    (Func<IEnumerable<PanelImage>>)(
                        () => One(Find(run, id, run.Log.Scores.FirstOrDefault(score => score.ImageId == id)?.Dice, null))
                    )
                ),
        ];
    }

    private IEnumerable<PanelImage> OfRecord(PSObject item) =>
        Alone(item)
        ?? One(
            Find(
                RunOf(item),
                Text(item, "ImageId") ?? throw NoImage(item),
                DiceOf(item),
                focus ? item.BaseObject as Lesion : null
            )
        );

    private static PanelImage[] One(PanelImage? image) => image is null ? [] : [image];

    /// <summary>An image that carries its own files: a pairing, or a record of loose files; null for one of a run.</summary>
    private IReadOnlyList<PanelImage>? Alone(PSObject item)
    {
        ImageCase? work = item.BaseObject switch
        {
            ImageFiles { State: PairingState.LeftOut } => null,
            ImageFiles { Fault: { } fault } => throw fault,
            ImageFiles files => files.ToCase(),
            IFromRun { Origin.Case: { } image } => image,
            _ => null,
        };
        if (work is null)
            return item.BaseObject is ImageFiles ? [] : null;
        Lesion? lesion = focus ? item.BaseObject as Lesion : null;
        return _seen.Add((work.Run, $"{work.ImageId}\n{work.Class}", lesion?.Box))
            ? [new PanelImage(work, work.Photo) { Dice = DiceOf(item), Lesion = lesion }]
            : [];
    }

    private PanelImage? Find(Run run, string imageId, double? dice, Lesion? lesion)
    {
        if (!_seen.Add(($"{run.Name}\n{run.Path}", imageId, lesion?.Box)))
            return null;
        RunImages files = FilesOf(run);
        ImageCase work = ImageCases.Of(run, files, imageId, missing);
        return new(run.Class is null ? work : work with { Class = run.Class }, files.Picture(imageId))
        {
            Dice = dice,
            Lesion = lesion,
        };
    }

    private RunImages FilesOf(Run run)
    {
        if (!_images.TryGetValue(run, out RunImages? files))
            _images[run] = files = new RunImages(run);
        return files;
    }

    private Run RunOf(PSObject item)
    {
        if (item.BaseObject is IFromRun { Origin.Run: { } own })
            return own;
        string? name = Text(item, "Run");
        if (name is null && runs.Count == 1)
            return runs[0];
        return runs.FirstOrDefault(run => run.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
            ?? throw new InputException(
                InputError.RunNotFound,
                name is null
                    ? $"'{item}' does not say which run it belongs to."
                    : $"'{item}' belongs to run {name}, which is not known here.",
                item.ToString(),
                "Hand the run over with -InputRun."
            );
    }

    private static double? DiceOf(PSObject item) =>
        ObjectValue.NumberOrNull(item, "Dice") ?? (item.BaseObject is ZeroDice ? 0 : null);

    private static string? Text(PSObject item, string property) =>
        item.Properties[property]?.Value?.ToString() is { Length: > 0 } text ? text : null;

    private static InputException NoImage(PSObject item) =>
        new(
            InputError.InvalidArgument,
            $"'{item}' has no ImageId.",
            item.ToString(),
            "Pipe image scores, measurements, zero-Dice cases or lesions, or objects with Run and ImageId."
        );
}
