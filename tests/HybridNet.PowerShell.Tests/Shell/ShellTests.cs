namespace HybridNet.PowerShell.Tests.Shell;

/// <summary>HybridNet.Shell as a scheduler uses it.</summary>
public class ShellTests
{
    [Theory]
    [InlineData("1 + 1", 0, "2\n")]
    [InlineData("exit 7", 7, "")]
    [InlineData("'before'; throw 'stop'", 1, "before\n")]
    [InlineData("(Import-HNRun examples/v7EX).ZeroDice", 0, "61\n")]
    [InlineData("[HybridNet.Run].Name", 0, "Run\n")]
    public void A_command_gives_its_output_and_its_exit_code(string command, int exitCode, string output)
    {
        ShellProcess.Result result = ShellProcess.Run("-Command", command);
        Assert.Equal((exitCode, output), (result.ExitCode, result.Output));
    }

    [Fact]
    public void A_script_takes_named_and_positional_arguments()
    {
        using var folder = new TempFolder();
        string script = folder.Write(
            "my script.ps1",
            "param([string]$Name, [int]$Count)\n\"$Name $($Count + 1) $([IO.Path]::GetFileName($PSCommandPath))\"\nexit 3\n"
        );
        ShellProcess.Result result = ShellProcess.Run("-NonInteractive", "-File", script, "-Name", "a b", "4");
        Assert.Equal((3, "a b 5 my script.ps1\n", ""), (result.ExitCode, result.Output, result.Errors));
    }

    [Fact]
    public void Standard_input_is_a_script() =>
        Assert.Equal("3\nx\n", ShellProcess.RunWithInput("1 + 2\n'x'\n", "-Command", "-").Output);

    [Fact]
    public void Errors_go_to_standard_error_and_the_rest_goes_on()
    {
        ShellProcess.Result result = ShellProcess.Run("-Command", "Import-HNRun nowhere; 'after'");
        Assert.Equal((0, "after\n"), (result.ExitCode, result.Output));
        Assert.Contains("nowhere", result.Errors);
    }

    [Fact]
    public void A_syntax_error_names_its_place()
    {
        using var folder = new TempFolder();
        ShellProcess.Result result = ShellProcess.Run("-File", folder.Write("bad.ps1", "'ok'\nif (\n"));
        Assert.Equal(1, result.ExitCode);
        Assert.Contains("bad.ps1:2", result.Errors);
        Assert.Equal("", result.Output);
    }

    [Fact]
    public void Redirected_output_has_no_escape_codes()
    {
        ShellProcess.Result result = ShellProcess.Run("-Command", "Get-HNImageScore examples/v7EX | Select-Object -First 3");
        Assert.Contains("ImageId", result.Output);
        Assert.DoesNotContain('\u001b', result.Output);
    }
}
