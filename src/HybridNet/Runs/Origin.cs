namespace HybridNet;

/// <summary>
/// Points from a record back to its run, so that a panel or a join needs nothing but the record.
/// </summary>
/// <remarks>
/// It takes no part in equality: two records are equal when their values are, wherever they were read. The cell is
/// shared by all records of a run and filled when the run is complete.
/// </remarks>
internal readonly struct Origin : IEquatable<Origin>
{
    private readonly RunCell? _cell;

    public Origin(RunCell cell) => _cell = cell;

    public Origin(Run? run) => _cell = new RunCell { Run = run };

    public Origin(Run? run, Storage.MeasurementBatch batch) => _cell = new RunCell { Run = run, Batch = batch };

    /// <summary>The run, or null when the record was made without one.</summary>
    public Run? Run => _cell?.Run;

    /// <summary>The measurements that the record was made with, or null.</summary>
    public Storage.MeasurementBatch? Batch => _cell?.Batch;

    /// <summary>The files of an image that belongs to no run, or null.</summary>
    public Metrics.ImageCase? Case => _cell?.Case;

    /// <summary>The same origin for one image of loose files, so that it can be drawn.</summary>
    public Origin For(Metrics.ImageCase image) => Run is null ? new Origin(new RunCell { Batch = Batch, Case = image }) : this;

    public bool Equals(Origin other) => true;

    public override bool Equals(object? obj) => obj is Origin;

    public override int GetHashCode() => 0;
}

/// <summary>
/// Holds a run that is still being built while its records already point to it, or one that is fetched when somebody
/// asks for it.
/// </summary>
/// <param name="fetch">Fetches the run on the first look; null when somebody sets it.</param>
internal sealed class RunCell(Func<Run?>? fetch = null)
{
    private Run? _run;

    public Run? Run
    {
        get => _run ??= fetch?.Invoke();
        set => _run = value;
    }

    public Storage.MeasurementBatch? Batch { get; init; }

    public Metrics.ImageCase? Case { get; init; }
}
