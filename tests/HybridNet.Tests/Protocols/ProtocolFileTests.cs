using HybridNet.Data;
using HybridNet.Masks;
using HybridNet.Protocols;

namespace HybridNet.Tests.Protocols;

public sealed class ProtocolFileTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_figure_takes_its_conventions_from_defaults_then_its_group_then_itself()
    {
        Protocol protocol = Read(
            """
            {
              // a paper's own words
              "Name": "Paper",
              "Defaults": { "Percentile": 90, "Points": "Border8" },
              "Groups": { "near": { "Points": "Corners", "Percentile": 80 } },
              "Figures": {
                "a": "HausdorffPercentile",
                "b": { "Measure": "HausdorffPercentile", "Group": "near" },
                "c": { "Measure": "HausdorffPercentile", "Group": "near", "Percentile": 70 },
              },
            }
            """
        );
        Assert.Equal("Paper", protocol.Name);
        Assert.Equal([90, 80, 70], protocol.Figures.Select(figure => figure.Percentile));
        Assert.Equal([PointSet.Border8, PointSet.Corners, PointSet.Corners], protocol.Figures.Select(figure => figure.Points));
    }

    [Theory]
    [InlineData("{ \"Figures\": { \"a\": \"Nonsense\" } }", "Nonsense")]
    [InlineData("{ \"Figures\": { \"a\": { \"Measure\": \"Dice\", \"Colour\": 1 } } }", "Colour")]
    [InlineData("{ \"Figures\": { \"a\": { \"Measure\": \"Dice\", \"Points\": \"Border5\" } } }", "Border4")]
    [InlineData("{ \"Figures\": { \"a\": { \"Measure\": \"Dice\", \"Group\": \"far\" } } }", "far")]
    [InlineData("{ \"Figures\": { \"a\": { \"Measure\": \"Dice\", \"BothEmpty\": \"often\" } } }", "BothEmpty")]
    [InlineData("{ \"Colours\": 3 }", "Colours")]
    [InlineData("{ \"Name\": \"Nothing\" }", "neither")]
    [InlineData("{ \"Name\": ", "JSON")]
    [InlineData("[1]", "object")]
    [InlineData("{ \"Curves\": { \"a\": { \"Measure\": \"RocArea\", \"Points\": \"Corners\" } } }", "Points")]
    public void What_the_engine_does_not_know_is_an_error_that_names_it(string json, string named)
    {
        InputException fault = Assert.Throws<InputException>(() => Read(json));
        Assert.Equal(InputError.MalformedFile, fault.Error);
        Assert.Contains(named, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_shipped_protocol_can_be_read_and_measures_a_pair()
    {
        IReadOnlyDictionary<string, string> shipped = ProtocolFiles.Names(Path.Combine(SourceTree.Root, "module", "protocols"));
        Assert.Contains("MONAI", shipped.Keys);
        using Mask gt = SyntheticPairs.Drawn("##..../##..../....../...##./...##./......"),
            pred = SyntheticPairs.Drawn("##..../#...../....../...##./....../......");
        foreach ((string name, string path) in shipped)
        {
            Protocol protocol = ProtocolFiles.Read(path);
            Assert.Equal(name, protocol.Name);
            Assert.NotEqual("", protocol.Tool);
            IReadOnlyList<KeyValuePair<string, FigureValue>> values = ProtocolMeasurer.Measure(
                protocol,
                gt,
                pred,
                new(),
                CancellationToken.None
            );
            Assert.Equal(protocol.Figures.Count, values.Count);
        }
    }

    /// <summary>GT 8 px in two lesions, prediction 5 px, all of them right: Dice 2*5/13, volumes 8 and 5, 1 - 3/13.</summary>
    [Fact]
    public void A_protocol_of_ones_own_gives_figures_under_its_own_names()
    {
        Protocol protocol = Read(
            """
            { "Figures": { "our dice": "Dice", "vs": "VolumetricSimilarity",
              "F1": "LesionF1", "nsd {Tolerance}": "SurfaceDice" } }
            """
        );
        using Mask gt = SyntheticPairs.Drawn("##..../##..../....../...##./...##./......"),
            pred = SyntheticPairs.Drawn("##..../#...../....../...##./....../......");
        Dictionary<string, FigureValue> values = ProtocolMeasurer
            .Measure(protocol, gt, pred, new() { Tolerances = [0, 1] }, CancellationToken.None)
            .ToDictionary(value => value.Key, value => value.Value);
        Assert.Equal(10.0 / 13, values["our dice"].Number, 15);
        Assert.Equal(10.0 / 13, values["vs"].Number, 15);
        Assert.Equal(1, values["F1"].Number);
        // All pixels are border pixels; 5 of 8 and 5 of 5 coincide, and the other 3 lie one pixel away.
        Assert.Equal(10.0 / 13, values["nsd 0"].Number, 15);
        Assert.Equal(1, values["nsd 1"].Number);
    }

    private Protocol Read(string json)
    {
        string path = Path.Combine(_folder.Path, "paper.json");
        File.WriteAllText(path, json);
        return ProtocolFiles.Read(path);
    }
}
