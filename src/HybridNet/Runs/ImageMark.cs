namespace HybridNet;

/// <summary>What somebody who looked at an image thinks of it.</summary>
public enum ImageMarkKind
{
    /// <summary>Prediction and reference are as they should be.</summary>
    Good,

    /// <summary>The reference may be wrong: a second reader should look.</summary>
    LabelDoubtful,

    /// <summary>The reference is wrong.</summary>
    ReferenceWrong,

    /// <summary>The model is wrong.</summary>
    ModelWrong,
}

/// <summary>The mark that somebody gave an image in a report page.</summary>
/// <param name="Run">Name of the run.</param>
/// <param name="ImageId">Image id.</param>
/// <param name="Mark">The mark.</param>
/// <param name="Note">What was written beside it; empty where nothing was.</param>
public sealed record ImageMark(string Run, string ImageId, ImageMarkKind Mark, string Note) : IImageRecord;
