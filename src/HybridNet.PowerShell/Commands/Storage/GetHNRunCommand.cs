using System.Management.Automation;
using HybridNet.Ports;
using HybridNet.PowerShell.Completion;

namespace HybridNet.PowerShell.Commands;

/// <summary>Gets stored runs, one image across them, or their measurements and findings.</summary>
[Cmdlet(VerbsCommon.Get, "HNRun", DefaultParameterSetName = ByName)]
[OutputType(typeof(Run), ParameterSetName = [ByName])]
[OutputType(typeof(ImageScore), ParameterSetName = [ByImage])]
[OutputType(typeof(MaskMeasurement), ParameterSetName = [ByMeasurement])]
[OutputType(typeof(Finding), ParameterSetName = [ByFinding])]
public sealed class GetHNRunCommand : StoreCommand
{
    private const string ByName = "Name";
    private const string ByImage = "Image";
    private const string ByMeasurement = "Measurement";
    private const string ByFinding = "Finding";

    /// <summary>Names; wildcards are allowed.</summary>
    [Parameter(
        Position = 0,
        ValueFromPipeline = true,
        ValueFromPipelineByPropertyName = true,
        HelpMessage = "Names of stored runs; wildcards are allowed. All when left out."
    )]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(RunNameCompleter))]
    [ValidateNotNullOrEmpty]
    public string[] Name { get; set; } = ["*"];

    /// <summary>Image ids.</summary>
    [Parameter(
        Mandatory = true,
        ParameterSetName = ByImage,
        HelpMessage = "Emits the scores of these images in every run instead of runs: the history of an image. Wildcards are "
            + "allowed."
    )]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ImageIdCompleter))]
    public string[] ImageId { get; set; } = [];

    /// <summary>Measurements instead of runs.</summary>
    [Parameter(
        Mandatory = true,
        ParameterSetName = ByMeasurement,
        HelpMessage = "Emits the newest saved measurements of the runs instead of the runs."
    )]
    public SwitchParameter Measurement { get; set; }

    /// <summary>Findings instead of runs.</summary>
    [Parameter(
        Mandatory = true,
        ParameterSetName = ByFinding,
        HelpMessage = "Emits the saved findings of the runs instead of the runs."
    )]
    public SwitchParameter Finding { get; set; }

    /// <summary>Older revisions too.</summary>
    [Parameter(HelpMessage = "Older revisions too; only the newest of each run when left out.")]
    public SwitchParameter AllRevision { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord() =>
        TryItem(() =>
        {
            IRunStore? store = Reader();
            IReadOnlyList<StoredRun> stored = Find(
                store is null ? [] : [.. store.List().Where(run => AllRevision || run.Newest)],
                Name
            );
            if (store is null)
                return;
            if (ParameterSetName == ByImage)
            {
                foreach (string id in ImageIds(store))
                    WriteObject(store.History(id, stored), enumerateCollection: true);
                return;
            }
            IReadOnlyList<Run> runs = LoadEach(store, stored);
            switch (ParameterSetName)
            {
                case ByMeasurement:
                    foreach (Run run in runs)
                        TryItem(() => WriteMeasurements(store, run), run.Name);
                    break;
                case ByFinding:
                    foreach (Run run in runs)
                        TryItem(() => WriteObject(store.Findings(run), enumerateCollection: true), run.Name);
                    break;
                default:
                    WriteObject(AllRevision ? runs.Select(Revision) : runs, enumerateCollection: true);
                    break;
            }
        });

    /// <summary>Revisions of one run differ in number and time: the view of this name shows both.</summary>
    private static PSObject Revision(Run run)
    {
        var row = new PSObject(run);
        row.TypeNames.Insert(0, "HybridNet.Run#Revision");
        return row;
    }

    private IEnumerable<string> ImageIds(IRunStore store)
    {
        foreach (string id in ImageId)
        {
            if (!WildcardPattern.ContainsWildcardCharacters(id))
            {
                yield return id;
                continue;
            }
            var pattern = new NamePattern(id);
            foreach (string found in store.ImageIds("").Where(pattern.IsMatch))
                yield return found;
        }
    }

    private void WriteMeasurements(IRunStore store, Run run)
    {
        IReadOnlyList<MeasurementSet> sets = store.Measurements(run);
        if (sets.LastOrDefault(set => set.ShardCount == 1) is { } whole)
            WriteObject(whole.Measurements, enumerateCollection: true);
        else if (sets.Count > 0)
            WriteWarning($"Run {run.Name} has parts of measurements only: put them together with Save-HNRun -Merge.");
    }
}
