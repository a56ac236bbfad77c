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
        Assert.Equal(
            ["a_EX.npy", "b_EX.png", "c_EX.tif"],
            new[] { "a", "b", "c" }.Select(id => Path.GetFileName(maps.Find(id, "EX")))
        );
        Assert.Equal(2, maps.SavedTwice);
        // Two masks of one image in two formats need not be the same: that is for the user to decide.
        Assert.Equal(
            InputError.AmbiguousImage,
            Assert.Throws<InputException>(() => new ImageFolder(folder.Path).Find("a", "EX")).Error
        );
    }

    private static ImageFolder Folder(TempFolder temp, params string[] names)
    {
        foreach (string name in names)
            temp.Write(name, "");
        return new ImageFolder(temp.Path);
    }

    [Fact]
    public void An_image_is_found_by_stem_or_by_stem_and_lesion()
    {
        using var temp = new TempFolder();
        ImageFolder folder = Folder(temp, "0065_1_EX.png", "0066_1.tif", "0067_1_HE.png", "notes.txt");
        Assert.EndsWith("0065_1_EX.png", folder.Find("0065_1", "EX"));
        Assert.EndsWith("0066_1.tif", folder.Find("0066_1", "EX"));
        Assert.EndsWith("0067_1_HE.png", folder.Find("0067_1", null));
        Assert.Null(folder.Find("0067_1", "EX"));
        Assert.Null(folder.Find("0065", "EX"));
        Assert.Null(folder.Find("notes", null));
    }

    [Theory]
    [InlineData("a.png", "a.tif")]
    [InlineData("a.png", "a_EX.png")]
    public void Two_candidates_are_an_error_that_lists_them(string first, string second)
    {
        using var temp = new TempFolder();
        InputException exception = Assert.Throws<InputException>(() => Folder(temp, first, second).Find("a", "EX"));
        Assert.Equal(InputError.AmbiguousImage, exception.Error);
        Assert.Contains(first, exception.Message);
        Assert.Contains(second, exception.Message);
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
