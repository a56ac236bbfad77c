namespace HybridNet;

/// <summary>
/// Points from a record back to its run. It takes no part in equality: two records are equal when their values are,
/// wherever they were read.
/// </summary>
/// <param name="Run">The run that the record came with, or null.</param>
internal readonly record struct Origin(Run? Run)
{
    public bool Equals(Origin other) => true;

    public override int GetHashCode() => 0;
}

/// <summary>A record that belongs to one image of one run; panels and joins need nothing else.</summary>
public interface IImageRecord
{
    /// <summary>Name of the run.</summary>
    string Run { get; }

    /// <summary>Image id, as the run's tables write it.</summary>
    string ImageId { get; }
}
