using HybridNet.Runs.Columns;
using Microsoft.Data.Sqlite;

namespace HybridNet.Data.Storage;

/// <summary>Writes and reads the tables of a run.</summary>
internal static class RunTables
{
    private const string ScoreColumns =
        "ordinal, rank, dice, iou, precision, recall, pearson, gt_pixels, pred_pixels, total_pixels, band, state, other, "
        + "class, tp, fp, fn, marks_nothing, predicts_nothing, printed";

    /// <summary>Writes every table of a run that is new.</summary>
    public static void Write(SqliteConnection connection, long run, RunLog log, CancellationToken cancel)
    {
        using var images = new ImageTable(connection);
        Each(
            "score",
            ["run_id", "image_id", .. ScoreColumns.Split(", ")],
            log.Scores,
            (insert, score, i) =>
                insert.Run(
                    run,
                    images[score.ImageId],
                    i,
                    score.Rank,
                    score.Dice,
                    score.Iou,
                    score.Precision,
                    score.Recall,
                    score.Pearson,
                    score.GtPixels,
                    score.PredPixels,
                    score.TotalPixels,
                    score.Band,
                    score.State,
                    score.Other is null ? null : StoredJson.Write(score.Other),
                    score.Class,
                    score.Tp,
                    score.Fp,
                    score.Fn,
                    score.MarksNothing,
                    score.PredictsNothing,
                    score.Printed.Packed is 0 ? null : score.Printed.Packed
                )
        );
        Each(
            "epoch",
            [
                "run_id",
                "ordinal",
                "number",
                "train_loss",
                "val_loss",
                "train_dice",
                "val_dice",
                "train_iou",
                "val_iou",
                "train_pearson",
                "val_pearson",
                "since_best_dice",
                "since_best_loss",
                "other",
                "class",
            ],
            log.Epochs,
            (insert, epoch, i) =>
                insert.Run(
                    run,
                    i,
                    epoch.Number,
                    epoch.TrainLoss,
                    epoch.ValLoss,
                    epoch.TrainDice,
                    epoch.ValDice,
                    epoch.TrainIou,
                    epoch.ValIou,
                    epoch.TrainPearson,
                    epoch.ValPearson,
                    epoch.SinceBestDice,
                    epoch.SinceBestLoss,
                    epoch.Other is null ? null : StoredJson.Write(epoch.Other),
                    epoch.Class
                )
        );
        Each(
            "split_group",
            ["run_id", "ordinal", "name", "class", "images", "positives", "rate"],
            log.Splits,
            (insert, group, i) => insert.Run(run, i, group.Name, group.Class, group.Images, group.Positives, group.Rate)
        );
        Each(
            "split_assignment",
            ["run_id", "ordinal", "image_id", "split"],
            log.Assignments,
            (insert, row, i) => insert.Run(run, i, images[row.ImageId], row.Split)
        );
        Each(
            "recorded_zero_dice",
            ["run_id", "ordinal", "image_id", "zero_dice_case", "gt_pixels", "pred_pixels"],
            log.ZeroDice,
            (insert, row, i) => insert.Run(run, i, images[row.ImageId], row.Case, row.GtPixels, row.PredPixels)
        );

        void Each<T>(string table, string[] columns, IReadOnlyList<T> rows, Action<Statement, T, int> write)
        {
            if (rows.Count == 0)
                return;
            using Statement insert = Statement.Insert(connection, table, columns);
            for (int i = 0; i < rows.Count; i++)
            {
                if ((i & 0xFF) == 0)
                    cancel.ThrowIfCancellationRequested();
                write(insert, rows[i], i);
            }
        }
    }

    public static IReadOnlyList<ImageScore> Scores(SqliteConnection connection, long run, string name, RunCell cell)
    {
        using var select = new Statement(
            connection,
            $"SELECT name, {ScoreColumns} FROM score JOIN image ON image.id = image_id WHERE run_id = $1 ORDER BY ordinal",
            1
        );
        var rows = new ScoreRows(name, new Origin(cell));
        foreach (Row row in select.Rows(run))
            rows.Add(Score(row, name, default));
        return rows;
    }

    /// <summary>The rows of one image by the number of their run; their run's name is left open.</summary>
    public static Dictionary<long, ImageScore> OfImage(SqliteConnection connection, string imageId)
    {
        using var select = new Statement(
            connection,
            $"SELECT run_id, name, {ScoreColumns} FROM image JOIN score ON image.id = image_id WHERE image.name = $1",
            1
        );
        var found = new Dictionary<long, ImageScore>();
        foreach (Row row in select.Rows(imageId))
            found.Add(row.Whole("run_id"), Score(row, "", default));
        return found;
    }

