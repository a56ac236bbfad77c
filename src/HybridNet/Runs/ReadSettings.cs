using System.Text.Json;
using System.Text.Json.Serialization;
using HybridNet.Ports;

namespace HybridNet;

/// <summary>With what a run was read. As text it outlives a job, Clixml and CSV, so that the run can be read again with the
/// same meaning.</summary>
public sealed record ReadSettings
{
    private static readonly JsonSerializerOptions s_json = new()
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Folder that was given.</summary>
    public required string Folder { get; init; }

    /// <summary>Class, fold or model of the folder; null when it has one run only.</summary>
    public string? Part { get; init; }

    /// <summary>What the caller decided.</summary>
    public RunReadOptions Options { get; init; } = new();

    /// <summary>The settings as JSON on one line.</summary>
    public override string ToString() => JsonSerializer.Serialize(this, s_json);

    /// <summary>Reads what <see cref="ToString"/> wrote; null for any other text.</summary>
    /// <param name="text">JSON on one line.</param>
    public static ReadSettings? Parse(string? text)
    {
        if (text is null || !text.StartsWith('{'))
            return null;
        try
        {
            return JsonSerializer.Deserialize<ReadSettings>(text, s_json);
        }
        catch (Exception exception) when (exception is JsonException or NotSupportedException)
        {
            return null;
        }
    }
}
