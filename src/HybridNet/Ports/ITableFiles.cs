namespace HybridNet.Ports;

/// <summary>Writes flat tables for other programs (Parquet), and reads the parts of a run back.</summary>
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
}
