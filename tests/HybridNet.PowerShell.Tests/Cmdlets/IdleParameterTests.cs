using System.Reflection;
using System.Text.RegularExpressions;

namespace HybridNet.PowerShell.Tests.Cmdlets;

/// <summary>A parameter that changes nothing as it was given is not passed over in silence.</summary>
public sealed partial class IdleParameterTests(WrongInputTests.Runs runs) : IClassFixture<WrongInputTests.Runs>
{
    [Theory]
    [InlineData("Get-HNLesion madeEX -Photo madeEX", "-Photo changes nothing without -Attribute.")]
    [InlineData("Get-HNLesion madeEX -Structure madeEX", "-Structure changes nothing without -Attribute.")]
    [InlineData("Get-HNLesion madeEX -IouThreshold 0.3", "-IouThreshold changes nothing without -MatchMode Iou.")]
    [InlineData("Get-HNLesion madeEX -MatchMode Iou -IouThreshold 0.3", null)]
    [InlineData("Find-HNCause madeEX -Miss -Seed 3", "-Seed changes nothing with -Miss.")]
    [InlineData("Find-HNCause madeEX -ResponseFloor 0.1", "-ResponseFloor changes nothing without -Miss.")]
    [InlineData("Measure-HNScore madeEX -SizeLimit 10", "-SizeLimit changes nothing without -By Size.")]
    [InlineData("Select-HNOutlier madeEX -Method Iqr -Minimum 0.1", "-Minimum changes nothing without -Method Bounds.")]
    [InlineData("Select-HNOutlier madeEX -Factor 2", "-Factor changes nothing with -Method Bounds.")]
    [InlineData("Select-HNOutlier madeEX -Method Iqr -Factor 2", null)]
    [InlineData("Select-HNOutlier madeEX -PopulationSize 99", "-PopulationSize changes nothing without -Summary.")]
    [InlineData(
        "Select-HNOutlier madeEX -PopulationSize 99 -Summary:$false",
        "-PopulationSize changes nothing without -Summary."
    )]
    [InlineData("Select-HNOutlier madeEX -PopulationSize 99 -Summary", null)]
    [InlineData("Measure-HNThreshold madeEX -PerImage", "-PerImage changes nothing without -As.")]
    [InlineData("Measure-HNThreshold madeEX -As sklearn -Threshold 0.5", "-Threshold changes nothing with -As.")]
    [InlineData("Measure-HNFroc madeEX -SizeLimit 10", "-SizeLimit changes nothing without -BySize.")]
    [InlineData(
        "Export-HNChart madeEX -Destination $d -Kind Histogram -GroupPattern x",
        "-GroupPattern changes nothing without -Kind Box or Violin."
    )]
    [InlineData("Export-HNChart madeEX -Destination $d -Kind Box, Histogram -GroupPattern '_(.)$'", null)]
    [InlineData("Export-HNChart madeEX -Destination $d -GroupPattern '_(.)$'", null)]
    [InlineData(
        "Export-HNChart madeEX -Destination $d -Kind Box -Combined -GroupPattern x",
        "-GroupPattern changes nothing with -Combined."
    )]
    [InlineData(
        "Export-HNChart madeEX -Destination $d -Kind Box -Format Png -Scale 2 -Dpi 96",
        "-Scale changes nothing with -Dpi."
    )]
    [InlineData(
        "Export-HNChart madeEX -Destination $d -Kind Box -Format Png -Width 85mm -Scale 2",
        "-Scale changes nothing with a -Width that is a length: -Dpi does."
    )]
    [InlineData("Export-HNChart madeEX -Destination $d -Kind Box -Format Png -Width 85mm -Dpi 96", null)]
    [InlineData(
        "Export-HNChart madeEX -Destination $d -Kind Box -Scale 2",
        "-Scale changes nothing without -Format Png or a name that ends in .png."
    )]
    [InlineData(
        "Export-HNChart madeEX -Destination \"$d/a.pdf\" -Kind Box -Dpi 96",
        "-Dpi changes nothing without -Format Png or a name that ends in .png."
    )]
    [InlineData("Export-HNChart madeEX -Destination \"$d/a.png\" -Kind Box -Dpi 96", null)]
    [InlineData("Select-HNOutlier madeEX -Summary -Kept", "-Kept changes nothing with -Summary.")]
    [InlineData("Select-HNOutlier madeEX -Summary -PassThru", "-PassThru changes nothing with -Summary.")]
    [InlineData("Measure-HNLoss madeEX -Baseline madeEX -PerImage", "-PerImage changes nothing with -Baseline.")]
    [InlineData("Test-HNRun madeEX -Include HN012 -GroupPattern x", "-GroupPattern changes nothing without rule HN015.")]
    [InlineData("Test-HNRun madeEX -Exclude HN012 -PopulationSize 9", "-PopulationSize changes nothing without rule HN012.")]
    [InlineData("Test-HNRun madeEX -Include HN03* -Spacing 1, 1", null)]
    public void It_is_said_once_and_only_then(string script, string? said) =>
        Assert.Equal(
            said is null ? [] : [said],
            runs.Session.Run("$d = \"out$([guid]::NewGuid())\"; " + script)
                .Warnings.Where(text => text.Contains(" changes nothing ", StringComparison.Ordinal))
        );

    /// <summary>What the help calls a companion of another parameter is told so, too: by a warning, or by an error of its
    /// own.</summary>
    [Fact]
    public void Every_parameter_that_its_help_ties_to_another_has_a_rule()
    {
        // A class name without its number is an error.
        string[] refused = ["ClassName", "Overlap"];
        (string Cmdlet, string Parameter, string Other)[] tied =
        [
            .. runs
                .Session.Run("Get-Command -Module HybridNet.PowerShell")
                .Output.Select(item => (System.Management.Automation.CmdletInfo)item.BaseObject)
                .SelectMany(cmdlet =>
                    cmdlet
                        .ImplementingType.GetProperties()
                        .SelectMany(property =>
                            property
                                .GetCustomAttributes<System.Management.Automation.ParameterAttribute>()
                                .Select(attribute => (property.Name, Match: Tied().Match(attribute.HelpMessage ?? "")))
                        )
                        .Where(found => found.Match.Success && !refused.Contains(found.Name))
                        .Select(found => (cmdlet.Name, found.Name, found.Match.Groups[1].Value))
                ),
        ];
        Assert.True(tied.Length >= 15, $"{tied.Length} were found");
        Assert.All(
            tied,
            found =>
            {
                Type type = runs
                    .Session.Run($"(Get-Command {found.Cmdlet}).ImplementingType")
                    .Output.Select(item => (Type)item.BaseObject)
                    .Single();
                PropertyInfo property = type.GetProperty(found.Parameter)!;
                Assert.Contains(
                    property.GetCustomAttributesData(),
                    data =>
                        data.AttributeType.Name == "IdleAttribute"
                        && data.NamedArguments.Any(argument =>
                            argument.MemberName == "Without" && found.Other.Equals(argument.TypedValue.Value)
                        )
                );
            }
        );
    }

    [GeneratedRegex(@"^With -(\w+)")]
    private static partial Regex Tied();
}
