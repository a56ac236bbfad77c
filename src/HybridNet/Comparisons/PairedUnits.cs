using System.Text.RegularExpressions;
using HybridNet.Statistics;

namespace HybridNet.Comparisons;

/// <summary>What may be taken as independent: subjects, because images of one subject are alike; else images.</summary>
internal sealed class PairedUnits
{
    private readonly Regex? _subject;
    private readonly bool _everyId,
        _usual;

    /// <summary>Takes the options of a comparison.</summary>
    public PairedUnits(ComparisonOptions options)
    {
        (_subject, _everyId) = (options.Subject, options.SubjectRequired);
        _usual = !_everyId && _subject?.ToString() == IdPattern.Subject;
    }

    /// <summary>
    /// Name of the unit of an image. An id in which the default pattern finds no subject is a subject of its own; a
    /// pattern that the caller gave must find one in every id.
    /// </summary>
    /// <exception cref="InputException">The caller's pattern does not match.</exception>
    public string Of(string imageId)
    {
        if (_subject is null)
            return imageId;
        string? key = IdPattern.Key(_subject, imageId);
        if (key is null && _everyId)
            throw new InputException(
                InputError.InvalidArgument,
                $"The subject pattern '{_subject}' does not match image {imageId}.",
                imageId,
                "Write a pattern whose first group is the subject in every id."
            );
        // A prefix that no image id has keeps an id from being taken for another image's subject.
        return key is null ? "\n" + imageId : key;
    }

    /// <summary>The same name without a string of its own, where the id is short.</summary>
    /// <param name="imageId">Image id.</param>
    /// <param name="room">Letters that the name may be written to, one more than those of the id.</param>
    /// <param name="isSubject">The name is that of a subject, not of an image.</param>
    /// <exception cref="InputException">The caller's pattern does not match.</exception>
    public ReadOnlySpan<char> NameOf(ReadOnlySpan<char> imageId, Span<char> room, out bool isSubject)
    {
        isSubject = false;
        if (_subject is null)
            return imageId;
        if (!_usual || !IdPattern.TrySubject(imageId, out int letters) || imageId.Length >= room.Length)
        {
            string name = Of(imageId.ToString());
            isSubject = !name.StartsWith('\n');
            return name;
        }
        isSubject = letters > 0;
        if (isSubject)
            return imageId[..letters];
        room[0] = '\n';
        imageId.CopyTo(room[1..]);
        return room[..(imageId.Length + 1)];
    }

    /// <summary>Sums and numbers of the values of each unit, in the order in which the units appear.</summary>
    public (double[] Sums, int[] Counts) Group(IReadOnlyList<string> imageIds, double[] values)
    {
        var index = new Dictionary<string, int>(imageIds.Count, StringComparer.Ordinal);
        var sums = new List<double>(imageIds.Count);
        var counts = new List<int>(imageIds.Count);
        for (int i = 0; i < imageIds.Count; i++)
        {
            ref int unit = ref System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(
                index,
                Of(imageIds[i]),
                out bool known
            );
            if (!known)
            {
                unit = sums.Count;
                sums.Add(0);
                counts.Add(0);
            }
            sums[unit] += values[i];
            counts[unit]++;
        }
        return ([.. sums], [.. counts]);
    }

    /// <summary>The test and the interval of the mean of the values.</summary>
    public SignFlipInversion Test(
        IReadOnlyList<string> imageIds,
        double[] values,
        ComparisonOptions options,
        CancellationToken cancel
    )
    {
        (double[] sums, int[] counts) = Group(imageIds, values);
        return SignFlipInversion.Of(sums, counts, options.Resamples, options.Seed, cancel);
    }
}
