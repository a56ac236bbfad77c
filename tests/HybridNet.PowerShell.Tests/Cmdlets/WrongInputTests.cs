using System.Management.Automation;

namespace HybridNet.PowerShell.Tests.Cmdlets;

/// <summary>An object of the pipeline that a cmdlet cannot use gives one error for all of its type, which says what was
/// expected.</summary>
public sealed class WrongInputTests(WrongInputTests.Runs runs) : IClassFixture<WrongInputTests.Runs>
{
    /// <summary>One session, one small run.</summary>
    public sealed class Runs : IDisposable
    {
        private readonly TempFolder _folder = new();

        public Runs()
        {
            Session.Enter(_folder.Path);
            Session.Run("$null = New-HNSampleRun madeEX -Images 3 -Size 32");
        }

        internal ModuleRunspace Session { get; } = new();

        public void Dispose()
        {
            Session.Dispose();
            _folder.Dispose();
        }
    }

    [Theory]
    [InlineData("5, 6 | Import-HNRun", "Int32", "run folders")]
    [InlineData("5 | Get-HNImageScore", "Int32", "as Import-HNRun emits them")]
    [InlineData("Get-Date | Test-HNRun", "DateTime", "as Import-HNRun emits them")]
    [InlineData("Get-Date | Get-HNZeroDice", "DateTime", "run folders")]
    [InlineData("Get-HNEpoch madeEX | Export-HNChart out", "Epoch", "Compare-HNRun, Measure-HNFroc and Measure-HNRanking")]
    [InlineData("Get-HNImageScore madeEX | Export-HNChart out -Kind Histogram", "ImageScore", "Compare-HNRun")]
    [InlineData("Get-HNEpoch madeEX | Export-HNReport out.html", "Epoch", "what Compare-HNRun emits")]
    [InlineData("Get-HNEpoch madeEX | Get-HNLesion", "Epoch", "what Resolve-HNImage emits")]
    [InlineData("Get-HNEpoch madeEX | Measure-HNMask", "Epoch", "what Resolve-HNImage emits")]
    [InlineData("Get-HNEpoch madeEX | Optimize-HNPostProcess", "Epoch", "what Resolve-HNImage emits")]
    [InlineData("Get-Date | Select-HNOutlier", "DateTime", "as Get-HNImageScore emits them")]
    [InlineData("5 | Import-HNMark", "Int32", "CSV files that a report page saved")]
    public void Other_objects_are_one_error(string script, string type, string expected)
    {
        Streams result = runs.Session.Run(script);
        Assert.Empty(result.Output);
        ErrorRecord error = Assert.Single(result.Errors);
        Assert.Equal("InvalidArgument", Streams.Id(error));
        Assert.Contains($"An object of type {type} cannot be used here", error.Exception.Message);
        Assert.Contains(expected, error.ErrorDetails.RecommendedAction);
    }

    [Fact]
    public void Each_type_is_named_and_the_rest_goes_on()
    {
        Streams result = runs.Session.Run("5, 'madeEX', (Get-Date), 6 | Get-HNImageScore");
        Assert.Equal(3, result.Output.Length);
        Assert.Equal(["Int32", "DateTime"], result.Errors.Select(error => error.TargetObject));
    }

    [Theory]
    [InlineData("$null | Import-HNRun")]
    [InlineData("$null | Get-HNImageScore")]
    [InlineData("$null | Find-HNCause")]
    [InlineData("$null | Measure-HNMask")]
    [InlineData("$null | Measure-HNFroc")]
    [InlineData("$null | Export-HNChart charts")]
    [InlineData("$null | Export-HNReport report.html")]
    public void An_empty_variable_is_said_in_place_of_a_parameter_that_nobody_typed(string script)
    {
        Streams result = runs.Session.Run(script);
        Assert.Empty(result.Output);
        ErrorRecord error = Assert.Single(result.Errors);
        Assert.Equal("InvalidArgument", Streams.Id(error));
        Assert.StartsWith("$null cannot be used here", error.Exception.Message);
        Assert.Contains("run folders", error.ErrorDetails.RecommendedAction);
    }

