using HybridNet.Lesions;
using HybridNet.Masks;
using HybridNet.Metrics;
using HybridNet.Ports;
using HybridNet.Statistics;

namespace HybridNet.Readers;

/// <summary>What one image says about its readers.</summary>
/// <param name="Rest">Dice of each reader against the majority of the others.</param>
/// <param name="RestStaple">Dice of each reader against the consensus of STAPLE over all.</param>
/// <param name="Quality">Sensitivity and specificity of each reader by STAPLE.</param>
/// <param name="Model">Dice of the model against the majority.</param>
/// <param name="ModelStaple">Dice of the model against the consensus of STAPLE.</param>
/// <param name="Outlines">For each lesion of the reference: its size, and its Dice grown and shrunk by one pixel.</param>
internal sealed record ImageReaders(
    double[] Rest,
    double[] RestStaple,
    ReaderQuality[] Quality,
    double Model,
    double ModelStaple,
    IReadOnlyList<(long Area, double Grown, double Shrunk)> Outlines
);

/// <summary>Compares the readers of many images, side by side and in order.</summary>
internal static class ReaderRunner
{
    /// <summary>The agreement in each image.</summary>
    /// <param name="images">The images.</param>
    /// <param name="reader">Decodes files.</param>
    /// <param name="readers">Names of the readers, each with a mask of every image.</param>
    /// <param name="workers">Images at a time.</param>
    /// <param name="cancel">Stops the work.</param>
    public static IEnumerable<ImageOutcome<ImageReaders>> Read(
        IEnumerable<ImageCase> images,
        IImageFiles reader,
        IReadOnlyList<string> readers,
        int workers,
        CancellationToken cancel
    ) =>
        MaskMeasurements.Each(
            images,
            reader,
            false,
            workers,
            (work, masks, stop) => Compare(work, masks, reader, readers, stop),
            cancel
        );

    /// <summary>The agreement in one image whose files are open.</summary>
    internal static ImageReaders Compare(
        ImageCase work,
        ImageMasks masks,
        IImageFiles reader,
        IReadOnlyList<string> readers,
        CancellationToken stop
    )
    {
        var opened = new List<Mask>();
        try
        {
            // The reference is one of the readers.
            if (readers.Count > 0)
                opened.Add(masks.GtInside.Clone());
            foreach (string name in readers)
            {
                string path =
                    work.Readers.GetValueOrDefault(name)
                    ?? throw new InputException(
                        InputError.MissingGroundTruth,
                        $"Reader {name} has no mask of image {work.ImageId}.",
                        work.ImageId,
                        "Give only folders that have every image, or leave these images out."
                    );
                Mask mask = reader.ReadMask(path, stop).Mask;
                opened.Add(mask);
                ReferenceMask.RequireSameSize(masks.Gt, work.ImageId, mask, path);
                if (masks.Region is { } region)
                    for (int w = 0; w < mask.Words.Length; w++)
                        mask.Words[w] &= region.Words[w];
            }
            return Compare(opened, masks.GtInside, masks.PredInside);
        }
        finally
        {
            opened.ForEach(mask => mask.Dispose());
        }
    }

    /// <summary>The rows of a run: each reader, the model, and the outlines by size.</summary>
    /// <param name="run">Name of the run.</param>
    /// <param name="names">Names of the readers, the reference first; empty without readers.</param>
    /// <param name="images">What the images say.</param>
    /// <param name="strata">Bins of lesion size.</param>
    public static IEnumerable<ReaderAgreement> Rows(
        string run,
        IReadOnlyList<string> names,
        IReadOnlyList<ImageReaders> images,
        SizeStrata strata
    )
    {
        var readers = new List<ReaderAgreement>();
        for (int r = 0; r < names.Count; r++)
        {
            int own = r;
            readers.Add(
                new ReaderAgreement
                {
                    Run = run,
                    Role = ReaderRole.Reader,
                    Name = names[r],
                }.With([.. images.Select(image => image.Rest[own])], [.. images.Select(image => image.RestStaple[own])]) with
                {
                    Sensitivity = Moments.Mean([.. images.Select(image => image.Quality[own].Sensitivity)]),
                    Specificity = Moments.Mean([.. images.Select(image => image.Quality[own].Specificity)]),
                }
            );
        }
        foreach (ReaderAgreement row in readers)
            yield return row;
        if (names.Count > 0)
        {
            ReaderAgreement model = new ReaderAgreement
            {
                Run = run,
                Role = ReaderRole.Model,
                Name = run,
            }.With([.. images.Select(image => image.Model)], [.. images.Select(image => image.ModelStaple)]);
            yield return model with
            {
                ShareOfReaders = model.Dice / readers.Average(row => row.Dice),
            };
        }
        (long Area, double Grown, double Shrunk)[] outlines = [.. images.SelectMany(image => image.Outlines)];
        for (int s = 0; s < strata.Names.Count; s++)
        {
            (long Area, double Grown, double Shrunk)[] own = [.. outlines.Where(item => strata.IndexOf(item.Area) == s)];
            if (own.Length > 0)
                yield return new ReaderAgreement
                {
                    Run = run,
                    Role = ReaderRole.Outline,
                    Name = strata.Names[s],
                }.With([.. own.Select(item => item.Grown)], [.. own.Select(item => item.Shrunk)]);
        }
    }

    internal static ImageReaders Compare(List<Mask> readers, Mask gt, Mask pred)
    {
        var rest = new double[readers.Count];
        var staple = new double[readers.Count];
        double model = double.NaN,
            modelStaple = double.NaN;
        ReaderQuality[] quality = [];
        if (readers.Count > 1)
        {
            var estimate = Staple.Of(Staple.Patterns(readers), readers.Count);
            using Mask consensus = estimate.Consensus(readers),
                majority = Agreement.Majority(readers);
            for (int r = 0; r < readers.Count; r++)
            {
                using Mask others = Agreement.Majority([.. readers.Where((_, i) => i != r)]);
                rest[r] = Agreement.Dice(readers[r], others);
                staple[r] = Agreement.Dice(readers[r], consensus);
            }
            quality = [.. estimate.Readers];
            model = Agreement.Dice(pred, majority);
            modelStaple = Agreement.Dice(pred, consensus);
        }
        return new(rest, staple, quality, model, modelStaple, Outlines(gt));
    }

    /// <summary>
    /// Each lesion alone, grown and shrunk by its 4-neighbours: an outline cannot be told more exactly than by a pixel.
    /// </summary>
    private static List<(long, double, double)> Outlines(Mask gt)
    {
        LesionMap map = LesionMap.Label(gt);
        PixelRun[][] runs = map.RunsByLabel();
        var outlines = new List<(long, double, double)>(map.Count);
        foreach (Component lesion in map.Components)
        {
            using var alone = new Mask(lesion.Right - lesion.Left + 3, lesion.Bottom - lesion.Top + 3);
            foreach (PixelRun run in runs[lesion.Label - 1])
                MaskWords.SetRun(alone.Row(run.Y - lesion.Top + 1), run.Start - lesion.Left + 1, run.End - lesion.Left + 1);
            using Mask grown = Agreement.Grown(alone),
                shrunk = Agreement.Shrunk(alone);
            outlines.Add((lesion.Area, Agreement.Dice(alone, grown), Agreement.Dice(alone, shrunk)));
        }
        return outlines;
    }
}