    public static IReadOnlyList<Epoch> Epochs(SqliteConnection connection, long run, string name, RunCell cell) =>
        Read(
            connection,
            "SELECT number, train_loss, val_loss, train_dice, val_dice, train_iou, val_iou, train_pearson, "
                + "val_pearson, since_best_dice, since_best_loss, other, class FROM epoch WHERE run_id = $1 ORDER BY ordinal",
            run,
            row => new Epoch
            {
                Run = name,
                Number = row.Int("number"),
                TrainLoss = row.Number("train_loss"),
                ValLoss = row.Number("val_loss"),
                TrainDice = row.Number("train_dice"),
                ValDice = row.Number("val_dice"),
                TrainIou = row.Number("train_iou"),
                ValIou = row.Number("val_iou"),
                TrainPearson = row.Number("train_pearson"),
                ValPearson = row.Number("val_pearson"),
                SinceBestDice = row.Int("since_best_dice"),
                SinceBestLoss = row.Int("since_best_loss"),
                Other = row.TextOrNull("other") is { } other ? StoredJson.Read<Dictionary<string, double>>(other) : null,
                Class = row.TextOrNull("class"),
                Origin = new(cell),
            }
        );

    public static IReadOnlyList<SplitGroup> Splits(SqliteConnection connection, long run, string name, RunCell cell) =>
        Read(
            connection,
            "SELECT name, class, images, positives, rate FROM split_group WHERE run_id = $1 ORDER BY ordinal",
            run,
            row => new SplitGroup(
                name,
                row.Text("name"),
                row.TextOrNull("class"),
                row.Int("images"),
                row.Int("positives"),
                row.Number("rate")
            )
            {
                Origin = new(cell),
            }
        );

    public static IReadOnlyList<SplitAssignment> Assignments(SqliteConnection connection, long run) =>
        Read(
            connection,
            "SELECT name, split FROM split_assignment JOIN image ON image.id = image_id WHERE run_id = $1 ORDER BY ordinal",
            run,
            row => new SplitAssignment(row.Text("name"), row.Text("split"))
        );

    public static IReadOnlyList<RecordedZeroDice> ZeroDice(SqliteConnection connection, long run) =>
        Read(
            connection,
            "SELECT name, zero_dice_case, gt_pixels, pred_pixels FROM recorded_zero_dice JOIN image ON image.id = "
                + "image_id WHERE run_id = $1 ORDER BY ordinal",
            run,
            row => new RecordedZeroDice(
                row.Text("name"),
                row.Name<ZeroDiceCase>("zero_dice_case"),
                row.Whole("gt_pixels"),
                row.Whole("pred_pixels")
            )
        );

    private static ImageScore Score(Row row, string run, Origin origin) =>
        new()
        {
            Run = run,
            ImageId = row.Text("name"),
            Rank = row.Int("rank"),
            Dice = row.Number("dice"),
            Iou = row.Number("iou"),
            Precision = row.Number("precision"),
            Recall = row.Number("recall"),
            Pearson = row.Number("pearson"),
            GtPixels = row.WholeOrNull("gt_pixels"),
            PredPixels = row.WholeOrNull("pred_pixels"),
            TotalPixels = row.WholeOrNull("total_pixels"),
            Band = row.Name<ScoreBand>("band"),
            State = row.Name<MetricState>("state"),
            Other = row.TextOrNull("other") is { } other ? StoredJson.Read<Dictionary<string, string>>(other) : null,
            Class = row.TextOrNull("class"),
            Counts = Counts(row.WholeOrNull("tp"), row.WholeOrNull("fp"), row.WholeOrNull("fn")),
            MarksNothing = row.FlagOrNull("marks_nothing"),
            PredictsNothing = row.FlagOrNull("predicts_nothing"),
            Printed = PrintedScores.Unpack(row.WholeOrNull("printed") ?? 0),
            Origin = origin,
        };

    private static RecordedCounts? Counts(long? tp, long? fp, long? fn) =>
        tp is { } both && fp is { } predicted && fn is { } marked ? new(both, predicted, marked) : null;

    private delegate T RowReader<T>(Row row);

    private static List<T> Read<T>(SqliteConnection connection, string text, long run, RowReader<T> read)
    {
        using var select = new Statement(connection, text, 1);
        var rows = new List<T>();
        foreach (Row row in select.Rows(run))
            rows.Add(read(row));
        return rows;
    }
}
