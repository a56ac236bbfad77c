using System.Management.Automation;
using System.Text;
using System.Xml;
using System.Xml.Linq;

namespace HybridNet.Help;

/// <summary>
/// Writes MAML, the help format of compiled cmdlets. Names, types, positions and pipeline input come from the cmdlet
/// itself, so that only prose can be out of date.
/// </summary>
internal sealed class MamlWriter(List<string> faults)
{
    private const int FewestExamples = 2;

    private static readonly XNamespace s_msh = "http://msh";
    private static readonly XNamespace s_maml = "http://schemas.microsoft.com/maml/2004/10";
    private static readonly XNamespace s_command = "http://schemas.microsoft.com/maml/dev/command/2004/10";
    private static readonly XNamespace s_dev = "http://schemas.microsoft.com/maml/dev/2004/10";

    private static readonly HashSet<string> s_common =
    [
        .. Cmdlet.CommonParameters,
        .. Cmdlet.OptionalCommonParameters.Except(["WhatIf", "Confirm"]),
    ];

    private readonly XElement _root = new(s_msh + "helpItems", new XAttribute("schema", "maml"));

    /// <summary>Adds one cmdlet; whatever is missing goes to the list of faults.</summary>
    public void Add(HelpTopic topic, CmdletInfo cmdlet)
    {
        if (topic.Synopsis == "")
            faults.Add($"{topic.Name}: no synopsis");
        if (topic.Description.Count == 0)
            faults.Add($"{topic.Name}: no description");
        if (topic.Examples.Count < FewestExamples)
            faults.Add($"{topic.Name}: fewer than {FewestExamples} examples");
        foreach (HelpExample example in topic.Examples.Where(example => example.Code == ""))
            faults.Add($"{topic.Name}: example '{example.Title}' has no code");

        List<CommandParameterInfo> all =
        [
            .. cmdlet
                .ParameterSets.SelectMany(set => set.Parameters)
                .Where(parameter => !s_common.Contains(parameter.Name))
                .DistinctBy(parameter => parameter.Name)
                .OrderBy(parameter => parameter.Name, StringComparer.Ordinal),
        ];
        foreach (string unknown in topic.Parameters.Keys.Except(all.Select(p => p.Name), StringComparer.OrdinalIgnoreCase))
            faults.Add($"{topic.Name}: describes -{unknown}, which it does not have");

        _root.Add(
            new XElement(
                s_command + "command",
                new XAttribute(XNamespace.Xmlns + "maml", s_maml),
                new XAttribute(XNamespace.Xmlns + "command", s_command),
                new XAttribute(XNamespace.Xmlns + "dev", s_dev),
                new XElement(
                    s_command + "details",
                    new XElement(s_command + "name", topic.Name),
                    new XElement(s_maml + "description", Para(topic.Synopsis)),
                    new XElement(s_command + "verb", cmdlet.Verb),
                    new XElement(s_command + "noun", cmdlet.Noun)
                ),
                new XElement(s_maml + "description", topic.Description.Select(Para)),
                new XElement(s_command + "syntax", cmdlet.ParameterSets.Select(set => Syntax(topic, set))),
                new XElement(s_command + "parameters", all.Select(parameter => Parameter(topic, parameter))),
                new XElement(s_command + "inputTypes", topic.Inputs.Select(input => TypeOf("inputType", input.Type, input.Text))),
                new XElement(
                    s_command + "returnValues",
                    topic.Outputs.Select(output => TypeOf("returnValue", output.Type, output.Text))
                ),
                new XElement(s_command + "examples", topic.Examples.Select(Example)),
                new XElement(s_maml + "relatedLinks", topic.Related.Select(Link))
            )
        );
    }

    /// <summary>Writes the file: UTF-8 without BOM, LF.</summary>
    public void Save(string path)
    {
        var settings = new XmlWriterSettings
        {
            Indent = true,
            NewLineChars = "\n",
            Encoding = new UTF8Encoding(false),
        };
        using XmlWriter xml = XmlWriter.Create(path, settings);
        new XDocument(_root).Save(xml);
    }

