using HybridNet.Sampling;

namespace HybridNet.Ports;

/// <summary>Tables of other programs and of this one: Parquet, CSV and the forms of other evaluators.</summary>
internal interface ITableFiles
{
    /// <summary>Writes the image scores of runs, one row each.</summary>
    /// <param name="path">Absolute path; the file appears when everything is written, or not at all.</param>
    /// <param name="runs">The runs.</param>
    /// <param name="cancel">Stops the work.</param>
    /// <exception cref="InputException">The file cannot be written.</exception>
    void WriteScores(string path, IReadOnlyList<Run> runs, CancellationToken cancel);

    /// <summary>Writes measurements, one row each, with what they were made with in the file's metadata.</summary>
    /// <param name="path">Absolute path; the file appears when everything is written, or not at all.</param>
    /// <param name="set">The measurements.</param>
    /// <param name="cancel">Stops the work.</param>
    /// <exception cref="InputException">The file cannot be written.</exception>
    void WriteMeasurements(string path, MeasurementSet set, CancellationToken cancel);

    /// <summary>Reads what <see cref="WriteMeasurements"/> wrote.</summary>
    /// <param name="path">Absolute path of the file.</param>
    /// <param name="runOf">Finds the run by its name and the hash of its content.</param>
    /// <exception cref="InputException">The file is damaged or no such file, or the run is not known.</exception>
    MeasurementSet ReadMeasurements(string path, Func<string, string, Run> runOf);

    /// <summary>Writes a file, whole or not at all; the same scores give the same bytes.</summary>
    /// <param name="path">Absolute path of the file.</param>
    /// <param name="format">The form.</param>
    /// <param name="scores">The scores, in the order in which they are written.</param>
    /// <param name="overwrite">Replaces a file that exists.</param>
    /// <exception cref="InputException">
    /// The file exists and is not to be replaced, it cannot be written, or the form needs counts or one run and the scores
    /// have none or several.
    /// </exception>
    void WriteScores(string path, ScoreFileFormat format, IReadOnlyList<ExportedScore> scores, bool overwrite);

    /// <summary>Reads run, image_id, mark and note of each row.</summary>
    /// <param name="path">A CSV file.</param>
    /// <param name="cancel">Stops the work.</param>
    /// <returns>The marks in the order of the file, and what was left out.</returns>
    /// <exception cref="InputException">
    /// The file cannot be read, lacks a column, has a mark that is none, a row without run or image, or one image twice.
    /// </exception>
    (IReadOnlyList<ImageMark> Marks, IReadOnlyList<RunNote> Notes) ReadMarks(string path, CancellationToken cancel);

    /// <summary>Reads patch_id, image_id, x, y, and width and height (or size) of each patch.</summary>
    /// <param name="path">A CSV file.</param>
    /// <param name="size">Side of patches in a table without sizes, pixels; null when the table must have them.</param>
    /// <param name="cancel">Stops the work.</param>
    /// <exception cref="InputException">The file cannot be read, lacks a column, or has a patch id twice.</exception>
    IReadOnlyList<Patch> ReadPatches(string path, int? size, CancellationToken cancel);

    /// <summary>Writes image_id,weight,reason, or patch_id,image_id,weight,reason for patches; whole or not at all.</summary>
    /// <param name="path">Absolute path of the CSV file.</param>
    /// <param name="weights">The rows.</param>
    /// <param name="overwrite">Replaces a file that exists.</param>
    /// <exception cref="InputException">The file exists and is not to be replaced, or it cannot be written.</exception>
    void WriteWeights(string path, IReadOnlyList<SampleWeight> weights, bool overwrite);
}
