using HybridNet.Causes;
using HybridNet.Lesions;
using HybridNet.Metrics;

namespace HybridNet.PowerShell.Commands;

/// <summary>A cmdlet that measures what lesions look like, in the maps, photographs and other masks behind them.</summary>
public abstract class AttributedLesionCommand : MaskInputCommand
{
    /// <summary>The lesions of images with their attributes; what was missing is said once, after the last image.</summary>
    /// <param name="images">The images.</param>
    /// <param name="options">What is a lesion, and when it is found.</param>
    /// <param name="strata">Bins of lesion size.</param>
    /// <param name="input">Photographs and structures.</param>
    private protected IEnumerable<Lesion> Measured(
        IReadOnlyList<ImageCase> images,
        MeasurementOptions options,
        SizeStrata strata,
        AttributeInput input
    )
    {
        using var progress = new ProgressMeter(this, 1, "Measuring lesions", images.Count);
        int done = 0;
        foreach (
            ImageOutcome<ImageLesions> outcome in AttributedLesions.Read(
                images,
                Adapters.Images,
                options,
                strata,
                input.Sources,
                ThrottleLimit,
                CancelToken
            )
        )
        {
            progress.Report(++done, outcome.Work.ImageId);
            if (!Succeeded(outcome, out ImageLesions image))
                continue;
            input.Count(image);
            foreach (Lesion lesion in image.Lesions)
                yield return lesion;
        }
        foreach (string warning in input.Warnings())
            WriteWarning(warning);
    }
}