    [Theory]
    [InlineData("Find-HNCause madeEX -StructureIdPattern x", "-StructureIdPattern changes nothing without -Structure.")]
    [InlineData("Find-HNCause madeEX -PhotoIdPattern x", "-PhotoIdPattern changes nothing without -Photo.")]
    [InlineData("Find-HNCause madeEX -Miss -Photo madeEX/images", "-Photo changes nothing with -Miss")]
    [InlineData("Measure-HNReader madeEX -ReaderIdPattern x", "-ReaderIdPattern changes nothing without -Reader.")]
    [InlineData("Resolve-HNImage madeEX -ReaderIdPattern x", "-ReaderIdPattern changes nothing without -Reader.")]
    [InlineData("Resolve-HNImage madeEX -StructureIdPattern x", "-StructureIdPattern changes nothing without -Structure.")]
    [InlineData("Get-HNLesion madeEX -ClassNumber 9", "Class 9 is in no reference and in no prediction")]
    [InlineData("Get-HNLesion madeEX -ClassNumber 9 -Attribute", "Class 9 is in no reference and in no prediction")]
    [InlineData("Find-HNCause madeEX -ClassNumber 255, 9", "Class 9 is in no reference and in no prediction")]
    public void What_changes_nothing_is_said(string script, string warning) =>
        Assert.Single(runs.Session.Run(script).Warnings, text => text.StartsWith(warning, StringComparison.Ordinal));

    [Fact]
    public void A_property_that_was_not_measured_is_told_from_one_that_is_undefined() =>
        Assert.Equal(
            "madeEX, Hd95: none of 3 images has a value. Measure-HNMask leaves out what its -Metric does not name.",
            Assert.Single(runs.Session.Run("Measure-HNMask madeEX | Measure-HNScore -Property Hd95 -Resamples 0").Warnings)
        );

    [Fact]
    public void A_pattern_that_no_name_matches_is_the_advice() =>
        Assert.Contains(
            "-PhotoIdPattern",
            Assert
                .Single(runs.Session.Run("Find-HNCause madeEX -Photo madeEX/images -PhotoIdPattern '^x'").Errors)
                .ErrorDetails.RecommendedAction
        );

    /// <summary>What finds its parameter by a property, or by what a job made of it, is none of these.</summary>
    [Theory]
    [InlineData("[pscustomobject]@{ Path = 'madeEX' } | Get-HNImageScore")]
    [InlineData("[pscustomobject]@{ LiteralPath = 'madeEX' } | Get-HNImageScore")]
    [InlineData("Get-Item madeEX | Get-HNImageScore")]
    [InlineData("Import-HNRun madeEX | ConvertTo-Csv | ConvertFrom-Csv | Get-HNImageScore")]
    [InlineData("Resolve-HNImage madeEX | Measure-HNMask")]
    [InlineData("Get-HNImageScore madeEX | Select-HNOutlier -PassThru")]
    [InlineData("Get-HNImageScore madeEX | ConvertTo-Csv | ConvertFrom-Csv | Select-HNOutlier -PassThru")]
    public void What_has_a_place_goes_there(string script)
    {
        Streams result = runs.Session.Run(script);
        Assert.Empty(result.Errors);
        Assert.Equal(3, result.Output.Length);
    }

    [Theory]
    [InlineData("'madeEX' | Measure-HNScore -Resamples 0")]
    [InlineData("Get-Item madeEX | Measure-HNScore -Resamples 0")]
    public void A_path_is_a_run_to_measure(string script)
    {
        Streams result = runs.Session.Run(script);
        Assert.Empty(result.Errors);
        Assert.Equal(("madeEX", 3), (result.Single.Get<string>("Run"), result.Single.Get<int>("Count")));
    }

    [Fact]
    public void A_path_is_none_where_its_own_property_is_asked_for() =>
        Assert.Equal(4, runs.Session.Run("'four' | Measure-HNScore -Property Length -Resamples 0").Single.Get<double>("Mean"));
}
