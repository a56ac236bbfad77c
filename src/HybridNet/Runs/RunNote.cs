namespace HybridNet;

/// <summary>What a reader changed, guessed or left out: one sentence, with a count where there is one.</summary>
/// <param name="Text">The sentence.</param>
/// <param name="IsWarning">True when figures may differ from what the files seem to say.</param>
public sealed record RunNote(string Text, bool IsWarning)
{
    /// <summary>The sentence.</summary>
    public override string ToString() => Text;
}
