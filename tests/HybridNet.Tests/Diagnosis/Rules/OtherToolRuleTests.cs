using System.Globalization;
using HybridNet.Data.Imaging.Png;
using HybridNet.Diagnosis;
using HybridNet.Protocols;
using HybridNet.Tests.Runs;

namespace HybridNet.Tests.Diagnosis.Rules;

/// <summary>
/// HN030 on a block of 3 x 3 that is found and a single pixel (8, 8) away from its corner that is not: 9 border pixels of
/// the reference are at 0 but one, which is at sqrt(128) = 11.3137; 8 of the prediction are at 0. Directed, rank 0.95 x 8 =
/// 7.6 gives 0.6 x 11.3137 = 6.7882; pooled, rank 0.95 x 16 = 15.2 gives 0.2 x 11.3137 = 2.2627.
/// </summary>
public sealed class OtherToolRuleTests : IDisposable
{
    private const int Side = 40,
        Images = 6;

    private readonly RunFolder _run = new();

    private static readonly AuditOptions s_options = new()
    {
        Protocols =
        [
            .. ProtocolFiles
                .Names(Path.Combine(SourceTree.Root, "module", "protocols"))
                .Values.Select(ProtocolFiles.Read)
                .Where(protocol => protocol.Figures.Count > 0),
        ],
    };

    public void Dispose() => _run.Dispose();

    [Fact]
    public void Pooled_percentiles_are_named()
    {
        Write("hd95", "2.2627");
        Finding found = _run.Look("HN030", s_options).Found;
        Assert.Equal(Images, found.Count);
        Assert.Contains("MedPy hd95", (string[])found.Evidence["Protocol"]);
        Assert.Equal(0, found.Evidence["AgreeingWithOurs"]);
        Assert.Equal(Images, found.ImageId.Count);
    }

    [Fact]
    public void Our_own_definition_is_nothing_to_doubt()
    {
        Write("hd95", "6.7882");
        _run.Look("HN030", s_options).AssertPassed();
    }

    /// <summary>They may be in other units than pixels: the rule cannot tell. Lesions have no units.</summary>
    [Fact]
    public void Figures_of_nobody_are_no_finding()
    {
        Write("hd95", "5.0000");
        _run.Look("HN030", s_options).AssertSilent();
        Assert.Contains("-Spacing", _run.Look("HN030", s_options).Silence);
        Write("lesion_f1", "0.123");
        _run.Look("HN030", s_options).AssertPassed();
    }

    /// <summary>Rows 2 apart and columns 1: the pixel is sqrt(16^2 + 8^2) = 17.8885 away, of which a fifth is pooled.</summary>
    [Fact]
    public void A_spacing_is_taken()
    {
        Write("hd95", "3.5777");
        _run.Look("HN030", s_options).AssertSilent();
        Finding found = _run.Look("HN030", s_options with { Spacing = (2, 1) }).Found;
        Assert.Contains("MedPy hd95", (string[])found.Evidence["Protocol"]);
    }

    /// <summary>
    /// Pixels 0.5 apart, the single one k columns nearer in image k: sqrt(64 + (8 - k)^2) away. A fifth of that is pooled in
    /// even images; in odd ones the block is 2 x 3, and 13 values with rank 0.95 x 12 = 11.4 pool 0.4 of it. Ours, 0.6 and 0.7,
    /// are no multiple of these.
    /// </summary>
    [Fact]
    public void Other_units_are_found_where_distances_differ()
    {
        Write(
            "hd95",
            k =>
                (0.5 * (k % 2 == 0 ? 0.2 : 0.4) * Math.Sqrt(64 + (8 - k) * (8 - k))).ToString(
                    "0.0000",
                    CultureInfo.InvariantCulture
                ),
            nearer: true
        );
        Finding found = _run.Look("HN030", s_options).Found;
        Assert.Contains("MedPy hd95", (string[])found.Evidence["Protocol"]);
        Assert.Equal(0.5, (double)found.Evidence["Unit"], 1e-4);
        Assert.Contains("0.5 apart", found.Message);
    }

    [Fact]
    public void Without_such_a_column_the_rule_says_what_it_lacks()
    {
        Write("area", "10");
        _run.Look("HN030", s_options).AssertSilent();
        Write("hd95", "2.2627");
        _run.Look("HN030").AssertSilent();
    }

    private void Write(string column, string value) => Write(column, _ => value);

    private void Write(string column, Func<int, string> value, bool nearer = false)
    {
        var rows = new List<string>();
        for (int i = 0; i < Images; i++)
        {
            int shift = i;
            string id = i.ToString("0000", CultureInfo.InvariantCulture) + "_1";
            (int pixel, int width) = nearer ? (1 + i, 3 - i % 2) : (1, 3);
            Save("masks/HardExudate_Masks", id + ".png", (x, y) => Block(x - shift, y, width) || (x - shift == pixel && y == 1));
            Save("predictions_test", id + "_EX.png", (x, y) => Block(x - shift, y, width));
            rows.Add($"{id},0.9474,{value(i)}");
        }
        _run.Write("test_per_image_metrics.csv", $"image_id,dice,{column}\n" + string.Concat(rows.Select(row => row + "\n")));
    }

    private static bool Block(int x, int y, int width) => x >= 9 && x < 9 + width && y is >= 9 and < 12;

    private void Save(string folder, string name, Func<int, int, bool> set)
    {
        var samples = new byte[Side * Side];
        for (int i = 0; i < samples.Length; i++)
            samples[i] = (byte)(set(i % Side, i / Side) ? 255 : 0);
        File.WriteAllBytes(
            Path.Combine(Directory.CreateDirectory(Path.Combine(_run.Path, folder)).FullName, name),
            PngWriter.Samples(samples, Side, Side, 8, PngColor.Grey)
        );
    }
}
