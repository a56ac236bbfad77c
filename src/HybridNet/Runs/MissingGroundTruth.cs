namespace HybridNet;

/// <summary>What a missing reference file means.</summary>
public enum MissingGroundTruth
{
    /// <summary>It is missing, and what needs it cannot be done.</summary>
    Error,

    /// <summary>The data set writes no file where nothing is marked: the reference is empty.</summary>
    Empty,
}
