using System.Text.Json;
using System.Text.Json.Serialization;
using HybridNet.Ports;

namespace HybridNet.Nightly;

/// <summary>
/// Which run is the accepted one: noted beside the store by every night, so that a person need not say it again.
/// </summary>
/// <param name="Baseline">Name of the accepted run.</param>
/// <param name="Limits">The limits of the last night.</param>
internal sealed record AcceptedRun(string Baseline, RegressionLimits Limits)
{
    private static readonly JsonSerializerOptions s_form = new()
    {
        WriteIndented = true,
        Converters = { new JsonStringEnumConverter() },
    };

    /// <summary>Notes it.</summary>
    /// <param name="store">Absolute path of the store.</param>
    /// <exception cref="InputException">The note cannot be written.</exception>
    public void Note(string store) =>
        AtomicFile.Write(PathOf(store), JsonSerializer.SerializeToUtf8Bytes(this, s_form), force: true);

    /// <summary>The note of the last night; null when there is none.</summary>
    /// <param name="store">Absolute path of the store.</param>
    /// <exception cref="InputException">There is a note, and it cannot be read.</exception>
    public static AcceptedRun? Noted(string store)
    {
        string path = PathOf(store);
        if (!File.Exists(path))
            return null;
        try
        {
            if (
                JsonSerializer.Deserialize<AcceptedRun>(File.ReadAllBytes(path), s_form) is
                { Baseline.Length: > 0, Limits: not null } noted
            )
                return noted;
            throw Damaged(null);
        }
        catch (Exception exception) when (exception is JsonException or IOException or UnauthorizedAccessException)
        {
            throw Damaged(exception);
        }

        InputException Damaged(Exception? inner) =>
            new(
                InputError.MalformedFile,
                $"{path} does not say which run is the accepted one.",
                path,
                "Name it with -Baseline; the next night writes the note anew.",
                inner
            );
    }

    /// <summary>The newest revision of a stored run by its name, letter by letter first; null when there is none.</summary>
    /// <param name="stored">Every run of the store.</param>
    /// <param name="name">The name.</param>
    public static StoredRun? Find(IReadOnlyList<StoredRun> stored, string name) =>
        stored.LastOrDefault(run => run.Newest && run.Name == name)
        ?? stored.LastOrDefault(run => run.Newest && run.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    private static string PathOf(string store) => store + ".accepted.json";
}
