using System.Collections;

namespace HybridNet.Runs.Columns;

/// <summary>
/// One logged row, as a record or as a place in columns: what goes over a million rows looks at them through this, so that no
/// record is made for each.
/// </summary>
internal readonly struct RowView
{
    private readonly ScoreRows? _rows;
    private readonly ImageScore? _score;
    private readonly int _row;

    /// <summary>A row of columns.</summary>
    public RowView(ScoreRows rows, int row) => (_rows, _row) = (rows, row);

    /// <summary>A record.</summary>
    public RowView(ImageScore score) => _score = score;

    /// <summary>A record is looked at as what it is.</summary>
    public static implicit operator RowView(ImageScore score) => new(score);

    /// <inheritdoc cref="ImageScore.ImageId"/>
    public string ImageId => _rows is null ? _score!.ImageId : _rows.Id(_row);

    /// <summary>The id without a string of its own, where it is short.</summary>
    /// <param name="room">Letters that it may be written to.</param>
    public ReadOnlySpan<char> IdInto(Span<char> room) => _rows is null ? _score!.ImageId : _rows.IdInto(_row, room);

    /// <inheritdoc cref="ImageScore.Class"/>
    public string? Class => _rows is null ? _score!.Class : _rows.ClassOf(_row);

    /// <inheritdoc cref="ImageScore.Dice"/>
    public double Dice => _rows is null ? _score!.Dice : _rows.Dice[_row];

    /// <inheritdoc cref="ImageScore.Iou"/>
    public double Iou => _rows is null ? _score!.Iou : _rows.Iou[_row];

    /// <inheritdoc cref="ImageScore.Precision"/>
    public double Precision => _rows is null ? _score!.Precision : _rows.Precision[_row];

    /// <inheritdoc cref="ImageScore.Recall"/>
    public double Recall => _rows is null ? _score!.Recall : _rows.Recall[_row];

    /// <inheritdoc cref="ImageScore.Pearson"/>
    public double Pearson => _rows is null ? _score!.Pearson : _rows.Pearson[_row];

    /// <inheritdoc cref="ImageScore.Printed"/>
    public PrintedScores Printed => _rows is null ? _score!.Printed : PrintedScores.Unpack(_rows.Printed[_row]);

    /// <inheritdoc cref="ImageScore.GtPixels"/>
    public long? GtPixels => _rows is null ? _score!.GtPixels : ScoreRows.Known(_rows.Gt[_row]);

    /// <inheritdoc cref="ImageScore.PredPixels"/>
    public long? PredPixels => _rows is null ? _score!.PredPixels : ScoreRows.Known(_rows.Pred[_row]);

    /// <inheritdoc cref="ImageScore.TotalPixels"/>
    public long? TotalPixels => _rows is null ? _score!.TotalPixels : ScoreRows.Known(_rows.Total[_row]);

    /// <inheritdoc cref="ImageScore.Tp"/>
    public long? Tp => _rows is null ? _score!.Tp : ScoreRows.Known(_rows.Tp[_row]);

    /// <inheritdoc cref="ImageScore.Fp"/>
    public long? Fp => _rows is null ? _score!.Fp : ScoreRows.Known(_rows.Fp[_row]);

    /// <inheritdoc cref="ImageScore.Fn"/>
    public long? Fn => _rows is null ? _score!.Fn : ScoreRows.Known(_rows.Fn[_row]);

    /// <inheritdoc cref="ImageScore.State"/>
    public MetricState State => _rows is null ? _score!.State : _rows.Traits[_row].State;

    /// <inheritdoc cref="ImageScore.MarksNothing"/>
    public bool? MarksNothing => _rows is null ? _score!.MarksNothing : _rows.Traits[_row].MarksNothing;

    /// <inheritdoc cref="ImageScore.PredictsNothing"/>
    public bool? PredictsNothing => _rows is null ? _score!.PredictsNothing : _rows.Traits[_row].PredictsNothing;

    /// <summary>The text of a column that has no name here; null where the row has none.</summary>
    public string? OtherText(string name) => _rows is null ? _score!.Other?.GetValueOrDefault(name) : _rows.OtherText(_row, name);

    /// <summary>The rows of a table; nothing is copied.</summary>
    /// <param name="scores">Rows as records or in columns.</param>
    /// <param name="cancel">Ends whoever goes through rows in columns: at a million rows each loop counts.</param>
    public static IReadOnlyList<RowView> All(IReadOnlyList<ImageScore> scores, CancellationToken cancel = default) =>
        scores is ScoreRows rows ? new Views(rows, cancel) : new Projection<ImageScore, RowView>(scores, score => new(score));

    /// <summary>The numbers of a column, without NaN, in an array of just their number.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="value">The column.</param>
    public static double[] Numbers(IReadOnlyList<RowView> rows, Func<RowView, double> value)
    {
        var numbers = new double[rows.Count(row => !double.IsNaN(value(row)))];
        int count = 0;
        foreach (RowView row in rows)
            if (value(row) is var number && !double.IsNaN(number))
                numbers[count++] = number;
        return numbers;
    }

    /// <inheritdoc cref="ImageScore.Decide"/>
    public void Decide(MetricState state, long? totalPixels)
    {
        if (_rows is null)
            _score!.Decide(state, totalPixels);
        else
            _rows.Decide(_row, state, totalPixels);
    }

    private sealed class Views(ScoreRows rows, CancellationToken cancel) : IReadOnlyList<RowView>
    {
        public int Count => rows.Count;

        public RowView this[int index] => new(rows, index);

        public IEnumerator<RowView> GetEnumerator()
        {
            for (int i = 0; i < rows.Count; i++)
            {
                if ((i & 0xFFF) == 0)
                    cancel.ThrowIfCancellationRequested();
                yield return new(rows, i);
            }
        }

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
    }
}
