using System.Security.Cryptography;

namespace HybridNet.Storage;

/// <summary>
/// Tells whether two runs have the same content: name, lesion, settings and every table, to the last bit of every
/// number. Where the run lies is no content.
/// </summary>
internal static class ContentHash
{
    /// <summary>SHA-256 of a run's content, in hexadecimal.</summary>
    /// <param name="run">The run.</param>
    /// <param name="cancel">Stops the work.</param>
    /// <exception cref="OperationCanceledException">The work was stopped.</exception>
    public static string Of(Run run, CancellationToken cancel = default)
    {
        using var content = new ContentWriter(cancel);
        content.Text(run.Name);
        content.Text(run.Lesion);
        content.Number(run.Threshold);
        content.Whole(run.MinimumArea);
        QualityBands bands = run.Bands;
        foreach (Limits limits in new[] { bands.ImageDice, bands.Dice, bands.Iou, bands.Pearson, bands.Loss })
        {
            content.Number(limits.Lower);
            content.Number(limits.Upper);
        }
        RunLog log = run.Log;
        content.Each(log.Scores, Write);
        content.Each(log.Epochs, Write);
        content.Each(log.Splits, Write);
        content.Each(
            log.Assignments,
            (writer, row) =>
            {
                writer.Text(row.ImageId);
                writer.Text(row.Split);
            }
        );
        content.Each(
            log.ZeroDice,
            (writer, row) =>
            {
                writer.Text(row.ImageId);
                writer.Text(row.Case.ToString());
                writer.Whole(row.GtPixels);
                writer.Whole(row.PredPixels);
            }
        );
        content.Whole(log.Summary is null ? 0 : 1);
        if (log.Summary is { } summary)
        {
            foreach (
                double? figure in new[]
                {
                    summary.Dice,
                    summary.Iou,
                    summary.Precision,
                    summary.Recall,
                    summary.Pearson,
                    summary.Threshold,
                }
            )
                content.Number(figure);
            content.Whole(summary.MinimumArea);
        }
        if (run.Class is not null || log.Scores.Any(score => score.Class is not null || score.Tp is not null))
            WriteClasses(content, run);
        return content.Hash();
    }

    /// <summary>
    /// Classes and exact counts, which most runs do not have; without them the hash is that of earlier versions.
    /// </summary>
    private static void WriteClasses(ContentWriter content, Run run)
    {
        content.Text(run.Class);
        content.Each(
            run.Log.Scores,
            (writer, score) =>
            {
                writer.Text(score.Class);
                writer.Whole(score.Tp);
                writer.Whole(score.Fp);
                writer.Whole(score.Fn);
            }
        );
    }

    /// <summary>SHA-256 of the text forms of rows, in hexadecimal.</summary>
    public static string Of(IEnumerable<string?> rows)
    {
        using var content = new ContentWriter(CancellationToken.None);
        foreach (string? row in rows)
            content.Text(row);
        return content.Hash();
    }

    private static void Write(ContentWriter content, ImageScore score)
    {
        content.Text(score.ImageId);
        foreach (double value in new[] { score.Dice, score.Iou, score.Precision, score.Recall, score.Pearson })
            content.Number(value);
        content.Whole(score.Rank);
        content.Whole(score.GtPixels);
        content.Whole(score.PredPixels);
        content.Whole(score.TotalPixels);
        content.Text(score.Band.ToString());
        content.Text(score.State.ToString());
        content.Each(
            score.Other?.ToArray() ?? [],
            (writer, other) =>
            {
                writer.Text(other.Key);
                writer.Text(other.Value);
            }
        );
    }

    private static void Write(ContentWriter content, Epoch epoch)
    {
        content.Whole(epoch.Number);
        foreach (double value in epoch.Figures)
            content.Number(value);
        content.Each(
            epoch.Other?.ToArray() ?? [],
            (writer, other) =>
            {
                writer.Text(other.Key);
                writer.Number(other.Value);
            }
        );
    }

    private static void Write(ContentWriter content, SplitGroup group)
    {
        content.Text(group.Name);
        content.Text(group.Class);
        content.Whole(group.Images);
        content.Whole(group.Positives);
        content.Number(group.Rate);
    }

    /// <summary>Writes values so that no two contents give the same bytes: lengths before texts, a mark before what may be
    /// missing.</summary>
    private sealed class ContentWriter : IDisposable
    {
        private readonly SHA256 _sha = SHA256.Create();
        private readonly CryptoStream _bytes;
        private readonly BinaryWriter _writer;

        private readonly CancellationToken _cancel;

        public ContentWriter(CancellationToken cancel)
        {
            _cancel = cancel;
            _bytes = new(Stream.Null, _sha, CryptoStreamMode.Write);
            _writer = new(new BufferedStream(_bytes, 1 << 16));
        }

        public void Text(string? text)
        {
            _writer.Write(text is not null);
            if (text is not null)
                _writer.Write(text);
        }

        public void Whole(long? value)
        {
            _writer.Write(value is not null);
            if (value is { } number)
                _writer.Write(number);
        }

        public void Number(double? value)
        {
            _writer.Write(value is not null);
            // There are many NaN bit patterns and all mean the same; a store gives -0 back as 0.
            if (value is { } number)
                _writer.Write(
                    number switch
                    {
                        double.NaN => double.NaN,
                        0 => 0.0,
                        _ => number,
                    }
                );
        }

        public void Each<T>(IReadOnlyList<T> items, Action<ContentWriter, T> write)
        {
            _writer.Write(items.Count);
            foreach (T item in items)
            {
                _cancel.ThrowIfCancellationRequested();
                write(this, item);
            }
        }

        public string Hash()
        {
            _writer.Flush();
            _bytes.FlushFinalBlock();
            return Convert.ToHexStringLower(_sha.Hash!);
        }

        public void Dispose()
        {
            _writer.Dispose();
            _sha.Dispose();
        }
    }
}
