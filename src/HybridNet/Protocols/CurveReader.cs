using System.Text.Json;

namespace HybridNet.Protocols;

/// <summary>Reads the figures of curves; a convention that the engine does not know is an error.</summary>
internal static class CurveReader
{
    public static CurveRule Of(JsonProperty figure, JsonElement defaults, string path)
    {
        var rule = new CurveRule { Name = figure.Name, Measure = "" };
        if (defaults.ValueKind == JsonValueKind.Object)
            rule = Apply(rule, defaults, path);
        rule = Apply(rule, figure.Value, path);
        if (!CurveFigures.Exists(rule.Measure))
            throw ProtocolFiles.Malformed(
                path,
                $"asks for the curve measure '{rule.Measure}' for {rule.Name}. There are {string.Join(", ", CurveFigures.Names)}."
            );
        return rule;
    }

    private static CurveRule Apply(CurveRule rule, JsonElement conventions, string path)
    {
        if (conventions.ValueKind == JsonValueKind.String)
            return rule with { Measure = conventions.GetString()! };
        if (conventions.ValueKind != JsonValueKind.Object)
            throw ProtocolFiles.Malformed(path, $"has conventions for {rule.Name} that are not an object.");
        foreach (JsonProperty property in conventions.EnumerateObject())
            rule = property.Name switch
            {
                "Measure" => rule with { Measure = property.Value.ToString() },
                "Thresholds" => rule with { Thresholds = ConventionReader.Whole(property, path) },
                "Above" => rule with { Above = ConventionReader.Flag(property, path) },
                "EmptyPrecision" => rule with { EmptyPrecision = ConventionReader.Value(property, path).Number },
                "EmptyRecall" => rule with { EmptyRecall = ConventionReader.Value(property, path).Number },
                "Anchor" => rule with { Anchor = ConventionReader.Flag(property, path) },
                "Samples" => rule with { Samples = ConventionReader.Choice<SampleArithmetic>(property, path) },
                "Threshold" => rule with { Threshold = ConventionReader.Value(property, path).Number },
                "Temperature" => rule with { Temperature = ConventionReader.Value(property, path).Number },
                "OneClass" => rule with { OneClass = ConventionReader.Value(property, path) },
                "Undefined" => rule with { Undefined = ConventionReader.Value(property, path) },
                _ => throw ProtocolFiles.Malformed(
                    path,
                    $"names the convention '{property.Name}' for {rule.Name}, which curves do not have."
                ),
            };
        return rule;
    }
}
