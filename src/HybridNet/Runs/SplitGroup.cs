namespace HybridNet;

/// <summary>One split of the data set and one class in it.</summary>
/// <param name="Run">Name of the run.</param>
/// <param name="Name">Name of the split: train, val, test, overall.</param>
/// <param name="Class">Class: the run's lesion, or its position in the recorded list; null when the table has one class.</param>
/// <param name="Images">Images in the split.</param>
/// <param name="Positives">Images with at least one lesion of the class.</param>
/// <param name="Rate">Positives / Images as recorded, 0 to 1.</param>
public sealed record SplitGroup(string Run, string Name, string? Class, int Images, int Positives, double Rate)
{
    /// <summary>The run that the row came with.</summary>
    internal Origin Origin { get; init; }

    /// <summary>The split's name, with its class when there are several.</summary>
    public override string ToString() => Class is null ? Name : $"{Name} {Class}";
}
