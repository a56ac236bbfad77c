using System.Collections;
using System.Reflection;

namespace HybridNet.PowerShell.Values;

/// <summary>
/// Parameters that change nothing without another one, or beside it: whoever gives them all the same is told. On a parameter it
/// means that one; on a cmdlet those it names, such as the inherited ones.
/// </summary>
/// <param name="parameters">Names of the parameters, on a cmdlet.</param>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Property, AllowMultiple = true)]
internal sealed class IdleAttribute(params string[] parameters) : Attribute
{
    /// <summary>The parameter that they need.</summary>
    public string? Without { get; init; }

    /// <summary>The parameter beside which they are not looked at.</summary>
    public string? With { get; init; }

    /// <summary>The value that the other parameter must have; any when null.</summary>
    public string? Value { get; init; }

    /// <summary>Why they change nothing at all, where no other parameter decides.</summary>
    public string? Because { get; init; }

    /// <summary>What to say about the parameters that were given to a cmdlet and do nothing.</summary>
    /// <param name="cmdlet">The cmdlet, bound.</param>
    /// <param name="given">Names of the parameters that were given.</param>
    public static IEnumerable<string> Sentences(object cmdlet, ICollection<string> given)
    {
        Type type = cmdlet.GetType();
        foreach (string name in given)
        foreach (IdleAttribute rule in Rules(type, name))
            if (rule.Sentence(cmdlet, name) is { } sentence)
                yield return sentence;
    }

    /// <summary>The rules about a parameter of a cmdlet.</summary>
    internal static IEnumerable<IdleAttribute> Rules(Type cmdlet, string parameter) =>
        (cmdlet.GetProperty(parameter)?.GetCustomAttributes<IdleAttribute>() ?? []).Concat(
            cmdlet.GetCustomAttributes<IdleAttribute>().Where(rule => rule.Names(parameter))
        );

    private bool Names(string parameter) => parameters.Contains(parameter, StringComparer.OrdinalIgnoreCase);

    private string? Sentence(object cmdlet, string name)
    {
        if ((Without ?? With) is not { } other)
            return $"-{name} changes nothing here: {Because}.";
        bool isThere = Holds(cmdlet.GetType().GetProperty(other)!.GetValue(cmdlet));
        if (isThere == (With is not null))
            return $"-{name} changes nothing {(With is null ? "without" : "with")} -{other}{(Value is null ? "" : " " + Value)}.";
        return null;
    }

    private bool Holds(object? value) =>
        value switch
        {
            null => false,
            string text => Is(text),
            IEnumerable items => items.Cast<object>().Any(item => Is(item)),
            System.Management.Automation.SwitchParameter given => given.IsPresent,
            _ => Is(value),
        };

    private bool Is(object value) => Value is null || Value.Equals(value.ToString(), StringComparison.OrdinalIgnoreCase);
}
