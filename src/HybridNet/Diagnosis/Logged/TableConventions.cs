namespace HybridNet.Diagnosis.Logged;

/// <summary>
/// What a whole table shows about the way it was logged: which undefined figures it writes as nan, and whether two empty
/// masks are anything but a 0 in it. One row alone does not show that.
/// </summary>
internal sealed class TableConventions
{
    private bool _precision,
        _recall,
        _precisionAlone,
        _recallAlone;

    private TableConventions() { }

    /// <summary>The table has Dice or IoU, so that a nan in them was written.</summary>
    public bool HasOverlap { get; private set; }

    /// <summary>The table has precision and recall, so that a nan in them was written.</summary>
    public bool HasRatios { get; private set; }

    /// <summary>Precision is nan where nothing was predicted, and nowhere else: some row has a recall beside it.</summary>
    public bool PrecisionNan => _precision && _recallAlone;

    /// <summary>Recall is nan where nothing is marked, and nowhere else: some row has a precision beside it.</summary>
    public bool RecallNan => _recall && _precisionAlone;

    /// <summary>Some false alarm has a Dice: where it is nan, both masks are empty.</summary>
    public bool FalseAlarmsAreScored { get; private set; }

    /// <summary>Some row reads like two empty masks without being 0, or zeros are smoothed: a plain 0 is a failure
    /// then.</summary>
    public bool TrivialIsNotZero { get; private set; }

    /// <summary>Looks at a table.</summary>
    public static TableConventions Of(IEnumerable<RowEvidence> rows)
    {
        var table = new TableConventions();
        foreach (RowEvidence row in rows)
            table.Add(row);
        return table;
    }

    private void Add(in RowEvidence row)
    {
        bool precision = !double.IsNaN(row.Precision),
            recall = !double.IsNaN(row.Recall),
            scored = !double.IsNaN(row.Overlap);
        HasOverlap |= scored;
        _precision |= precision;
        _recall |= recall;
        HasRatios |= precision && recall;
        _precisionAlone |= precision && !recall;
        _recallAlone |= recall && !precision;
        FalseAlarmsAreScored |= scored && (row is { GtPixels: 0, PredPixels: > 0 } || (row.Precision == 0 && !recall));
        TrivialIsNotZero |= !scored || row.ReadsAsSmoothedZero || (row.ReadsAsOne && !row.Correlates);
    }
}
