namespace HybridNet.Ports;

/// <summary>Writes scores in the forms of other programs.</summary>
internal interface IScoreFiles
{
    /// <summary>Writes a file, whole or not at all; the same scores give the same bytes.</summary>
    /// <param name="path">Absolute path of the file.</param>
    /// <param name="format">The form.</param>
    /// <param name="scores">The scores, in the order in which they are written.</param>
    /// <param name="overwrite">Replaces a file that exists.</param>
    /// <exception cref="InputException">
    /// The file exists and is not to be replaced, it cannot be written, or the form needs counts or one run and the scores
    /// have none or several.
    /// </exception>
    void Write(string path, ScoreFileFormat format, IReadOnlyList<ExportedScore> scores, bool overwrite);
}
