namespace HybridNet;

/// <summary>
/// Which number an undefined or zero value becomes when values are aggregated. Every aggregate names its policy.
/// </summary>
public enum EmptyPolicy
{
    /// <summary>
    /// Trivial images are left out; cases A, B and C count 0. As nnU-Net v2, torchmetrics and panoptica do.
    /// </summary>
    NonTrivial,

    /// <summary>
    /// Only images with a marked lesion: trivial images and case A are left out, A being counted as false alarms;
    /// B and C count 0. As MONAI does by default (ignore_empty).
    /// </summary>
    GtPositive,

    /// <summary>Trivial images count 1; cases A, B and C count 0. As the lab's logs, MedPy, ISLES and BraTS do.</summary>
    EmptyAsOne,

    /// <summary>An image without a marked lesion is an error; B and C count 0. For audits.</summary>
    Strict,
}
