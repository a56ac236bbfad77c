namespace HybridNet;

/// <summary>What costs a prediction its points of Dice or IoU.</summary>
public enum LossCause
{
    /// <summary>Lesions of the reference that share no pixel with the prediction.</summary>
    Missed,

    /// <summary>Predicted lesions that share no pixel with the reference, in images that have lesions.</summary>
    False,

    /// <summary>Pixels of found lesions that the prediction leaves out.</summary>
    UnderDrawn,

    /// <summary>Pixels that the prediction adds around lesions that it found.</summary>
    OverDrawn,

    /// <summary>Pixels between reference lesions that one predicted lesion joins.</summary>
    Merged,

    /// <summary>Pixels between the parts into which the prediction cuts one reference lesion.</summary>
    Split,

    /// <summary>Anything predicted in an image whose reference is empty.</summary>
    EmptyAlarm,

    /// <summary>All causes together: what is lacking to 1.</summary>
    Total,
}

/// <summary>The score whose lost points are divided.</summary>
public enum LossMetric
{
    /// <summary>2TP / (2TP + FP + FN).</summary>
    Dice,

    /// <summary>TP / (TP + FP + FN).</summary>
    Iou,
}
