using System.Management.Automation.Runspaces;
using Microsoft.PowerShell;

// PowerShell as it is (pwsh's own command line, prompt and exit codes) with HybridNet.PowerShell imported.
const string Module = "HybridNet.PowerShell";
string? root = Ancestors()
    .SelectMany(folder => new[] { Path.Combine(folder, "out"), folder })
    .FirstOrDefault(folder => File.Exists(Path.Combine(folder, Module, Module + ".psd1")));
if (root is null)
{
    Console.Error.WriteLine(
        $"The module is not staged: no {Module} beside this program or in an out folder above it. Run: dotnet build -c Release"
    );
    return 1;
}

// A file or a pipe wants no escape codes; PowerShell by itself leaves them in the views of a module.
if (Console.IsOutputRedirected)
    Environment.SetEnvironmentVariable("NO_COLOR", "1");
InitialSessionState state = InitialSessionState.CreateDefault();
state.ImportPSModule(Path.Combine(root, Module));
return ConsoleShell.Start(state, bannerText: null, helpText: null, args);

static IEnumerable<string> Ancestors()
{
    for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        yield return folder.FullName;
}
