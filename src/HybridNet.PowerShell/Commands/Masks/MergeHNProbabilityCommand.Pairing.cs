using HybridNet.Ensembling;
using HybridNet.Pairing;

namespace HybridNet.PowerShell.Commands;

/// <content>Which maps of the members are one image.</content>
public sealed partial class MergeHNProbabilityCommand
{
    /// <summary>The first member's maps with those of the others, and with their references; what does not fit is said.</summary>
    private PairingResult Paired(string[] names, string destination)
    {
        PairingResult paired = MergeCase.Pair(
            _members,
            names,
            new RunFiles
            {
                Output = destination,
                GroundTruth = SidePaths(GroundTruth),
                Regions = SidePath(Region),
                Pairing = new PairingOptions { IdPattern = IdPattern },
            },
            Lesion,
            LeaveOneOut ? MissingGroundTruth : MissingGroundTruth.Empty
        );
        foreach (string sentence in paired.Warnings)
            WriteWarning(sentence);
        if (paired.SideFault is not null)
            throw paired.SideFault;
        LeftOutFile[] alone = [.. paired.LeftOut.Where(file => file.Side == ImageSide.Member && file.IsUnpaired)];
        if (alone.Length > 0)
            Report(
                Errors.From(
                    new InputException(
                        InputError.MissingPrediction,
                        $"{alone.Length} maps of other members have none of their image in {_members[0]} and are not merged. "
                            + $"The first is {alone[0].Path}.",
                        alone[0].Path,
                        "Give every member the same images."
                    )
                )
            );
        return paired;
    }

    /// <summary>Refuses an image before any of its pixels is decoded.</summary>
    private MergeCase Checked(MergeCase work)
    {
        foreach (string path in new[] { work.Path, work.DisagreementPath }.OfType<string>())
        foreach (string existing in new[] { path + ".png", path + ".npy" })
            AtomicFile.RequireFree(existing, Force);
        return work;
    }
}
