namespace HybridNet;

/// <summary>A record that still knows the run it came with.</summary>
internal interface IFromRun
{
    /// <summary>The run.</summary>
    Origin Origin { get; }
}
