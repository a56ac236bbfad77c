using HybridNet.Shell;
using HybridNet.Shell.Hosting;

// Runs PowerShell text with HybridNet.PowerShell imported: in pwsh where there is one, else in this process.
if (!ShellOptions.TryParse(args, Console.IsInputRedirected, out ShellOptions options, out string exception))
{
    Console.Error.WriteLine(exception);
    Console.Error.WriteLine(ShellOptions.Usage);
    return ShellOptions.UsageError;
}
if (options.Help)
{
    Console.Out.WriteLine(ShellOptions.Usage);
    return 0;
}
if (StagedModule.Find() is not { } module)
{
    Console.Error.WriteLine(
        $"The module is not staged: no {StagedModule.Name} beside this program or in an out folder above it. Run: dotnet build -c Release"
    );
    return 1;
}
if (!options.SelfHosted && Pwsh.Find() is { } pwsh)
    return Pwsh.Run(pwsh, module, options);
return new ModuleSession(module, options).Run();
