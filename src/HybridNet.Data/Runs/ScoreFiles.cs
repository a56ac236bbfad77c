using System.Globalization;
using System.Text;
using System.Text.Json;
using HybridNet.Ports;

namespace HybridNet.Data.Runs;

/// <summary>Writes scores as nnU-Net, grand-challenge.org, panoptica and ranking tools have them.</summary>
/// <remarks>
/// Every form is written as its program writes it, so that the program's own readers, and this module's, take it: bare NaN in
/// the summary of nnU-Net, empty cells in the table of panoptica, null at grand-challenge.org.
/// </remarks>
internal sealed class ScoreFiles
{
    /// <inheritdoc/>
    public void Write(string path, ScoreFileFormat format, IReadOnlyList<ExportedScore> scores, bool overwrite)
    {
        AtomicFile.RequireFree(path, overwrite);
        if (scores.Count == 0)
            throw new InputException(
                InputError.InvalidArgument,
                "There are no scores to write.",
                path,
                "Pipe measurements or image scores."
            );
        if (format != ScoreFileFormat.Long)
            RequireOneRun(path, scores);
        string text = format switch
        {
            ScoreFileFormat.NnUnet => NnUnet(path, scores),
            ScoreFileFormat.GrandChallenge => GrandChallenge(path, scores),
            ScoreFileFormat.Panoptica => Panoptica(scores),
            _ => Long(scores),
        };
        AtomicFile.Write(path, new UTF8Encoding(false).GetBytes(text), overwrite);
    }

    private static void RequireOneRun(string path, IReadOnlyList<ExportedScore> scores)
    {
        string[] runs = [.. scores.Select(score => score.Run).Distinct(StringComparer.Ordinal)];
        if (runs.Length > 1)
            throw new InputException(
                InputError.SeveralRuns,
                $"The scores are of {runs.Length} runs: {string.Join(", ", runs.Take(5))}. This form holds one run.",
                path,
                "Write a file for each run, or all of them with -Format Long."
            );
        (string ImageId, string? Class)[] twice =
        [
            .. scores.GroupBy(score => (score.ImageId, score.Class)).Where(group => group.Count() > 1).Select(group => group.Key),
        ];
        if (twice.Length > 0)
            throw new InputException(
                InputError.DuplicateImageId,
                $"{twice.Length} images come more than once, first {twice[0].ImageId}.",
                twice[0].ImageId,
                "Pipe each image once."
            );
    }

    /// <summary>nnU-Net v2, summary.json. Labels count from 1 in the order of the classes.</summary>
    private static string NnUnet(string path, IReadOnlyList<ExportedScore> scores)
    {
        ExportedScore? uncounted = scores.FirstOrDefault(score => score.Tp is null || score.Fp is null || score.Fn is null);
        if (uncounted is not null)
            throw new InputException(
                InputError.UndefinedValue,
                $"Image {uncounted.ImageId} has no pixel counts, which nnU-Net's summary is made of.",
                path,
                "Pipe measurements (Measure-HNMask), or choose another -Format."
            );
        string[] classes = [.. scores.Select(score => score.Class ?? "").Distinct(StringComparer.Ordinal)];
        var text = new StringBuilder("{\n");
        text.Append("    \"foreground_mean\": ")
            .Append(Means([.. classes.Select(name => MeansOf([.. scores.Where(score => (score.Class ?? "") == name)]))]))
            .Append(",\n");
        text.Append("    \"mean\": {");
        for (int i = 0; i < classes.Length; i++)
            text.Append(i == 0 ? "\n" : ",\n")
                .Append($"        \"{i + 1}\": ")
                .Append(Object(MeansOf([.. scores.Where(score => (score.Class ?? "") == classes[i])])));
        text.Append("\n    },\n    \"metric_per_case\": [");
        bool first = true;
        foreach (IGrouping<string, ExportedScore> image in scores.GroupBy(score => score.ImageId))
        {
            text.Append(first ? "\n" : ",\n").Append("        {\"metrics\": {");
            first = false;
            bool firstLabel = true;
            foreach (ExportedScore score in image)
            {
                text.Append(firstLabel ? "" : ", ")
                    .Append($"\"{Array.IndexOf(classes, score.Class ?? "") + 1}\": ")
                    .Append(Object(Figures(score)));
                firstLabel = false;
            }
            text.Append("}, \"prediction_file\": ").Append(JsonSerializer.Serialize(image.Key + ".png")).Append('}');
        }
        return text.Append("\n    ]\n}\n").ToString();
    }

    /// <summary>The metrics of a case in the order of nnU-Net.</summary>
    private static (string, double)[] Figures(ExportedScore score) =>
        [
            ("Dice", score.Dice),
            ("FN", score.Fn!.Value),
            ("FP", score.Fp!.Value),
            ("IoU", score.Iou),
            ("TN", score.Tn ?? double.NaN),
            ("TP", score.Tp!.Value),
            ("n_pred", score.Tp!.Value + score.Fp!.Value),
            ("n_ref", score.Tp!.Value + score.Fn!.Value),
        ];

