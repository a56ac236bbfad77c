using System.Collections;

namespace HybridNet.Runs.Columns;

/// <summary>
/// The rows of one per-image table, kept column by column: a million take 75 MB, as records they took 225. A record is made
/// for whoever asks for a row, and not kept.
/// </summary>
/// <remarks>
/// PowerShell reads a property of all rows as <c>$run.Log.Scores.Dice</c>, but only where the list has none of that name: what is
/// not of a list is internal here.
/// </remarks>
/// <param name="run">Name of the run.</param>
/// <param name="origin">The run that the rows came with.</param>
internal sealed class ScoreRows(string run, Origin origin) : IReadOnlyList<ImageScore>
{
    /// <summary>Stands for no number of pixels.</summary>
    internal const long NotKnown = -1;

    private readonly Column<int> _ranks = new(0),
        _classes = new(0);
    private readonly List<string?> _classNames = [null];
    private readonly Dictionary<string, PackedTexts> _others = new(StringComparer.Ordinal);
    private PackedTexts _ids = new();
    private string _run = run;
    private Origin _origin = origin;

    /// <inheritdoc/>
    public int Count => _ids.Count;

    internal Column<double> Dice { get; } = new(double.NaN);

    internal Column<double> Iou { get; } = new(double.NaN);

    internal Column<double> Precision { get; } = new(double.NaN);

    internal Column<double> Recall { get; } = new(double.NaN);

    internal Column<double> Pearson { get; } = new(double.NaN);

    /// <summary>How the scores were printed, as <see cref="PrintedScores.Packed"/>.</summary>
    internal Column<long> Printed { get; } = new(0);

    /// <summary>Recorded pixels of the reference; below 0 where there are none.</summary>
    internal Column<long> Gt { get; } = new(NotKnown);

    internal Column<long> Pred { get; } = new(NotKnown);

    internal Column<long> Total { get; } = new(NotKnown);

    internal Column<long> Tp { get; } = new(NotKnown);

    internal Column<long> Fp { get; } = new(NotKnown);

    internal Column<long> Fn { get; } = new(NotKnown);

    internal Column<RowTraits> Traits { get; } = new(default);

