using System.Text.Json;
using HybridNet.Distances;
using HybridNet.Lesions;

namespace HybridNet.Protocols;

/// <summary>Reads the conventions of a figure; one that the engine does not know is an error with the names it knows.</summary>
internal static class ConventionReader
{
    public static FigureRule Apply(FigureRule rule, JsonElement conventions, string path)
    {
        if (conventions.ValueKind == JsonValueKind.String)
            return rule with { Measure = conventions.GetString()! };
        if (conventions.ValueKind != JsonValueKind.Object)
            throw ProtocolFiles.Malformed(path, $"has conventions for {rule.Name} that are not an object.");
        foreach (JsonProperty property in conventions.EnumerateObject())
            rule = Apply(rule, property, path);
        return rule;
    }

    public static int Whole(JsonProperty property, string path) =>
        property.Value.ValueKind == JsonValueKind.Number && property.Value.TryGetInt32(out int whole)
            ? whole
            : throw Wrong(property, path, "a whole number");

    public static bool Flag(JsonProperty property, string path) =>
        property.Value.ValueKind is JsonValueKind.True or JsonValueKind.False
            ? property.Value.GetBoolean()
            : throw Wrong(property, path, "true or false");

    public static T Choice<T>(JsonProperty property, string path)
        where T : struct, Enum =>
        property.Value.ValueKind == JsonValueKind.String && Enum.TryParse(property.Value.GetString(), out T choice)
            ? choice
            : throw Wrong(property, path, "one of " + string.Join(", ", Enum.GetNames<T>()));

    /// <summary>A number, "NaN", "Infinity", "Absent", or "Raise: " and the tool's exception.</summary>
    public static FigureValue Value(JsonProperty property, string path)
    {
        if (property.Value.ValueKind == JsonValueKind.Number)
            return property.Value.GetDouble();
        string text = property.Value.ToString();
        const string Raise = "Raise: ";
        if (text.StartsWith(Raise, StringComparison.Ordinal))
            return FigureValue.Raise(text[Raise.Length..]);
        return text switch
        {
            "NaN" => double.NaN,
            "Infinity" => double.PositiveInfinity,
            "Absent" => FigureValue.None,
            _ => throw Wrong(property, path, "a number, NaN, Infinity, Absent, or 'Raise: ' and an exception"),
        };
    }

    private static FigureRule Apply(FigureRule rule, JsonProperty property, string path) =>
        property.Name switch
        {
            "Measure" => rule with { Measure = property.Value.ToString() },
            "Points" => rule with { Points = Choice<PointSet>(property, path) },
            "Targets" => rule with { Targets = Choice<PointSet>(property, path) },
            "Direction" => rule with { Direction = Choice<DistanceDirection>(property, path) },
            "Percentile" => rule with { Percentile = Value(property, path).Number },
            "Join" => rule with { Join = Choice<PercentileMode>(property, path) },
            "Rank" => rule with { Rank = Choice<PercentileRank>(property, path) },
            "Spacing" => rule with { Spacing = Choice<SpacingUse>(property, path) },
            "ToleranceUse" => rule with { ToleranceUse = Choice<ToleranceUse>(property, path) },
            "Tolerance" => rule with { Tolerance = Value(property, path).Number },
            "EmptyTarget" => rule with { EmptyTarget = Choice<EmptyTarget>(property, path) },
            "Arithmetic" => rule with { Arithmetic = Choice<Arithmetic>(property, path) },
            "Average" => rule with { Average = Choice<ClassAverage>(property, path) },
            "Width" => rule with { Width = Value(property, path).Number },
            "Connectivity" => rule with { Connectivity = Choice<Connectivity>(property, path) },
            "Assignment" => rule with { Assignment = Choice<LesionAssignment>(property, path) },
            "MatchIou" => rule with { MatchIou = Value(property, path).Number },
            "Dilations" => rule with { Dilations = Whole(property, path) },
            "IgnoreUpTo" => rule with { IgnoreUpTo = Value(property, path).Number },
            "Penalty" => rule with { Penalty = Value(property, path).Number },
            "Of" => rule with { Of = property.Value.ToString() },
            "BothEmpty" => rule with { BothEmpty = Value(property, path) },
            "GtEmpty" => rule with { GtEmpty = Value(property, path) },
            "PredEmpty" => rule with { PredEmpty = Value(property, path) },
            "OneEmpty" => rule with { GtEmpty = Value(property, path), PredEmpty = Value(property, path) },
            "Disjoint" => rule with { Disjoint = Value(property, path) },
            "BothFull" => rule with { BothFull = Value(property, path) },
            "Undefined" => rule with { Undefined = Value(property, path) },
            "Unmatched" => rule with { Unmatched = Value(property, path) },
            "Group" => rule,
            _ => throw ProtocolFiles.Malformed(path, $"names the convention '{property.Name}', which is not known."),
        };

    private static InputException Wrong(JsonProperty property, string path, string expected) =>
        ProtocolFiles.Malformed(path, $"has {property.Name} = {property.Value}. It must be {expected}.");
}
