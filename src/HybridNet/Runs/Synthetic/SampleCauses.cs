namespace HybridNet;

/// <summary>
/// Reasons for which a synthetic model fails, or its reference is wrong, so that the analysis of failures has something to
/// find. Each acts on the lesions that it names and leaves the others nearly alone.
/// </summary>
[Flags]
public enum SampleCauses
{
    /// <summary>The model misses and invents lesions by chance alone.</summary>
    None = 0,

    /// <summary>The smallest third of the lesions is missed.</summary>
    MissSmall = 1,

    /// <summary>The third of the lesions with the least contrast to what surrounds them is missed.</summary>
    MissFaint = 2,

    /// <summary>The third of the lesions with the softest edges is missed.</summary>
    MissBlurred = 4,

    /// <summary>The outermost third of the lesions is missed.</summary>
    MissPeripheral = 8,

    /// <summary>Lesions in the darkest parts of the photographs are missed.</summary>
    MissDark = 16,

    /// <summary>Lesions close to another lesion are missed.</summary>
    MissCrowded = 32,

    /// <summary>Found lesions are drawn too small.</summary>
    UnderDrawn = 64,

    /// <summary>Found lesions are drawn too large.</summary>
    OverDrawn = 128,

    /// <summary>Found lesions are drawn beside their place, all in one direction.</summary>
    Shifted = 256,

    /// <summary>Bright specks on the lens are taken for lesions.</summary>
    FalseBright = 512,

    /// <summary>Pieces of vessels are taken for lesions.</summary>
    FalseVessel = 1024,

    /// <summary>Parts of the optic disc are taken for lesions.</summary>
    FalseDisc = 2048,

    /// <summary>What is missed has a response below the threshold.</summary>
    SubThreshold = 4096,

    /// <summary>Lesions that are there and that the model finds are not in the reference.</summary>
    LabelMissing = 8192,

    /// <summary>The reference has lesions where there are none.</summary>
    LabelInvented = 16384,

    /// <summary>The reference has lesions beside their place.</summary>
    LabelShifted = 32768,

    /// <summary>The reference has boxes in place of outlines.</summary>
    LabelCoarse = 65536,
}
