using System.Management.Automation;
using HybridNet.Ports;

namespace HybridNet.PowerShell.Commands;

/// <summary>Writes a complete synthetic run and emits it.</summary>
[Cmdlet(VerbsCommon.New, "HNSampleRun", SupportsShouldProcess = true)]
[OutputType(typeof(Run))]
public sealed class NewHNSampleRunCommand : HNCommand
{
    /// <summary>Folder to write.</summary>
    [Parameter(
        Mandatory = true,
        Position = 0,
        ValueFromPipeline = true,
        ValueFromPipelineByPropertyName = true,
        HelpMessage = "Folder of the new run; it must not exist yet, unless -Force replaces an earlier one."
    )]
    [ValidateNotNullOrEmpty]
    public string[] Path { get; set; } = [];

    /// <summary>Number of test images.</summary>
    [Parameter(HelpMessage = "Images in the test split; 24 when left out.")]
    [ValidateRange(1, 100_000)]
    public int Images { get; set; } = 24;

    /// <summary>Side of the images.</summary>
    [Parameter(HelpMessage = "Side of the images in pixels; 512 when left out.")]
    [ValidateRange(16, 8192)]
    public int Size { get; set; } = 512;

    /// <summary>Seed.</summary>
    [Parameter(HelpMessage = "Seed of the drawing: the same seed gives the same bytes.")]
    public ulong Seed { get; set; } = 1;

    /// <summary>Planted faults.</summary>
    [Parameter(HelpMessage = "Faults to plant, for Test-HNRun to find; none when left out.")]
    public SampleFaults Fault { get; set; }

    /// <summary>Planted reasons of failure.</summary>
    [Parameter(
        HelpMessage = "Reasons for which the model fails or the reference is wrong, for Find-HNCause to find; none when left out."
    )]
    public SampleCauses Cause { get; set; }

    /// <summary>How strongly the causes act.</summary>
    [Parameter(HelpMessage = "Share of the affected lesions on which a cause acts, above 0 and up to 1; 0.8 when left out.")]
    [ValidateRange(0.01, 1.0)]
    public double CauseStrength { get; set; } = 0.8;

    /// <summary>Lesion code.</summary>
    [Parameter(HelpMessage = "Lesion code of the run: EX (the default), HE, MA or SE.")]
    [ValidateSet("EX", "HE", "MA", "SE")]
    public string Lesion { get; set; } = "EX";

    /// <summary>Number of readers.</summary>
    [Parameter(
        HelpMessage = "Readers whose masks are written besides the reference, as readers/Reader1 ...; none when left out."
    )]
    [ValidateRange(0, 20)]
    public int Reader { get; set; }

    /// <summary>Replace a synthetic run.</summary>
    [Parameter(HelpMessage = "Replace a run that this command wrote before. Any other folder is never touched.")]
    public SwitchParameter Force { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (string path in Path)
        {
            string folder = NewPath(path);
            if (!ShouldProcess(folder, $"Write a synthetic run of {Images} images, {Size} x {Size} pixels"))
                continue;
            TryItem(() =>
            {
                using var progress = new ProgressMeter(this, 1, "Drawing images", Images);
                Adapters.Runs.WriteSample(
                    folder,
                    new SampleRunOptions(Images, Size, Seed, Fault)
                    {
                        Causes = Cause,
                        CauseStrength = CauseStrength,
                        Lesion = Lesion.ToUpperInvariant(),
                        Readers = Reader,
                        Force = Force,
                    },
                    done => progress.Report(done, folder),
                    CancelToken
                );
                WriteObject(Adapters.Runs.Read(folder, new RunReadOptions(), CancelToken));
            });
        }
    }
}
