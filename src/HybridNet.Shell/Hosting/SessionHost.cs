using System.Globalization;
using System.Management.Automation.Host;

namespace HybridNet.Shell.Hosting;

/// <summary>The host that scripts see: a console, or two redirected streams.</summary>
internal sealed class SessionHost(bool nonInteractive) : PSHost
{
    private readonly ConsoleUI _ui = new(nonInteractive);

    /// <summary>What a script's exit asked for, or null.</summary>
    public int? ExitCode { get; private set; }

    public override string Name => "HybridNet.Shell";

    public override Version Version { get; } = typeof(SessionHost).Assembly.GetName().Version!;

    public override Guid InstanceId { get; } = Guid.NewGuid();

    public override PSHostUserInterface UI => _ui;

    public override CultureInfo CurrentCulture => CultureInfo.CurrentCulture;

    public override CultureInfo CurrentUICulture => CultureInfo.CurrentUICulture;

    public override void SetShouldExit(int exitCode) => ExitCode = exitCode;

    public override void EnterNestedPrompt() => throw new NotSupportedException("HybridNet.Shell has no nested prompt.");

    public override void ExitNestedPrompt() => throw new NotSupportedException("HybridNet.Shell has no nested prompt.");

    public override void NotifyBeginApplication() { }

    public override void NotifyEndApplication() { }
}
