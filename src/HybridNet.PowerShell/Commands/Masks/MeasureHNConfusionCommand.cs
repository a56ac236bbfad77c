using System.Management.Automation;
using HybridNet.Metrics;
using HybridNet.PowerShell.Values;

namespace HybridNet.PowerShell.Commands;

/// <summary>
/// Emits what each class of lesion was called by the prediction: pixels, and the missed lesions that lie under another name.
/// </summary>
[Cmdlet(VerbsDiagnostic.Measure, "HNConfusion", DefaultParameterSetName = ByPath)]
[OutputType(typeof(ClassConfusion))]
[Idle(nameof(ImagePath), Because = NothingDrawn)]
public sealed class MeasureHNConfusionCommand : MaskInputCommand
{
    private readonly List<(string Family, ImageCase Work)> _images = [];

    /// <summary>Class numbers of label maps.</summary>
    [Parameter(
        HelpMessage = "Class numbers of label maps, where one file holds all classes; the classes come from names or runs "
            + "when left out."
    )]
    [ValidateNotNullOrEmpty]
    public long[]? ClassNumber { get; set; }

    /// <summary>Names of these numbers.</summary>
    [Parameter(HelpMessage = "With -ClassNumber: the names of these classes, in the same order.")]
    [ValidateNotNullOrEmpty]
    public string[]? ClassName { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        if (LabelClasses.Mismatch(ClassNumber, ClassName) is { } fault)
            Fail(fault);
    }

    private protected override void ProcessImages(Run? run, IReadOnlyList<ImageCase> images)
    {
        string family = run?.Path ?? "";
        foreach (ImageCase image in images)
            if (ClassNumber is null)
                _images.Add((family, image with { Class = image.Class ?? run?.Class ?? run?.Lesion }));
            else
                _images.AddRange(LabelClasses.Of(image, ClassNumber, ClassName).Select(work => (family, work)));
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        base.EndProcessing();
        foreach (IGrouping<string, ImageCase> family in _images.GroupBy(entry => entry.Family, entry => entry.Work))
            TryItem(() => Measure([.. family]));
    }

    private static bool IsAbsent(string code, IEnumerable<ClassConfusion> rows) =>
        rows.Where(row => row.GroundTruth == code || row.Predicted == code).All(row => row.Pixels == 0);

    private void Measure(IReadOnlyList<ImageCase> works)
    {
        string[] classes = [.. works.Select(work => work.Class).OfType<string>().Distinct(StringComparer.OrdinalIgnoreCase)];
        if (classes.Length < 2)
            throw new InputException(
                InputError.InvalidArgument,
                $"{works.Count} images have {classes.Length} class: a confusion needs two.",
                works[0].ImageId,
                "Pipe the runs of all classes, leave -Lesion out, or give -ClassNumber for label maps."
            );
        IReadOnlyList<ImageCase?>[] images =
        [
            .. works
                .GroupBy(work => work.ImageId, StringComparer.Ordinal)
                .Select(image =>
                    (IReadOnlyList<ImageCase?>)
                        [
                            .. classes.Select(code =>
                                image.FirstOrDefault(work => code.Equals(work.Class, StringComparison.OrdinalIgnoreCase))
                            ),
                        ]
                ),
        ];
        var sums = new ClassConfusions(classes);
        using var progress = new ProgressMeter(this, 1, "Comparing classes", images.Length);
        int done = 0;
        foreach (
            (IReadOnlyList<ImageCase?> image, ImageConfusion? confusion, InputException? fault) in OrderedParallel.Run(
                images,
                ThrottleLimit,
                (item, stop) => ClassConfusions.Count(Adapters.Images, item, stop),
                CancelToken
            )
        )
        {
            progress.Report(++done, image.OfType<ImageCase>().First().ImageId);
            if (fault is not null)
                Report(Errors.From(fault));
            else
                sums.Add(confusion!);
        }
        string name = string.Join(", ", works.Select(work => work.Run).Distinct());
        ClassConfusion[] rows = [.. sums.Rows(name)];
        foreach (string absent in classes.Where(code => IsAbsent(code, rows)))
            WriteWarning(
                $"Class {absent} is in no reference and in no prediction: its figures are zeros"
                    + (ClassNumber is null ? "." : ", and -ClassNumber may name a number that these files do not have.")
            );
        WriteObject(rows, enumerateCollection: true);
    }
}
