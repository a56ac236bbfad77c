namespace HybridNet.Data.Runs.Formats;

/// <summary>What a name in a training log stands for.</summary>
/// <param name="Name">The name as it stands there.</param>
/// <param name="Phase">train, val, test, or null when the name does not say.</param>
/// <param name="Metric">loss, dice, iou, pearson; null for anything else.</param>
/// <param name="Class">Class behind the metric, or null.</param>
/// <param name="Rank">Lower is more telling, where several names mean the same.</param>
internal sealed record EpochColumn(string Name, string? Phase, string? Metric, string? Class, int Rank);

/// <summary>Finds out what the names of a training log stand for.</summary>
/// <remarks>
/// A name without a phase is of the training when the log has other names of the validation and a loss without a phase
/// (Keras); otherwise a Dice without a phase is of the validation (fastai, the lab's classes).
/// </remarks>
internal sealed class EpochColumns
{
    private const int StepRank = 1000;

    private static readonly string[] s_metrics = ["dice", "iou", "pearson", "loss"];

    private readonly List<EpochColumn> _columns;

    public EpochColumns(IEnumerable<string> names, IReadOnlyDictionary<string, string> named)
    {
        string[] all = [.. names];
        Dictionary<string, EpochColumn> given = Given(all, named);
        string[] spelled = ColumnNames.Spelled(all, phases: true);
        _columns = [.. all.Select((name, i) => given.GetValueOrDefault(name) ?? Parse(name, spelled[i]))];
        bool trainIsBare =
            _columns.Any(column => column is { Phase: null, Metric: "loss" }) && _columns.Any(column => column.Phase == "val");
        for (int i = 0; i < _columns.Count; i++)
            if (_columns[i] is { Phase: null, Metric: { } metric })
                _columns[i] = _columns[i] with { Phase = trainIsBare || metric == "loss" ? "train" : "val" };
        Epoch = Axis(all, named, "epoch");
        Step = Axis(all, named, "step");
    }

    /// <summary>Name of the epoch, or null.</summary>
    public string? Epoch { get; }

    /// <summary>Name of the step, or null.</summary>
    public string? Step { get; }

    /// <summary>Every name.</summary>
    public IReadOnlyList<EpochColumn> All => _columns;

    /// <summary>A loss, Dice or IoU of training or validation is there.</summary>
    public bool HasAny => _columns.Exists(column => column is { Metric: not null, Phase: "train" or "val" });

    /// <summary>Classes that have a Dice or an IoU of the validation, in order.</summary>
    public IReadOnlyList<string> Classes =>
        [
            .. _columns
                .Where(column => column is { Phase: "val", Metric: "dice" or "iou", Class: not null })
                .Select(column => column.Class!)
                .Distinct(StringComparer.OrdinalIgnoreCase),
        ];

    /// <summary>
    /// The names of a phase and metric, the most telling first: of the class where the log tells classes apart, else over all;
    /// of the one class that there is, where nothing is over all.
    /// </summary>
    public IReadOnlyList<EpochColumn> Of(string phase, string metric, string? ofClass)
    {
        EpochColumn[] fit = [.. _columns.Where(column => column.Phase == phase && column.Metric == metric)];
        string[] classes = [.. fit.Select(column => column.Class).OfType<string>().Distinct(StringComparer.OrdinalIgnoreCase)];
        bool overall = fit.Any(column => column.Class is null);
        string? wanted = ofClass is not null && classes.Length > 0 ? ofClass : null;
        if (wanted is null && !overall && classes.Length == 1)
            wanted = classes[0];
        return
        [
            .. fit.Where(column => string.Equals(column.Class, wanted, StringComparison.OrdinalIgnoreCase))
                .OrderBy(column => column.Rank),
        ];
    }

    private static Dictionary<string, EpochColumn> Given(string[] names, IReadOnlyDictionary<string, string> named)
    {
        var given = new Dictionary<string, EpochColumn>();
        foreach ((string role, string name) in named)
            if (
                Array.Find(names, known => known.Equals(name, StringComparison.OrdinalIgnoreCase)) is { } column
                && Parse(role, role) is { Metric: not null } meant
            )
                given[column] = meant with { Name = column, Rank = -1 };
        return given;
    }

    private static string? Axis(string[] names, IReadOnlyDictionary<string, string> named, string role)
    {
        foreach ((string given, string name) in named)
            if (given.Equals(role, StringComparison.OrdinalIgnoreCase))
                return Array.Find(names, known => known.Equals(name, StringComparison.OrdinalIgnoreCase));
        foreach (string synonym in ColumnNames.Usual.Of("epoch", role))
            if (Array.Find(names, name => ColumnNames.Normalise(name) == synonym) is { } found)
                return found;
        return null;
    }

    private static EpochColumn Parse(string name, string spelled)
    {
        string plain = ColumnNames.Normalise(spelled);
        string? phase = null;
        int cutBefore = 0,
            cutBehind = 0;
        string[] words = plain.Split('_');
        if (words.Length > 1 && ColumnNames.Usual.RoleOf("phase", words[0]) is { } before)
            (phase, cutBefore) = (before, words[0].Length + 1);
        else if (words.Length > 1 && ColumnNames.Usual.RoleOf("phase", words[^1]) is { } behind)
            (phase, cutBehind) = (behind, words[^1].Length + 1);
        string rest = plain[cutBefore..^cutBehind];
        int rank = 0;
        // Keras' tags of TensorBoard: epoch_loss.
        if (rest.StartsWith("epoch_", StringComparison.Ordinal))
            (rest, cutBefore) = (rest[6..], cutBefore + 6);
        if (rest.EndsWith("_epoch", StringComparison.Ordinal))
            (rest, cutBehind) = (rest[..^6], cutBehind + 6);
        else if (rest.EndsWith("_step", StringComparison.Ordinal))
            (rest, cutBehind, rank) = (rest[..^5], cutBehind + 5, StepRank);
        foreach (string metric in s_metrics)
        {
            IReadOnlyList<string> synonyms = ColumnNames.Usual.Of("epoch", metric);
            for (int i = 0; i < synonyms.Count; i++)
                if (rest == synonyms[i] && (metric == "loss" || !ColumnNames.IsTurned(name)))
                    return new(name, phase, metric, null, rank + i);
        }
        string shown =
            ColumnNames.WithoutBrackets(spelled) is var trimmed && trimmed.Length == plain.Length
                ? trimmed[cutBefore..^cutBehind]
                : rest;
        return !ColumnNames.IsTurned(name) && ScoreColumns.Split(shown) is { Role: "dice" or "iou" or "pearson" } split
            ? new(name, phase, split.Role, split.Group, rank)
            : new(name, phase, null, null, rank);
    }
}
