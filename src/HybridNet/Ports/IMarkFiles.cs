namespace HybridNet.Ports;

/// <summary>Reads the marks that a report page saves.</summary>
internal interface IMarkFiles
{
    /// <summary>Reads run, image_id, mark and note of each row.</summary>
    /// <param name="path">A CSV file.</param>
    /// <param name="cancel">Stops the work.</param>
    /// <returns>The marks in the order of the file, and what was left out.</returns>
    /// <exception cref="InputException">
    /// The file cannot be read, lacks a column, has a mark that is none, a row without run or image, or one image twice.
    /// </exception>
    (IReadOnlyList<ImageMark> Marks, IReadOnlyList<RunNote> Notes) Read(string path, CancellationToken cancel);
}
