using System.Management.Automation;
using HybridNet.Lesions;
using HybridNet.Metrics;
using HybridNet.Pairing;
using HybridNet.PowerShell.Values;
using HybridNet.Readers;

namespace HybridNet.PowerShell.Commands;

/// <summary>Says how well readers agree, how the model compares with them, and what one pixel of outline costs.</summary>
[Cmdlet(VerbsDiagnostic.Measure, "HNReader", DefaultParameterSetName = ByPath)]
[OutputType(typeof(ReaderAgreement))]
[Idle(nameof(ImagePath), Because = NothingDrawn)]
public sealed class MeasureHNReaderCommand : MaskInputCommand
{
    /// <summary>Folders of the readers.</summary>
    [Parameter(
        HelpMessage = "Folders of masks of further readers, one folder each; the reference is a reader too. Without "
            + "any, only the outlines are measured."
    )]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[] Reader { get; set; } = [];

    /// <summary>What the id in a reader's mask's name is.</summary>
    [Parameter(
        HelpMessage = "With -Reader: regular expression that takes the image's id out of the name of a reader's mask: its "
            + "group 'id', else its first group, else the match."
    )]
    [ValidateNotNullOrEmpty]
    [Idle(Without = nameof(Reader))]
    public string? ReaderIdPattern { get; set; }

    /// <summary>Limits of the size strata.</summary>
    [Parameter(HelpMessage = "Pixels at which the size strata begin; 10, 50, 200, 1000 when left out.")]
    [ValidateNotNullOrEmpty]
    public long[] SizeLimit { get; set; } = [10, 50, 200, 1000];

    private protected override IReadOnlyList<Companion> Companions() => CompanionsOf(ImageSide.Reader, Reader);

    private protected override PairingOptions CompanionOptions(PairingOptions options) =>
        options with
        {
            ReaderIdPattern = ReaderIdPattern,
        };

    private protected override void ProcessImages(Run? run, IReadOnlyList<ImageCase> images)
    {
        SizeStrata strata = SizeStrata.Parse(SizeLimit);
        string[] folders = [.. images.SelectMany(image => image.Readers.Keys).Distinct()];
        if (folders.Length >= Staple.MostReaders)
            throw new InputException(
                InputError.InvalidArgument,
                $"{folders.Length} folders of readers are too many.",
                null,
                $"Give at most {Staple.MostReaders - 1}."
            );
        List<ImageReaders> counted =
        [
            .. Results(
                    ReaderRunner.Read(images, Adapters.Images, folders, ThrottleLimit, CancelToken),
                    "Comparing readers",
                    images.Count
                )
                .Select(image => image.Result),
        ];
        if (counted.Count == 0)
            return;
        string[] names = folders.Length == 0 ? [] : ["reference", .. folders];
        foreach (ReaderAgreement row in ReaderRunner.Rows(run?.Name ?? "", names, counted, strata))
            WriteObject(row with { Origin = new Origin(run) });
    }
}
