using System.Text.Json;
using System.Text.Json.Serialization;
using HybridNet.Metrics;

namespace HybridNet.Journals;

/// <summary>One finished image in a journal.</summary>
/// <param name="Class">Class of a loose file, or null.</param>
/// <param name="Fingerprint">What its files were.</param>
/// <param name="Measurement">What was measured, to the last bit of every number.</param>
/// <param name="Notes">What was odd about its files.</param>
internal sealed record JournalRow(string? Class, string Fingerprint, MaskMeasurement Measurement, IReadOnlyList<MaskNote> Notes)
{
    private static readonly JsonSerializerOptions s_form = new()
    {
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        IgnoreReadOnlyProperties = true,
    };

    /// <summary>The row as one line of JSON.</summary>
    public byte[] ToBytes() => JsonSerializer.SerializeToUtf8Bytes(this, s_form);

    /// <summary>The row of a line, or null for what is none.</summary>
    /// <param name="line">The line.</param>
    public static JournalRow? Of(ReadOnlySpan<byte> line)
    {
        try
        {
            return JsonSerializer.Deserialize<JournalRow>(line, s_form);
        }
        catch (JsonException)
        {
            // The checksum was right, so another version wrote it: the image is measured again, and counted as damaged.
            return null;
        }
    }
}
