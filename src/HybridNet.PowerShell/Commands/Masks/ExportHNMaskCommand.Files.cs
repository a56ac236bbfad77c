using System.Management.Automation;
using HybridNet.Masks.Coco;
using HybridNet.Metrics;
using HybridNet.Pairing;
using HybridNet.PostProcessing;

namespace HybridNet.PowerShell.Commands;

/// <summary>Pairs what is written with what it comes from, and writes it.</summary>
public sealed partial class ExportHNMaskCommand
{
    private void Write(RunFiles files, string? lesion, IReadOnlyList<string>? predictions, Run? run)
    {
        List<ImageCase> images = [];
        PairingResult paired = ImagePairer.Pair(
            new PairingRequest
            {
                Files = files,
                Predictions = predictions,
                Class = lesion,
                InsistOnClass = run is null && lesion is not null,
                Ids = run is null ? [] : [.. run.Log.Scores.Select(score => score.ImageId).Distinct(StringComparer.Ordinal)],
                MissingGroundTruth = MissingGroundTruth.Empty,
                Threshold = run?.Threshold,
            }
        );
        foreach (string sentence in paired.Warnings)
            WriteWarning(sentence);
        if (paired.SideFault is not null)
            throw paired.SideFault;
        foreach (ImageCases.Entry entry in ImageCases.Entries(paired))
        {
            if (entry.Fault is not null)
                Report(Errors.From(entry.Fault));
            else if (TryItem(() => Target(entry.Work!), out ImageCase image))
                images.Add(image);
        }
        var steps = new PostProcess
        {
            Open = Open,
            Close = Close,
            Element = Element,
            FillHole = FillHole,
            MinimumArea = MinimumArea,
            MaximumArea = MaximumArea,
            LargestOnly = LargestOnly,
        };
        WriteVerbose(
            $"{images.Count} masks to {_destination}: "
                + $"{(Threshold is { } threshold ? InvariantText.Invariant($"threshold {threshold}, then ") : "")}{steps}."
        );
        if (Format == MaskFormat.Coco)
        {
            WriteCoco(images, steps, run?.Lesion ?? lesion ?? "lesion");
            return;
        }
        var notes = new NoteCollector();
        using var progress = new ProgressMeter(this, 1, "Writing masks", images.Count);
        int done = 0;
        // What -WhatIf or a prompt refuses is asked before the work is handed to other threads.
        IEnumerable<ImageCase> agreed = images.Where(image => ShouldProcess(_written[image.ImageId], "Write mask")).ToArray();
        foreach (
            ImageOutcome<string> outcome in MaskMeasurements.Each(
                agreed,
                Adapters.Images,
                withMap: false,
                ThrottleLimit,
                (work, masks, _) => One(work, masks, steps),
                CancelToken
            )
        )
        {
            progress.Report(++done, outcome.Work.ImageId);
            notes.Add(outcome.Notes);
            if (outcome.Fault is not null)
                Report(Errors.From(outcome.Fault));
            else if (PassThru)
                WriteFile(outcome.Result!);
        }
        Say(notes);
    }

    private void Say(NoteCollector notes)
    {
        foreach (string sentence in notes.Sentences())
            WriteWarning(sentence);
    }

    /// <summary>Writes all masks into one COCO file.</summary>
    private void WriteCoco(List<ImageCase> images, PostProcess steps, string category)
    {
        string path = _destination.EndsWith(".json", StringComparison.OrdinalIgnoreCase)
            ? _destination
            : System.IO.Path.Combine(_destination, "masks.json");
        AtomicFile.RequireFree(path, Force);
        if (!ShouldProcess(path, $"Write {images.Count} masks"))
            return;
        var coco = new CocoWriter(category);
        var notes = new NoteCollector();
        using var progress = new ProgressMeter(this, 1, "Drawing masks", images.Count);
        int done = 0;
        foreach (
            ImageOutcome<Masks.Mask> outcome in MaskMeasurements.Each(
                images,
                Adapters.Images,
                withMap: false,
                ThrottleLimit,
                (_, masks, _) => steps.Apply(masks.Pred, masks.Region),
                CancelToken
            )
        )
        {
            progress.Report(++done, outcome.Work.ImageId);
            notes.Add(outcome.Notes);
            if (outcome.Fault is not null)
                Report(Errors.From(outcome.Fault));
            if (outcome.Result is not { } mask)
                continue;
            using (mask)
                coco.Add(outcome.Work.ImageId + ".png", mask);
        }
        Say(notes);
        AtomicFile.MakeFolder(System.IO.Path.GetDirectoryName(path)!);
        AtomicFile.Write(path, coco.ToJson(), Force);
        if (PassThru)
            WriteFile(path);
    }

    private string One(ImageCase work, ImageMasks masks, PostProcess steps)
    {
        using Masks.Mask mask = steps.Apply(masks.Pred, masks.Region);
        string path = _written[work.ImageId];
        Adapters.Images.WriteMask(path, mask, Force);
        return path;
    }

    /// <summary>Decides where the mask of a prediction goes, before any pixel is decoded.</summary>
    private ImageCase Target(ImageCase work)
    {
        string source = work.Prediction ?? work.Probability!;
        string path = System.IO.Path.Combine(_destination, System.IO.Path.GetFileNameWithoutExtension(source) + ".png");
        if (Threshold is not null && work.Probability is null)
            throw ImageMasks.MissingMap(work.ImageId, "A threshold");
        if (Format == MaskFormat.Png)
            AtomicFile.RequireFree(path, Force);
        if (_written.TryGetValue(work.ImageId, out string? other))
            throw new InputException(
                InputError.AmbiguousImage,
                $"{source} and an earlier file are both image {work.ImageId}: {other} would be written twice.",
                source,
                "Export one run or folder into one destination."
            );
        _written[work.ImageId] = path;
        return Threshold is { } threshold ? work with { Prediction = null, Threshold = threshold } : work;
    }
}
