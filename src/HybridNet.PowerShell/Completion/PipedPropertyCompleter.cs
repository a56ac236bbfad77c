using System.Collections;
using System.Globalization;
using System.Management.Automation;
using System.Management.Automation.Language;
using System.Reflection;

namespace HybridNet.PowerShell.Completion;

/// <summary>
/// Completes the properties of what flows into the command: of the output types of the cmdlet before it in the
/// pipeline, or of image scores where nothing tells.
/// </summary>
/// <remarks>Numeric properties come first, because that is what the commands that use this one take.</remarks>
public class PipedPropertyCompleter : IArgumentCompleter
{
    private static readonly Lazy<Dictionary<string, Type[]>> s_outputs = new(OutputTypes);

    /// <summary>Whether only numbers are offered.</summary>
    private protected virtual bool NumbersOnly => true;

    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName,
        string parameterName,
        string wordToComplete,
        CommandAst commandAst,
        IDictionary fakeBoundParameters
    )
    {
        string word = wordToComplete.Trim('\'', '"');
        return Upstream(commandAst)
            .SelectMany(type => type.GetProperties(BindingFlags.Public | BindingFlags.Instance))
            .Where(property => !NumbersOnly || IsNumber(property.PropertyType))
            .Where(property => property.Name.StartsWith(word, StringComparison.OrdinalIgnoreCase))
            .DistinctBy(property => property.Name)
            .OrderByDescending(property => IsNumber(property.PropertyType))
            .Select(property => new CompletionResult(
                property.Name,
                property.Name,
                CompletionResultType.Property,
                $"{property.DeclaringType?.Name}.{property.Name}"
            ));
    }

    private static Type[] Upstream(CommandAst command)
    {
        if (command.Parent is PipelineAst pipeline)
        {
            int place = pipeline.PipelineElements.IndexOf(command);
            // A filter (Where-Object, Sort-Object) passes its input on: look further up until a cmdlet of ours.
            for (int i = place - 1; i >= 0; i--)
                if (
                    pipeline.PipelineElements[i] is CommandAst earlier
                    && earlier.GetCommandName() is { } name
                    && s_outputs.Value.TryGetValue(name, out Type[]? types)
                )
                    return types.Contains(typeof(Run)) ? [typeof(ImageScore)] : types;
        }
        return [typeof(ImageScore)];
    }

    private static bool IsNumber(Type type)
    {
        Type plain = Nullable.GetUnderlyingType(type) ?? type;
        return !plain.IsEnum && Type.GetTypeCode(plain) is >= TypeCode.SByte and <= TypeCode.Decimal;
    }

    private static Dictionary<string, Type[]> OutputTypes() =>
        typeof(PipedPropertyCompleter)
            .Assembly.GetTypes()
            .Select(type => (Type: type, Cmdlet: type.GetCustomAttribute<CmdletAttribute>()))
            .Where(item => item.Cmdlet is not null)
            .ToDictionary(
                item => string.Create(CultureInfo.InvariantCulture, $"{item.Cmdlet!.VerbName}-{item.Cmdlet.NounName}"),
                item =>
                    item.Type.GetCustomAttributes<OutputTypeAttribute>()
                        .SelectMany(output => output.Type)
                        .Select(output => output.Type)
                        .OfType<Type>()
                        .ToArray(),
                StringComparer.OrdinalIgnoreCase
            );
}

/// <summary>Completes every property of what flows into the command, texts too: what a bar or an axis is labelled with.</summary>
public sealed class PipedLabelCompleter : PipedPropertyCompleter
{
    private protected override bool NumbersOnly => false;
}
