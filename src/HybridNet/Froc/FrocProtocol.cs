namespace HybridNet.Froc;

/// <summary>Whose rules say when a candidate finds a lesion, and how a curve is summed up.</summary>
internal enum FrocProtocol
{
    /// <summary>Ours: overlap; mean sensitivity at rates; average precision.</summary>
    Ours,

    /// <summary>
    /// MONAI (monai.metrics.froc, after CAMELYON16): a candidate is the first of its pixels with its highest probability, and
    /// finds the lesion that it lies on. The lowest probability that occurs, that of missed lesions being 0, is no threshold.
    /// </summary>
    Monai,

    /// <summary>
    /// picai_eval (PI-CAI): candidates and lesions are matched one to one from an IoU of 0.1 on, as many as can be, then with the
    /// largest sum of IoU; what overlaps enough and is not matched counts for nothing. The score is the mean of average precision
    /// and of the area under the curve of images by their highest confidence.
    /// </summary>
    Picai,
}
