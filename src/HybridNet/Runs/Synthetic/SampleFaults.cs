namespace HybridNet;

/// <summary>Faults that a synthetic run can be given, so that the audit has something to find.</summary>
[Flags]
public enum SampleFaults
{
    /// <summary>Nothing is wrong.</summary>
    None = 0,

    /// <summary>Some images have nothing marked and nothing predicted, and score 1.</summary>
    TrivialImages = 1,

    /// <summary>The breakdown is picked with a tolerance around zero, so it misses the smallest failures.</summary>
    HiddenFailures = 2,

    /// <summary>Train metrics come from two batches.</summary>
    FewTrainBatches = 4,

    /// <summary>The validation loss rises again while the train loss falls.</summary>
    Overfitting = 8,

    /// <summary>The first test image is in the training split too.</summary>
    SharedImages = 16,

    /// <summary>Train and val have a third of the lesion-positive images that the test split has.</summary>
    UnevenSplit = 32,

    /// <summary>The photograph of the first test image, a little brighter, is a training photograph too, under another
    /// id.</summary>
    CopiedPhoto = 64,

    /// <summary>All of them.</summary>
    All = TrivialImages | HiddenFailures | FewTrainBatches | Overfitting | SharedImages | UnevenSplit | CopiedPhoto,
}