    private static (string, double)[] MeansOf(IReadOnlyList<ExportedScore> scores) => Mean([.. scores.Select(Figures)]);

    private static string Means((string, double)[][] figures) => Object(Mean(figures));

    /// <summary>Means that leave NaN out, as numpy.nanmean does for nnU-Net.</summary>
    private static (string, double)[] Mean((string Name, double Value)[][] figures) =>
        [
            .. figures[0]
                .Select(
                    (figure, i) =>
                    {
                        double[] values = [.. figures.Select(row => row[i].Value).Where(value => !double.IsNaN(value))];
                        return (figure.Name, values.Length == 0 ? double.NaN : values.Average());
                    }
                ),
        ];

    private static string Object((string Name, double Value)[] figures) =>
        "{" + string.Join(", ", figures.Select(figure => $"\"{figure.Name}\": {Number(figure.Value, "NaN")}")) + "}";

    /// <summary>grand-challenge.org, metrics.json with flat aggregates.</summary>
    private static string GrandChallenge(string path, IReadOnlyList<ExportedScore> scores)
    {
        if (scores.Any(score => score.Class is not null) && scores.Select(score => score.Class).Distinct().Count() > 1)
            throw new InputException(
                InputError.SeveralRuns,
                "The scores are of several classes; metrics.json of grand-challenge.org holds one row for each image.",
                path,
                "Write a file for each class."
            );
        (string Name, Func<ExportedScore, double> Of)[] metrics =
        [
            ("DiceCoefficient", score => score.Dice),
            ("JaccardCoefficient", score => score.Iou),
            ("Precision", score => score.Precision),
            ("Recall", score => score.Recall),
        ];
        var text = new StringBuilder("{\n  \"case\": {");
        foreach ((string name, Func<ExportedScore, double> of) in metrics)
            Column(name, [.. scores.Select(score => Number(of(score), "null"))], last: false);
        Column("pred_fname", [.. scores.Select(score => JsonSerializer.Serialize(score.ImageId + ".png"))], last: true);
        text.Append("\n  },\n  \"aggregates\": {");
        for (int i = 0; i < metrics.Length; i++)
        {
            double[] values = [.. scores.Select(metrics[i].Of).Where(double.IsFinite)];
            text.Append(i == 0 ? "\n" : ",\n")
                .Append($"    \"{metrics[i].Name}_mean\": ")
                .Append(Number(values.Length == 0 ? double.NaN : values.Average(), "null"));
        }
        return text.Append("\n  }\n}\n").ToString();

        void Column(string name, string[] values, bool last)
        {
            text.Append($"\n    \"{name}\": {{")
                .AppendJoin(", ", values.Select((value, i) => $"\"{i}\": {value}"))
                .Append(last ? "}" : "},");
        }
    }

    /// <summary>panoptica's table: a group for each class, instances counted where the masks were looked at for
    /// lesions.</summary>
    private static string Panoptica(IReadOnlyList<ExportedScore> scores)
    {
        string[] groups = [.. scores.Select(score => score.Class ?? "ungrouped").Distinct(StringComparer.Ordinal)];
        string[] metrics = ["n_ref_instances", "n_pred_instances", "global_bin_dsc", "global_bin_iou"];
        var text = new StringBuilder("subject_name");
        foreach (string group in groups)
        foreach (string metric in metrics)
            text.Append('\t').Append(group).Append('-').Append(metric);
        text.Append('\n');
        foreach (IGrouping<string, ExportedScore> image in scores.GroupBy(score => score.ImageId))
        {
            text.Append(CsvFields.Written(image.Key, '\t'));
            foreach (string group in groups)
            {
                ExportedScore? score = image.FirstOrDefault(score => (score.Class ?? "ungrouped") == group);
                text.Append('\t').Append(score?.GtLesions?.ToString(CultureInfo.InvariantCulture));
                text.Append('\t').Append(score?.PredLesions?.ToString(CultureInfo.InvariantCulture));
                text.Append('\t').Append(Number(score?.Dice ?? double.NaN, ""));
                text.Append('\t').Append(Number(score?.Iou ?? double.NaN, ""));
            }
            text.Append('\n');
        }
        return text.ToString();
    }

    private static string Long(IReadOnlyList<ExportedScore> scores)
    {
        var text = new StringBuilder("task,algorithm,case,metric,value\n");
        foreach (ExportedScore score in scores)
        foreach (
            (string metric, double value) in new[]
            {
                ("dice", score.Dice),
                ("iou", score.Iou),
                ("precision", score.Precision),
                ("recall", score.Recall),
            }
        )
            text.Append(CsvFields.Written(score.Class ?? ""))
                .Append(',')
                .Append(CsvFields.Written(score.Run))
                .Append(',')
                .Append(CsvFields.Written(score.ImageId))
                .Append(',')
                .Append(metric)
                .Append(',')
                .Append(Number(value, ""))
                .Append('\n');
        return text.ToString();
    }

    private static string Number(double value, string undefined) =>
        double.IsFinite(value) ? value.ToString("R", CultureInfo.InvariantCulture) : undefined;
}
