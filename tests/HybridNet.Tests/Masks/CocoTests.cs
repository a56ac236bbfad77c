using HybridNet.Masks;
using HybridNet.Masks.Coco;

namespace HybridNet.Tests.Masks;

/// <summary>COCO's run lengths and polygons.</summary>
public class CocoTests
{
    /// <summary>
    /// 3 columns of 2 rows, column after column: 0 0, 1 1, 0 1 is 2 zeros, 2 ones, 1 zero, 1 one. As letters: 2 is '2', 2 is '2',
    /// 1 is '1', and the fourth count is the difference to the second, 1 - 2 = -1: low bits 11111, sign set, nothing more: 31 +
    /// 48 = 'O'.
    /// </summary>
    [Fact]
    public void Counts_as_a_list_and_as_letters_are_one_mask()
    {
        using var mask = new Mask(3, 2);
        mask[1, 0] = mask[1, 1] = mask[2, 1] = true;
        Assert.Equal([2, 2, 1, 1], CocoRuns.Of(mask));
        Assert.Equal("221O", CocoRuns.Letters([2, 2, 1, 1]));
        Assert.Equal([2, 2, 1, 1], CocoRuns.OfLetters("221O"));
    }

    [Fact]
    public void A_polygon_covers_its_pixels_and_a_category_is_a_class()
    {
        using var folder = new TempFolder();
        // A rectangle from (10, 10) to (22, 18) covers 12 x 8 pixels, which is the area that the file itself gives.
        string path = folder.Write(
            "gt.json",
            """
            {"images":[{"id":7,"file_name":"a.png","width":64,"height":48},{"id":8,"file_name":"b.png","width":64,"height":48}],
             "categories":[{"id":1,"name":"EX"},{"id":2,"name":"MA"}],
             "annotations":[{"image_id":7,"category_id":1,"area":96,"segmentation":[[10,10,22,10,22,18,10,18]]}]}
            """
        );
        CocoFile file = CocoFile.Open(path);
        Assert.Equal(
            [("a", "EX"), ("a", "MA"), ("b", "EX"), ("b", "MA")],
            file.Masks(null).Select(mask => (mask.Image, mask.Category!))
        );
        using Mask mask = CocoFile.Read(CocoFile.MaskPath(path, 7, 1), long.MaxValue);
        Assert.Equal(96, mask.Count());
        Assert.True(mask[10, 10] && mask[21, 17] && !mask[22, 10] && !mask[10, 18]);
        using Mask empty = CocoFile.Read(CocoFile.MaskPath(path, 8, 2), long.MaxValue);
        Assert.Equal((64, 48, 0L), (empty.Width, empty.Height, empty.Count()));
    }

    [Theory]
    [InlineData("{\"images\": 3}", InputError.MalformedFile)]
    [InlineData("not json", InputError.MalformedFile)]
    public void What_is_no_coco_file_says_so(string text, InputError error)
    {
        using var folder = new TempFolder();
        string path = folder.Write("x.json", text);
        Assert.Equal(error, Assert.Throws<InputException>(() => CocoFile.Open(path)).Error);
    }

    [Fact]
    public void Counts_beyond_the_image_are_refused()
    {
        using var folder = new TempFolder();
        string path = folder.Write(
            "r.json",
            """[{"image_id":1,"category_id":1,"score":1,"segmentation":{"size":[2,2],"counts":[0,9]}}]"""
        );
        Assert.Equal(
            InputError.UnreadableImage,
            Assert.Throws<InputException>(() => CocoFile.Read(CocoFile.MaskPath(path, 1, 1), long.MaxValue)).Error
        );
    }
}
