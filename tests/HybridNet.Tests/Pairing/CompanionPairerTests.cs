using HybridNet.Pairing;

namespace HybridNet.Tests.Pairing;

/// <summary>Structures, readers, photographs and members belong to images by the rules of all sides: by names alone.</summary>
public sealed class CompanionPairerTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private string Make(string name, params string[] files)
    {
        foreach (string file in files)
            _folder.Write($"{name}/{file}", "");
        return Path.Combine(_folder.Path, name);
    }

    private PairingResult Pair(
        string side,
        ImageSide kind,
        string[] files,
        PairingOptions? options = null,
        string? code = null
    ) =>
        CompanionPairer.Attach(
            ImagePairer.Pair(
                new PairingRequest
                {
                    Files = new RunFiles
                    {
                        Output = _folder.Path,
                        Predictions = Path.Combine(_folder.Path, "pred"),
                        GroundTruth = [Path.Combine(_folder.Path, "gt")],
                    },
                    Class = code,
                }
            ),
            Companion.Of(
                kind,
                [
                    [Make(side, files)],
                ]
            ),
            options ?? new PairingOptions(),
            code
        );

    private static string[] Structures(PairingResult paired) =>
        [.. paired.Images.Select(image => Path.GetFileName(image.Structures.GetValueOrDefault("Disc", "-")))];

    private static string[] Each(string form) => [.. new[] { 1, 2, 3 }.Select(i => string.Format(null, form, i))];

    [Theory]
    [InlineData("{0:0000}", "{0:0000}.png", false)]
    // Another case, and letters that a zip of another system has taken apart.
    [InlineData("Bild{0}", "BILD{0}.PNG", false)]
    [InlineData("\u00fc{0}", "u\u0308{0}.png", false)]
    [InlineData("{0:00}_test", "{0:00}_manual1.gif", true)]
    [InlineData("Image_{0:00}L", "Image_{0:00}L_1stHO.png", true)]
    [InlineData("img_{0:0000}", "mask{0}.tif", true)]
    // The class of the run's own names is no part of a structure's.
    [InlineData("{0:0000}_EX", "{0:0000}.png", false)]
    public void A_structure_is_found_by_the_rules_of_all_sides(string image, string structure, bool guessed)
    {
        Make("pred", Each(image + ".png"));
        Make("gt", Each(image + ".png"));
        PairingResult paired = Pair("Disc", ImageSide.Structure, Each(structure));
        Assert.Null(paired.SideFault);
        Assert.Equal(Each(structure), Structures(paired));
        // A guess is named, with an example.
        Assert.Equal(guessed ? 1 : 0, paired.Warnings.Count);
        Assert.All(paired.Warnings, text => Assert.Contains($"3 structure files (Disc) were paired by", text));
    }

    [Fact]
    public void A_folder_that_fits_no_image_is_an_error_with_the_pattern_that_pairs_it()
    {
        Make("pred", "a.png", "b.png");
        Make("gt", "a.png", "b.png");
        InputException fault = Pair("Disc", ImageSide.Structure, ["x7.png", "y8.png"]).SideFault!;
        Assert.Equal(InputError.MissingFile, fault.Error);
        Assert.Contains("None of 2 images has a mask of structure Disc", fault.Message);
        Assert.Contains("-StructureIdPattern", fault.Advice);
        fault = Pair("Other", ImageSide.Reader, ["x7.png", "y8.png"]).SideFault!;
        Assert.Equal(InputError.MissingGroundTruth, fault.Error);
        Assert.Contains("-ReaderIdPattern", fault.Advice);
        fault = Pair("Empty", ImageSide.Photo, ["notes.txt"]).SideFault!;
        Assert.Contains("holds no image file; notes.txt is there, but .txt is not read as an image", fault.Message);
    }

    [Fact]
    public void What_fits_twice_names_the_candidates_and_the_parameter()
    {
        Make("pred", "a.png", "b.png");
        Make("gt", "a.png", "b.png");
        PairingResult paired = Pair("Disc", ImageSide.Structure, ["a.png", "a.tif", "b.png"]);
        Assert.Equal(["-", "b.png"], Structures(paired));
        ImageFiles twice = paired.Images[0];
        Assert.Equal((PairingState.Ambiguous, InputError.AmbiguousImage), (twice.State, twice.Fault!.Error));
        Assert.Contains("a.png, a.tif", twice.Fault.Message);
        Assert.Contains("-StructureIdPattern", twice.Fault.Advice);
    }

    [Fact]
    public void A_pattern_decides_and_what_is_left_out_is_counted()
    {
        Make("pred", "a.png", "b.png");
        Make("gt", "a.png", "b.png");
        string[] files = ["a_1_old.png", "a_2_new.png", "b_1_new.png", "c_1_new.png"];
        PairingResult paired = Pair(
            "Disc",
            ImageSide.Structure,
            files,
            new PairingOptions { StructureIdPattern = "^(?<id>.)_._new$" }
        );
        Assert.Equal(["a_2_new.png", "b_1_new.png"], Structures(paired));
        Assert.Equal(2, paired.Warnings.Count);
        Assert.Contains("1 structure files (Disc) take no part: its name does not match", paired.Warnings[0]);
        Assert.Contains("1 structure files (Disc) take no part: no image has its name", paired.Warnings[1]);
        Assert.Equal(["a_1_old.png", "c_1_new.png"], paired.LeftOut.Select(file => Path.GetFileName(file.Path)).Order());
    }

    [Fact]
    public void An_image_without_a_structure_is_said_and_without_a_reader_is_an_error()
    {
        Make("pred", "a.png", "b.png", "c.png");
        Make("gt", "a.png", "b.png", "c.png");
        PairingResult paired = Pair("Disc", ImageSide.Structure, ["a.png", "c.png"]);
        Assert.All(paired.Images, image => Assert.Equal(PairingState.Paired, image.State));
        Assert.StartsWith("1 of 3 images have no mask in the structure folder Disc", Assert.Single(paired.Warnings));
        paired = Pair("Second", ImageSide.Reader, ["a.png", "c.png"]);
        Assert.Equal([null, InputError.MissingGroundTruth, null], paired.Images.Select(image => image.Fault?.Error));
        Assert.Contains("Image b has no mask by reader Second in", paired.Images[1].Reason);
    }

    [Fact]
    public void One_image_of_many_is_not_paired_by_a_guess()
    {
        // Three pair by their names; what is left, 4 and 40_x, has only a digit in common.
        Make("pred", "1.png", "2.png", "3.png", "4.png");
        Make("gt", "1.png", "2.png", "3.png", "4.png");
        PairingResult paired = Pair("Disc", ImageSide.Structure, ["1.png", "2.png", "3.png", "4_other.png"]);
        Assert.Equal(["1.png", "2.png", "3.png", "-"], Structures(paired));
    }

    [Fact]
    public void A_file_name_goes_before_an_id_that_is_only_alike()
    {
        // A table calls the images 1 to 3; their masks are called 11 to 13, and so are those of the structure.
        Make("pred", "img11.png", "img12.png", "img13.png");
        Make("gt", "img11.png", "img12.png", "img13.png");
        string At(string side, int i) => Path.Combine(_folder.Path, side, $"img1{i}.png");
        PairingRow[] rows =
        [
            .. new[] { 1, 2, 3 }.Select(i => new PairingRow
            {
                ImageId = $"1{i}",
                Prediction = At("pred", 4 - i),
                GroundTruth = [At("gt", 4 - i)],
            }),
        ];
        PairingResult paired = CompanionPairer.Attach(
            ImagePairer.Pair(
                new PairingRequest
                {
                    Files = new RunFiles
                    {
                        Output = _folder.Path,
                        Pairing = new PairingOptions { Table = rows },
                    },
                }
            ),
            Companion.Of(
                ImageSide.Structure,
                [
                    [Make("Disc", "img11.png", "img12.png", "img13.png")],
                ]
            ),
            new PairingOptions(),
            null
        );
        // Image 11 is file img13: its number alone would have given it img11.
        Assert.Equal(["11", "12", "13"], paired.Images.Select(image => image.ImageId));
        Assert.Equal(["img13.png", "img12.png", "img11.png"], Structures(paired));
    }

    [Fact]
    public void A_structure_and_a_region_belong_to_all_classes_of_an_image()
    {
        Make("pred", "1_EX.png", "1_MA.png", "2_EX.png", "2_MA.png");
        Make("gt", "1_EX.png", "1_MA.png", "2_EX.png", "2_MA.png");
        Assert.Equal(
            ["1_x.png", "1_x.png", "2_x.png", "2_x.png"],
            Structures(Pair("Disc", ImageSide.Structure, ["1_x.png", "2_x.png"]))
        );
        var files = new RunFiles
        {
            Output = _folder.Path,
            Predictions = Path.Combine(_folder.Path, "pred"),
            GroundTruth = [Path.Combine(_folder.Path, "gt")],
            Regions = Make("fov", "1.png", "2.png"),
            Images = Make("photo", "1.jpg", "2.jpg"),
        };
        PairingResult paired = ImagePairer.Pair(new PairingRequest { Files = files });
        Assert.Null(paired.SideFault);
        Assert.Equal(["1.png", "1.png", "2.png", "2.png"], paired.Images.Select(image => Path.GetFileName(image.Region!)));
        Assert.Equal(["1.jpg", "1.jpg", "2.jpg", "2.jpg"], paired.Images.Select(image => Path.GetFileName(image.Image!)));
    }

    [Fact]
    public void A_reader_s_masks_are_of_the_image_s_own_class()
    {
        Make("pred", "1_EX.png", "1_MA.png");
        Make("gt", "1_EX.png", "1_MA.png");
        PairingResult paired = Pair("Second", ImageSide.Reader, ["1_MA.png", "1_EX.png"]);
        Assert.Equal(["1_EX.png", "1_MA.png"], paired.Images.Select(image => Path.GetFileName(image.Readers["Second"])));
    }

    [Fact]
    public void The_references_are_no_further_reader()
    {
        Make("pred", "a.png", "b.png");
        Make("gt", "a.png", "b.png");
        InputException fault = Pair("gt", ImageSide.Reader, []).SideFault!;
        Assert.Equal(InputError.SameFile, fault.Error);
        Assert.Contains("2 of 2 masks of reader gt are the references themselves", fault.Message);
    }

    [Fact]
    public void Folders_of_one_name_are_told_apart_by_those_above()
    {
        string first = Make("one/masks", "a.png"),
            second = Make("two/masks", "a.png");
        Assert.Equal(
            ["one", "two"],
            Companion
                .Of(
                    ImageSide.Reader,
                    [
                        [first],
                        [second],
                    ]
                )
                .Select(one => one.Name)
        );
        Assert.Equal(
            ["masks"],
            Companion
                .Of(
                    ImageSide.Reader,
                    [
                        [first + Path.DirectorySeparatorChar],
                    ]
                )
                .Select(one => one.Name)
        );
    }
}
