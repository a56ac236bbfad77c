using System.Text.Json;

namespace HybridNet.Data.Runs.Formats;

/// <summary>MMSegmentation 1.x: scalars.json, one object a line; figures of a validation are per cent and count by
/// step.</summary>
/// <remarks>mIoU and mDice are means with the background, so they keep their names. Source: open-mmlab/mmengine
/// vis_backend.py.</remarks>
internal sealed class MmSegScalars : EpochFormat
{
    private static readonly HashSet<string> s_perCent =
    [
        "aAcc",
        "mIoU",
        "mAcc",
        "mDice",
        "mFscore",
        "mPrecision",
        "mRecall",
        "decode.acc_seg",
    ];

    public override string Name => "MMSegmentation";

    public override bool Recognises(FileHead head) =>
        head.IsJsonLines
        && head.HasKey("step")
        && (head.HasKey("mIoU") || head.HasKey("decode.acc_seg") || head.HasKey("mDice"))
        && !head.HasKey("mode");

    public override EpochLog Read(FileHead head, ReadContext context)
    {
        var log = new EpochLog(head.Path) { Axis = EpochAxis.Step, PerCent = s_perCent };
        foreach (JsonDocument line in LenientJson.Lines(head.Path, context.Notes))
        {
            var cells = new Dictionary<string, string>();
            JsonRows.Flatten(line.RootElement, head.Path, cells);
            bool validation = cells.ContainsKey("mIoU") || cells.ContainsKey("mDice") || cells.ContainsKey("mAcc");
            if (validation)
                cells[EpochLog.Validated] = "1";
            log.Rows.Add(new EpochRow(cells));
        }
        return log;
    }
}

/// <summary>MMSegmentation 0.x: TIME.log.json, rows of mode train and val; the iter of a val row counts images.</summary>
internal sealed class MmSegLog : EpochFormat
{
    public override string Name => "MMSegmentation 0.x";

    public override bool Recognises(FileHead head) => head.IsJsonLines && head.HasKey("mode") && head.HasKey("iter");

    public override EpochLog Read(FileHead head, ReadContext context)
    {
        var log = new EpochLog(head.Path) { Axis = EpochAxis.Step };
        string step = "0";
        foreach (JsonDocument line in LenientJson.Lines(head.Path, context.Notes))
        {
            var all = new Dictionary<string, string>();
            JsonRows.Flatten(line.RootElement, head.Path, all);
            if (!all.Remove("mode", out string? mode))
                continue;
            bool validation = mode == "val";
            if (!validation)
                step = all.GetValueOrDefault("iter", step);
            var cells = new Dictionary<string, string> { ["step"] = step };
            foreach ((string name, string value) in all)
                if (name is not ("iter" or "epoch"))
                    cells[name] = value;
            if (validation)
                cells[EpochLog.Validated] = "1";
            log.Rows.Add(new EpochRow(cells));
        }
        return log;
    }
}

/// <summary>Detectron2: metrics.json, one object a line, counted by iteration; figures of an evaluation are per cent.</summary>
/// <remarks>Source: facebookresearch/detectron2 utils/events.py, evaluation/sem_seg_evaluation.py.</remarks>
internal sealed class Detectron2Log : EpochFormat
{
    private const string Semantic = "sem_seg/",
        Instances = "segm/";

    public override string Name => "Detectron2";

    public override bool Recognises(FileHead head) =>
        head.IsJsonLines && head.HasKey("iteration") && (head.HasKey("total_loss") || head.HasKey("sem_seg/mIoU"));

    public override EpochLog Read(FileHead head, ReadContext context)
    {
        var rows = new List<EpochRow>();
        var perCent = new HashSet<string>();
        foreach (JsonDocument line in LenientJson.Lines(head.Path, context.Notes))
        {
            var all = new Dictionary<string, string>();
            JsonRows.Flatten(line.RootElement, head.Path, all);
            var cells = new Dictionary<string, string>();
            foreach ((string name, string value) in all)
            {
                bool evaluated =
                    name.StartsWith(Semantic, StringComparison.Ordinal) || name.StartsWith(Instances, StringComparison.Ordinal);
                string shown = evaluated
                    ? "val/" + (name.StartsWith(Semantic, StringComparison.Ordinal) ? name[Semantic.Length..] : name)
                    : name;
                cells[shown] = value;
                if (evaluated)
                    perCent.Add(shown);
            }
            rows.Add(new EpochRow(cells));
        }
        var log = new EpochLog(head.Path) { Axis = EpochAxis.Step, PerCent = perCent };
        log.Rows.AddRange(rows);
        return log;
    }
}
