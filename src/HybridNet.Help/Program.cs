using System.Management.Automation;
using System.Reflection;
using System.Text;
using HybridNet.Help;

// Usage: HybridNet.Help MODULE_DLL HELP_FOLDER OUTPUT_FOLDER
// Writes MODULE_DLL-Help.xml and the about topics. A cmdlet without help, help without a cmdlet, a parameter without
// a description or with too few examples fails the build.
if (args.Length != 3)
{
    Console.Error.WriteLine("usage: HybridNet.Help MODULE_DLL HELP_FOLDER OUTPUT_FOLDER");
    return 2;
}
string dll = Path.GetFullPath(args[0]),
    source = args[1],
    output = args[2];
Directory.CreateDirectory(output);
var faults = new List<string>();

Dictionary<string, Type> cmdlets = Assembly
    .LoadFrom(dll)
    .GetExportedTypes()
    .Select(type => (type, cmdlet: type.GetCustomAttribute<CmdletAttribute>()))
    .Where(pair => pair.cmdlet is not null && !pair.type.IsAbstract)
    .ToDictionary(pair => $"{pair.cmdlet!.VerbName}-{pair.cmdlet.NounName}", pair => pair.type);

var topics = new List<HelpTopic>();
foreach (string file in Directory.GetFiles(source, "*.md").Order(StringComparer.Ordinal))
{
    string name = Path.GetFileNameWithoutExtension(file);
    if (name.StartsWith("about_", StringComparison.Ordinal))
        File.WriteAllText(Path.Combine(output, name + ".help.txt"), File.ReadAllText(file), new UTF8Encoding(false));
    else if (!cmdlets.ContainsKey(name))
        faults.Add($"{name}.md: there is no such cmdlet");
    else
        topics.Add(HelpTopic.Parse(name, File.ReadAllLines(file)));
}
foreach (string missing in cmdlets.Keys.Except(topics.Select(topic => topic.Name)).Order(StringComparer.Ordinal))
    faults.Add($"{missing}: no {missing}.md");

var writer = new MamlWriter(faults);
foreach (HelpTopic topic in topics)
    writer.Add(topic, new CmdletInfo(topic.Name, cmdlets[topic.Name]));
foreach (string exception in faults)
    Console.Error.WriteLine($"{source}: error HNHELP: {exception}");
if (faults.Count > 0)
    return 1;
writer.Save(Path.Combine(output, Path.GetFileName(dll) + "-Help.xml"));
return 0;