    private XElement Syntax(HelpTopic topic, CommandParameterSetInfo set) =>
        new(
            s_command + "syntaxItem",
            new XElement(s_maml + "name", topic.Name),
            set.Parameters.Where(parameter => !s_common.Contains(parameter.Name))
                .OrderBy(parameter => parameter.Position < 0 ? int.MaxValue : parameter.Position)
                .ThenByDescending(parameter => parameter.IsMandatory)
                .ThenBy(parameter => parameter.Name, StringComparer.Ordinal)
                .Select(parameter => Parameter(topic, parameter))
        );

    /// <summary>The text of this set, or of another set of the same parameter.</summary>
    private static string Described(CommandParameterInfo parameter) =>
        parameter
            .Attributes.OfType<ParameterAttribute>()
            .Select(attribute => attribute.HelpMessage)
            .Prepend(parameter.HelpMessage)
            .FirstOrDefault(message => !string.IsNullOrEmpty(message))
        ?? "";

    private XElement Parameter(HelpTopic topic, CommandParameterInfo parameter)
    {
        if (!topic.Parameters.TryGetValue(parameter.Name, out IReadOnlyList<string>? text) || text.Count == 0)
            text = parameter.Name switch
            {
                "WhatIf" => ["Shows what would happen; nothing is written."],
                "Confirm" => ["Asks before anything is written."],
                _ => [Described(parameter)],
            };
        if (text[0] == "")
            faults.Add($"{topic.Name}: -{parameter.Name} is not described");
        return new XElement(
            s_command + "parameter",
            new XAttribute("required", parameter.IsMandatory ? "true" : "false"),
            new XAttribute("variableLength", parameter.ParameterType.IsArray ? "true" : "false"),
            new XAttribute("globbing", parameter.Attributes.OfType<SupportsWildcardsAttribute>().Any() ? "true" : "false"),
            new XAttribute("pipelineInput", PipelineInput(parameter)),
            new XAttribute("position", parameter.Position < 0 ? "named" : parameter.Position.ToString()),
            new XAttribute("aliases", parameter.Aliases.Count == 0 ? "none" : string.Join(", ", parameter.Aliases)),
            new XElement(s_maml + "name", parameter.Name),
            new XElement(s_maml + "Description", text.Select(Para)),
            parameter.ParameterType == typeof(SwitchParameter)
                ? null
                : new XElement(
                    s_command + "parameterValue",
                    new XAttribute("required", "true"),
                    new XAttribute("variableLength", parameter.ParameterType.IsArray ? "true" : "false"),
                    NameOf(parameter.ParameterType)
                ),
            new XElement(s_dev + "type", new XElement(s_maml + "name", NameOf(parameter.ParameterType)))
        );
    }

    private static string PipelineInput(CommandParameterInfo parameter) =>
        (parameter.ValueFromPipeline, parameter.ValueFromPipelineByPropertyName) switch
        {
            (true, true) => "True (ByValue, ByPropertyName)",
            (true, false) => "True (ByValue)",
            (false, true) => "True (ByPropertyName)",
            _ => "False",
        };

    private static string NameOf(Type type) =>
        type.IsArray ? NameOf(type.GetElementType()!) + "[]" : (Nullable.GetUnderlyingType(type) ?? type).Name;

    private static XElement Example(HelpExample example, int index) =>
        new(
            s_command + "example",
            new XElement(s_maml + "title", $"Example {index + 1}: {example.Title}"),
            new XElement(s_dev + "code", example.Output == "" ? example.Code : example.Code + "\n\n" + example.Output),
            new XElement(s_dev + "remarks", example.Remarks.Select(Para))
        );

    private static XElement TypeOf(string kind, string type, IReadOnlyList<string> text) =>
        new(
            s_command + kind,
            new XElement(s_dev + "type", new XElement(s_maml + "name", type)),
            new XElement(s_maml + "description", text.Select(Para))
        );

    private static XElement Link(string name) =>
        new(s_maml + "navigationLink", new XElement(s_maml + "linkText", name), new XElement(s_maml + "uri"));

    private static XElement Para(string text) => new(s_maml + "para", text);
}
