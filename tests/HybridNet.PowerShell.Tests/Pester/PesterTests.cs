namespace HybridNet.PowerShell.Tests.Pester;

/// <summary>The Pester files of tests/Pester inside <c>dotnet test</c>: every Pester test is one test here, with its
/// name.</summary>
public sealed class PesterTests
{
    /// <summary>Gives the cases their name; <see cref="PesterTestCase"/> runs the file and reports what is in it.</summary>
    [PesterFiles]
    public void Pester(string file) => Assert.EndsWith(PesterFile.Ending, file);
}
