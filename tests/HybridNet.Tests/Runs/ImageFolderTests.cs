namespace HybridNet.Tests.Runs;

public class ImageFolderTests
{
    [Fact]
    public void A_map_in_several_formats_is_read_from_the_most_exact()
    {
        using var folder = new TempFolder();
        foreach (string name in new[] { "a_EX.png", "a_EX.npy", "b_EX.png", "c_EX.tif", "c_EX.PNG" })
            folder.Write(name, "");
        ImageFolder maps = ImageFolder.OfMaps(folder.Path);
        Assert.Equal(["a_EX.npy", "b_EX.png", "c_EX.tif"], maps.Files.Select(Path.GetFileName));
        Assert.Equal(2, maps.SavedTwice);
    }

    [Theory]
    [InlineData("0065_1_EX.png", "EX", "0065_1")]
    [InlineData("0065_1_EX.png", null, "0065_1")]
    [InlineData("0065_1_EX.png", "HE", "0065_1_EX")]
    [InlineData("IDRiD_55_MA.tif", "MA", "IDRiD_55")]
    [InlineData("plain.png", "EX", "plain")]
    public void The_id_of_a_file_is_its_stem_without_the_lesion(string file, string? lesion, string id) =>
        Assert.Equal(id, ImageFolder.IdOf(file, lesion));
}
