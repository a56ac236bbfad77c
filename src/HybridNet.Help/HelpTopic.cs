namespace HybridNet.Help;

/// <summary>One worked example of a help topic.</summary>
/// <param name="Title">What it shows.</param>
/// <param name="Code">What the user types.</param>
/// <param name="Output">What PowerShell prints, or empty when it is not shown.</param>
/// <param name="Remarks">What to notice.</param>
internal sealed record HelpExample(string Title, string Code, string Output, IReadOnlyList<string> Remarks);

/// <summary>
/// The readable source of one cmdlet's help: a Markdown file with the sections Description, Parameters, Inputs,
/// Outputs, Examples and Related; the first paragraph is the synopsis.
/// </summary>
internal sealed class HelpTopic
{
    private HelpTopic(string name) => Name = name;

    public string Name { get; }

    public string Synopsis { get; private set; } = "";

    public IReadOnlyList<string> Description { get; private set; } = [];

    public Dictionary<string, IReadOnlyList<string>> Parameters { get; } = new(StringComparer.OrdinalIgnoreCase);

    public List<(string Type, IReadOnlyList<string> Text)> Inputs { get; } = [];

    public List<(string Type, IReadOnlyList<string> Text)> Outputs { get; } = [];

    public List<HelpExample> Examples { get; } = [];

    public List<string> Related { get; } = [];

    /// <summary>Reads a topic; sections and items are headings of the second and third level.</summary>
    public static HelpTopic Parse(string name, string[] lines)
    {
        var topic = new HelpTopic(name);
        string section = "",
            item = "";
        var body = new List<string>();
        bool fenced = false;
        foreach (string line in lines.Append("## "))
        {
            if (line.StartsWith("```", StringComparison.Ordinal))
                fenced = !fenced;
            bool heading = !fenced && line.StartsWith('#');
            if (!heading)
            {
                body.Add(line);
                continue;
            }
            topic.Take(section, item, body);
            body = [];
            if (line.StartsWith("### ", StringComparison.Ordinal))
                item = line[4..].Trim();
            else if (line.StartsWith("## ", StringComparison.Ordinal))
                (section, item) = (line[3..].Trim(), "");
        }
        return topic;
    }

    private void Take(string section, string item, List<string> body)
    {
        IReadOnlyList<string> text = Paragraphs(body);
        switch (section)
        {
            case "":
                Synopsis = string.Join(' ', text);
                break;
            case "Description":
                Description = text;
                break;
            case "Parameters" when item != "":
                Parameters[item.TrimStart('-')] = text;
                break;
            case "Inputs" when item != "":
                Inputs.Add((item, text));
                break;
            case "Outputs" when item != "":
                Outputs.Add((item, text));
                break;
            case "Examples" when item != "":
                Examples.Add(new(item, Fence(body, "powershell"), Fence(body, "output"), text));
                break;
            case "Related":
                Related.AddRange(
                    body.Where(line => line.StartsWith("- ", StringComparison.Ordinal)).Select(line => line[2..].Trim())
                );
                break;
        }
    }

    /// <summary>Paragraphs outside fences; a line break inside a paragraph is a blank, a list item keeps its line.</summary>
    private static List<string> Paragraphs(List<string> body)
    {
        var paragraphs = new List<string>();
        string current = "";
        bool fenced = false;
        foreach (string line in body.Append(""))
        {
            if (line.StartsWith("```", StringComparison.Ordinal))
                fenced = !fenced;
            else if (fenced)
                continue;
            else if (line.Trim() == "" || line.StartsWith("- ", StringComparison.Ordinal) || line.StartsWith('|'))
            {
                if (current != "")
                    paragraphs.Add(current);
                current = line.Trim();
            }
            else
                current = current == "" ? line.Trim() : current + " " + line.Trim();
        }
        if (current != "")
            paragraphs.Add(current);
        return paragraphs;
    }

    private static string Fence(List<string> body, string kind)
    {
        int start = body.FindIndex(line => line.Trim() == "```" + kind);
        if (start < 0)
            return "";
        int end = body.FindIndex(start + 1, line => line.Trim() == "```");
        return string.Join('\n', body.Skip(start + 1).Take((end < 0 ? body.Count : end) - start - 1));
    }
}
