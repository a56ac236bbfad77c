using System.Text.Json;
using System.Text.Json.Serialization;
using HybridNet.Metrics;

namespace HybridNet;

/// <summary>Where a run can be had again: in a store, or in the folder that it was read from.</summary>
internal sealed record RunSource
{
    /// <summary>How such records are written on one line.</summary>
    internal static readonly JsonSerializerOptions Json = new()
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Absolute path of the store, or null.</summary>
    public string? Store { get; init; }

    /// <summary>Name in the store.</summary>
    public string? Name { get; init; }

    /// <summary>Revision in the store.</summary>
    public int Revision { get; init; }

    /// <summary>Folder and settings, or null.</summary>
    public ReadSettings? Folder { get; init; }

    /// <summary>The source of a run; null for one that was made of nothing that can be read again.</summary>
    public static RunSource? Of(Run run)
    {
        if (run.Stored is { } stored)
            return new()
            {
                Store = stored.Store,
                Name = stored.Name,
                Revision = stored.Revision,
            };
        return run.ReadWith is { } settings ? new() { Folder = settings } : null;
    }

    /// <summary>Reads what was written with <see cref="Json"/>; null for any other text.</summary>
    public static T? Parse<T>(string? text)
        where T : class
    {
        if (text is null || !text.StartsWith('{'))
            return null;
        try
        {
            return JsonSerializer.Deserialize<T>(text, Json);
        }
        catch (Exception exception) when (exception is JsonException or NotSupportedException)
        {
            return null;
        }
    }
}

/// <summary>How measurements were made, so that they can be saved after they came through a job or a file.</summary>
internal sealed record MeasuredWith(RunSource Run, MeasurementOptions Options, int Shard, int ShardCount)
{
    /// <summary>On one line.</summary>
    public override string ToString() => JsonSerializer.Serialize(this, RunSource.Json);
}
