namespace HybridNet.Data.Runs.Formats;

/// <summary>One shape of file that a trainer or evaluator leaves.</summary>
internal abstract class RunFormat
{
    /// <summary>Whose shape it is.</summary>
    public abstract string Name { get; }

    /// <summary>Several files of one folder are one table.</summary>
    public virtual bool IsFolder => false;

    /// <summary>True when a file has this shape, judged by its content.</summary>
    public abstract bool Recognises(FileHead head);
}

/// <summary>A shape with scores of images.</summary>
internal abstract class ScoreFormat : RunFormat
{
    /// <summary>Reads the rows, one set for each class, model or fold.</summary>
    public abstract List<ScoreSet> Read(FileHead head, ReadContext context);
}

/// <summary>A shape with figures of a training.</summary>
internal abstract class EpochFormat : RunFormat
{
    /// <summary>Reads the rows as they were logged.</summary>
    public abstract EpochLog Read(FileHead head, ReadContext context);
}

/// <summary>A shape that is known and holds neither: it is said what it is, instead of nothing.</summary>
internal abstract class OtherFormat : RunFormat
{
    /// <summary>What the file holds, and what to do with it.</summary>
    public abstract string Explanation { get; }
}
