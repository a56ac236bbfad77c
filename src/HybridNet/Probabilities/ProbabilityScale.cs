namespace HybridNet.Probabilities;

/// <summary>How the samples of a probability map become probabilities.</summary>
public enum ProbabilityScale
{
    /// <summary>By the type: sample / 255 of 8 bits, / 65,535 of 16 bits, floats as they are (0 to 1).</summary>
    Type,

    /// <summary>Samples are probabilities from 0 to 1, in integers as well: a hard 0/1 mask.</summary>
    One,

    /// <summary>Samples go from 0 to 100.</summary>
    Percent,

    /// <summary>Samples go from 0 to 255, in floats or wider integers as well.</summary>
    Byte,

    /// <summary>Samples are logits: the probability is 1 / (1 + exp(-sample)).</summary>
    Logit,
}
