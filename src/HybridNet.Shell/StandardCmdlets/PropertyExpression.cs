using System.Collections;
using System.Management.Automation;

namespace HybridNet.Shell.StandardCmdlets;

/// <summary>A -Property argument: a name with or without wildcards, a script block, or @{ Name; Expression; Descending }.</summary>
internal sealed class PropertyExpression
{
    private readonly ScriptBlock? _script;
    private readonly string? _path;

    private PropertyExpression(string name, string? path, ScriptBlock? script, bool? descending) =>
        (Name, _path, _script, Descending) = (name, path, script, descending);

    /// <summary>Name of the resulting property.</summary>
    public string Name { get; }

    /// <summary>The argument's own direction, or null.</summary>
    public bool? Descending { get; }

    public bool HasWildcards => _path is not null && WildcardPattern.ContainsWildcardCharacters(_path);

    public static PropertyExpression[] Parse(object[]? arguments) => [.. (arguments ?? []).Select(Parse)];

    /// <summary>The value for one object; null when it has no such property.</summary>
    public object? ValueOf(PSObject item)
    {
        if (_script is null)
            return item.Properties[_path!]?.Value;
        var variables = new List<PSVariable> { new("_", item) };
        return _script.InvokeWithContext(null, variables) switch
        {
            [] => null,
            [PSObject single] => single,
            var many => many.ToArray(),
        };
    }

    /// <summary>True when the object has the property; a script always has a value.</summary>
    public bool IsOn(PSObject item) => _script is not null || item.Properties[_path!] is not null;

    /// <summary>The properties of an object that the name with wildcards matches.</summary>
    public IEnumerable<PSPropertyInfo> Matching(PSObject item)
    {
        WildcardPattern pattern = WildcardPattern.Get(_path!, WildcardOptions.IgnoreCase);
        return item.Properties.Where(property => pattern.IsMatch(property.Name));
    }

    private static PropertyExpression Parse(object argument)
    {
        object value = argument is PSObject wrapped ? wrapped.BaseObject : argument;
        return value switch
        {
            ScriptBlock script => new(script.ToString().Trim(), null, script, null),
            IDictionary table => FromTable(table),
            _ => new(value.ToString()!, value.ToString()!, null, null),
        };
    }

    private static PropertyExpression FromTable(IDictionary table)
    {
        object? Entry(params string[] names) =>
            table
                .Keys.Cast<object>()
                .Where(key => names.Any(name => name.StartsWith(key.ToString()!, StringComparison.OrdinalIgnoreCase)))
                .Select(key => table[key])
                .FirstOrDefault();
        object expression = Entry("Expression") ?? throw new PSArgumentException("A calculated property needs an Expression.");
        PropertyExpression inner = Parse(expression);
        string name = Entry("Name", "Label")?.ToString() ?? inner.Name;
        bool? descending =
            Entry("Descending") is { } down ? LanguagePrimitives.IsTrue(down)
            : Entry("Ascending") is { } up ? !LanguagePrimitives.IsTrue(up)
            : null;
        return new(name, inner._path, inner._script, descending);
    }
}
