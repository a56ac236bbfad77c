using System.Security.Cryptography;
using System.Text.Json;
using HybridNet.Masks;
using HybridNet.PostProcessing;

namespace HybridNet.Tests.PostProcessing;

/// <summary>
/// Every operation against SciPy and scikit-image, on masks of odd sizes with lesions at the edges. The reference values
/// are in Data/PostProcessing/morphology.json, made by morphology.py beside it.
/// </summary>
public class MorphologyReferenceTests
{
    private static readonly JsonElement s_cases = JsonDocument
        .Parse(File.ReadAllText(SourceTree.Data("PostProcessing", "morphology.json")))
        .RootElement;

    [Fact]
    public void Erosion_dilation_opening_and_closing_are_those_of_SciPy_and_scikit_image() => Check("Cross", "Square", "Disk");

    [Fact]
    public void Holes_areas_and_the_largest_component_are_those_of_SciPy_and_scikit_image() =>
        Check("fill", "minimum", "maximum", "largest");

    private static void Check(params string[] kinds)
    {
        int checks = 0;
        foreach (JsonElement item in s_cases.EnumerateArray())
        {
            using Mask mask = Read(item);
            foreach (JsonProperty step in item.GetProperty("steps").EnumerateObject())
            {
                string[] words = step.Name.Split(' ');
                if (!kinds.Contains(words[0]))
                    continue;
                using Mask result = Do(mask, words);
                Assert.True(step.Value.GetString() == Digest(result), $"{mask.Width} x {mask.Height}: {step.Name}");
                checks++;
            }
        }
        Assert.True(checks >= s_cases.GetArrayLength() * kinds.Length);
    }

    private static Mask Do(Mask mask, string[] words)
    {
        switch (words[0])
        {
            case "fill":
                return RegionFilter.FillHoles(mask);
            case "minimum":
                return RegionFilter.MinimumArea(mask, long.Parse(words[1]));
            case "maximum":
                return RegionFilter.MaximumArea(mask, long.Parse(words[1]));
            case "largest":
                return RegionFilter.Largest(mask);
        }
        var element = new StructuringElement(Enum.Parse<ElementShape>(words[0]), int.Parse(words[1]));
        OutsideImage outside = words.Length > 3 && words[3] == "background" ? OutsideImage.Background : OutsideImage.Ignored;
        return words[2] switch
        {
            "dilate" => Morphology.Dilate(mask, element),
            "erode" => Morphology.Erode(mask, element, outside),
            "open" => Morphology.Open(mask, element, outside),
            _ => Morphology.Close(mask, element, outside),
        };
    }

    private static Mask Read(JsonElement item)
    {
        int width = item.GetProperty("width").GetInt32(),
            height = item.GetProperty("height").GetInt32();
        byte[] packed = Convert.FromHexString(item.GetProperty("pixels").GetString()!);
        var mask = new Mask(width, height);
        for (int i = 0; i < width * height; i++)
            mask[i % width, i / width] = (packed[i >> 3] >> (7 - (i & 7)) & 1) != 0;
        return mask;
    }

    private static string Digest(Mask mask)
    {
        var pixels = new byte[mask.Area];
        for (int i = 0; i < pixels.Length; i++)
            pixels[i] = mask[i % mask.Width, i / mask.Width] ? (byte)1 : (byte)0;
        for (int y = 0; y < mask.Height; y++)
            Assert.Equal(0UL, mask.Row(y)[^1] & ~mask.LastWordBits);
        return Convert.ToHexStringLower(SHA256.HashData(pixels))[..16];
    }
}
