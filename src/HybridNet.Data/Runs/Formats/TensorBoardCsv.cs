using System.Text.RegularExpressions;

namespace HybridNet.Data.Runs.Formats;

/// <summary>TensorBoard: scalars that were downloaded, one file a tag, run-RUN-tag-TAG.csv with Wall time, Step, Value.</summary>
/// <remarks>
/// Keras writes the training and the validation as two runs with the same tags (run-train-tag-epoch_loss,
/// run-validation-tag-epoch_loss): the last word of a run is a phase then, and belongs to the tag.
/// </remarks>
internal sealed partial class TensorBoardCsv : EpochFormat
{
    public override string Name => "TensorBoard";

    public override bool IsFolder => true;

    public override bool Recognises(FileHead head) => head.Names.SequenceEqual(["wall_time", "step", "value"]);

    public override EpochLog Read(FileHead head, ReadContext context)
    {
        var join = new StepJoin();
        var runs = new SortedSet<string>(StringComparer.Ordinal);
        foreach (string file in Directory.EnumerateFiles(head.Folder, "*.csv").Order(StringComparer.Ordinal))
        {
            if (!Recognises(new FileHead(file)))
                continue;
            (string? run, string tag) = Named(Path.GetFileNameWithoutExtension(file));
            if (run is not null && runs.Add(run) && runs.Count > 1)
                throw new InputException(
                    InputError.SeveralRuns,
                    $"{head.Folder} holds scalars of several runs: {string.Join(", ", runs)}.",
                    head.Folder,
                    "Put the files of each run into a folder of its own."
                );
            using var table = new CsvTable(file, context.Table, context.Notes);
            (int step, int value) = (table.Need("Step"), table.Need("Value"));
            while (table.Read())
                join.Add(tag, table.Text(step), table.Text(value));
        }
        return join.Log(head.Folder);
    }

    /// <summary>The run, where the name has one, and the tag with its phase.</summary>
    internal static (string? Run, string Tag) Named(string stem)
    {
        if (FileName().Match(stem) is not { Success: true } found)
            return (null, stem.StartsWith("run-", StringComparison.Ordinal) ? stem[4..] : stem);
        (string run, string tag) = (found.Groups[1].Value, found.Groups[2].Value);
        int last = run.LastIndexOfAny(['_', '-', '.']) + 1;
        return ColumnNames.Usual.RoleOf("phase", run[last..]) is { } phase
            ? (run[..last].TrimEnd('_', '-', '.'), $"{phase}/{tag}")
            : (run, tag);
    }

    [GeneratedRegex("^(?:run-)?(.*?)-?tag-(.+)$")]
    private static partial Regex FileName();
}