    /// <inheritdoc/>
    public ImageScore this[int index]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfNegative(index);
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, Count);
            RowTraits traits = Traits[index];
            return new()
            {
                Run = _run,
                ImageId = Id(index),
                Class = ClassOf(index),
                Rank = _ranks[index],
                Dice = Dice[index],
                Iou = Iou[index],
                Precision = Precision[index],
                Recall = Recall[index],
                Pearson = Pearson[index],
                GtPixels = Known(Gt[index]),
                PredPixels = Known(Pred[index]),
                TotalPixels = Known(Total[index]),
                Counts = Tp[index] == NotKnown ? null : new(Tp[index], Fp[index], Fn[index]),
                Printed = PrintedScores.Unpack(Printed[index]),
                State = traits.State,
                Band = traits.Band,
                MarksNothing = traits.MarksNothing,
                PredictsNothing = traits.PredictsNothing,
                Other = OtherOf(index),
                Origin = _origin,
            };
        }
    }

    /// <summary>The rows in columns; the list itself when it has them so.</summary>
    /// <param name="scores">The rows of one run.</param>
    internal static ScoreRows Of(IReadOnlyList<ImageScore> scores)
    {
        if (scores is ScoreRows known)
            return known;
        ScoreRows rows = scores is [var first, ..] ? new(first.Run, first.Origin) : new("", default);
        foreach (ImageScore score in scores)
            rows.Add(score);
        return rows;
    }

    /// <summary>Adds a row: its id alone; its figures are set in the columns.</summary>
    /// <returns>Its number.</returns>
    internal int Add(ReadOnlySpan<char> imageId)
    {
        _ids.Add(imageId);
        return Count - 1;
    }

    /// <summary>Adds a row.</summary>
    /// <param name="score">A row of the same run.</param>
    internal void Add(ImageScore score)
    {
        if (score.Run != _run)
            throw new ArgumentException($"A row of {score.Run} among those of {_run}.", nameof(score));
        int row = Add(score.ImageId);
        (Dice[row], Iou[row], Precision[row], Recall[row]) = (score.Dice, score.Iou, score.Precision, score.Recall);
        (Pearson[row], Printed[row]) = (score.Pearson, score.Printed.Packed);
        (Gt[row], Pred[row]) = (score.GtPixels ?? NotKnown, score.PredPixels ?? NotKnown);
        (Total[row], _ranks[row]) = (score.TotalPixels ?? NotKnown, score.Rank);
        SetCounts(row, score.Counts);
        Traits[row] = new(score.State, score.Band, score.MarksNothing, score.PredictsNothing);
        SetClass(row, score.Class);
        if (score.Other is not { } others)
            return;
        foreach ((string name, string value) in others)
            AddOther(row, name, value);
    }

    internal void SetCounts(int row, RecordedCounts? counts)
    {
        if (counts is not null)
            (Tp[row], Fp[row], Fn[row]) = (counts.Tp, counts.Fp, counts.Fn);
    }

    /// <summary>Takes the counts out of every row, and the areas that were made of them.</summary>
    internal void DropCounts(bool areasOfGt, bool areasOfPred)
    {
        for (int row = 0; row < Count; row++)
        {
            (Tp[row], Fp[row], Fn[row]) = (NotKnown, NotKnown, NotKnown);
            if (areasOfGt)
                Gt[row] = NotKnown;
            if (areasOfPred)
                Pred[row] = NotKnown;
        }
    }

    /// <summary>Adds a text of a column that has no name here, to the last row.</summary>
    internal void AddOther(int row, string name, ReadOnlySpan<char> text)
    {
        if (!_others.TryGetValue(name, out PackedTexts? texts))
            _others[name] = texts = new PackedTexts();
        texts.FillTo(row);
        texts.Add(text);
    }

    /// <summary>Takes the last row back, of which nothing but the id was set.</summary>
    internal void DropLast() => _ids.DropLast();

    /// <summary>Says of which class every row is.</summary>
    internal void SetClass(string? name)
    {
        for (int row = 0; row < Count; row++)
            _classes[row] = 0;
        _classNames.Clear();
        _classNames.Add(name);
    }

    internal void SetRank(int row, int rank) => _ranks[row] = rank;

    /// <inheritdoc cref="ImageScore.Decide"/>
    internal void Decide(int row, MetricState state, long? totalPixels)
    {
        Traits[row] = Traits[row].With(state);
        Total[row] = totalPixels ?? NotKnown;
    }

    /// <summary>The same rows under other ids; nothing else is copied.</summary>
    /// <param name="ids">An id for each row.</param>
    internal ScoreRows WithIds(IEnumerable<string> ids)
    {
        var same = (ScoreRows)MemberwiseClone();
        same._ids = new PackedTexts();
        foreach (string id in ids)
            same._ids.Add(id);
        return same;
    }

    /// <summary>The same rows as those of another run; nothing is copied.</summary>
    internal ScoreRows WithRun(string name, Origin origin)
    {
        var same = (ScoreRows)MemberwiseClone();
        (same._run, same._origin) = (name, origin);
        return same;
    }

    internal string Id(int row) => _ids[row]!;

    /// <summary>An id without a string of its own, where it is short.</summary>
    internal ReadOnlySpan<char> IdInto(int row, Span<char> room) => _ids.Into(row, room);

    internal string? ClassOf(int row) => _classNames[_classes[row]];

    /// <summary>The text of a column that has no name here; null where the row has none.</summary>
    internal string? OtherText(int row, string name) =>
        _others.TryGetValue(name, out PackedTexts? texts) && row < texts.Count ? texts[row] : null;

    /// <summary>A hash of image and class.</summary>
    internal int KeyHash(int row) => _ids.Hash(row);

    /// <summary>True when a row is of the same image and class as one of others.</summary>
    internal bool SameKey(int row, ScoreRows others, int other) =>
        _ids.Same(row, others._ids, other) && ClassOf(row) == others.ClassOf(other);

    /// <inheritdoc/>
    public IEnumerator<ImageScore> GetEnumerator()
    {
        for (int i = 0; i < Count; i++)
            yield return this[i];
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>A number of pixels; null where it stands for none.</summary>
    internal static long? Known(long pixels) => pixels == NotKnown ? null : pixels;

    private void SetClass(int row, string? name)
    {
        if (Count == 1)
            _classNames[0] = name;
        int known = _classNames.IndexOf(name);
        if (known < 0)
        {
            known = _classNames.Count;
            _classNames.Add(name);
        }
        _classes[row] = known;
    }

    private FlatMap<string>? OtherOf(int row)
    {
        FlatMap<string>? others = null;
        foreach ((string name, PackedTexts texts) in _others)
            if (row < texts.Count && texts[row] is { } text)
                (others ??= new FlatMap<string>(_others.Count))[name] = text;
        return others;
    }
}

/// <summary>What a row has of few kinds, in two bytes: state, band, and which masks are known to be empty or not.</summary>
internal readonly struct RowTraits : IEquatable<RowTraits>
{
    private readonly byte _state,
        _rest;

    public RowTraits(MetricState state, ScoreBand band, bool? marksNothing, bool? predictsNothing)
    {
        _state = (byte)state;
        _rest = (byte)((int)band | (Code(marksNothing) << 2) | (Code(predictsNothing) << 4));
    }

    private RowTraits(byte state, byte rest) => (_state, _rest) = (state, rest);

    public MetricState State => (MetricState)_state;

    public ScoreBand Band => (ScoreBand)(_rest & 3);

    public bool? MarksNothing => Decoded(_rest >> 2);

    public bool? PredictsNothing => Decoded(_rest >> 4);

    public RowTraits With(MetricState state) => new((byte)state, _rest);

    public bool Equals(RowTraits other) => _state == other._state && _rest == other._rest;

    public override bool Equals(object? obj) => obj is RowTraits other && Equals(other);

    public override int GetHashCode() => HashCode.Combine(_state, _rest);

    private static int Code(bool? value)
    {
        if (value is not { } known)
            return 0;
        return known ? 1 : 2;
    }

    private static bool? Decoded(int code) => (code & 3) == 0 ? null : (code & 3) == 1;
}
