using HybridNet.Pairing;

namespace HybridNet.Tests.Pairing;

/// <summary>Which names belong together, by names alone: no file is opened, so empty files do.</summary>
public class NameMatcherTests
{
    private static PairingResult Pair(
        TempFolder folder,
        string[] predictions,
        string[] references,
        string? code = null,
        PairingOptions? options = null,
        MissingGroundTruth missing = MissingGroundTruth.Error
    )
    {
        foreach (string name in predictions)
            folder.Write("pred/" + name, "");
        foreach (string name in references)
            folder.Write("gt/" + name, "");
        return ImagePairer.Pair(
            new PairingRequest
            {
                Files = new RunFiles
                {
                    Output = folder.Path,
                    Predictions = Path.Combine(folder.Path, "pred"),
                    GroundTruth = [Path.Combine(folder.Path, "gt")],
                    Pairing = options ?? new PairingOptions(),
                },
                Class = code,
                InsistOnClass = code is not null,
                WholeSet = true,
                MissingGroundTruth = missing,
            }
        );
    }

    private static string[] Pairs(PairingResult result) =>
        [
            .. result
                .Images.Where(image => image.State == PairingState.Paired)
                .Select(image =>
                    $"{image.ImageId}: {Path.GetFileName(image.Prediction)} "
                    + $"{string.Join('+', image.GroundTruth.Select(Path.GetFileName))} {image.Rule}"
                ),
        ];

    private static string[] Numbered(string form, int count = 4) =>
        [.. Enumerable.Range(1, count).Select(i => string.Format(System.Globalization.CultureInfo.InvariantCulture, form, i))];

    /// <summary>Names of public data sets, as their readers list them.</summary>
    public static TheoryData<string, string, string, PairingRule> Sets =>
        new()
        {
            { "{0:00}_test.png", "{0:00}_manual1.gif", "01", PairingRule.CommonAffix },
            { "Image_{0:00}L.png", "Image_{0:00}L_1stHO.png", "Image_01L", PairingRule.CommonAffix },
            { "im{0:0000}.png", "im{0:0000}.ah.png", "im0001", PairingRule.CommonAffix },
            { "pred_{0:0000}_1.png", "{0:0000}_1.png", "0001_1", PairingRule.CommonAffix },
            { "{0:0000}_1_pred.png", "{0:0000}_1.png", "0001_1", PairingRule.CommonAffix },
            {
                "c_{0:000000}_000019_leftImg8bit.png",
                "c_{0:000000}_000019_gtFine_labelTrainIds.png",
                "c_000001_000019",
                PairingRule.CommonAffix
            },
            { "IDRiD_{0:00}.png", "IDRiD_{0:00}_EX.tif", "IDRiD_01", PairingRule.ClassName },
            { "EX_{0:00}.png", "{0:00}.png", "01", PairingRule.ClassName },
            { "{0}BW.tif", "{0:00}_manual1.tif", "1BW", PairingRule.Number },
            { "A{0}.PNG", "a{0}.png", "A1", PairingRule.SameLetters },
            { "same{0}.png", "same{0}.png", "same1", PairingRule.SameName },
        };

    [Theory]
    [MemberData(nameof(Sets))]
    public void Names_of_public_sets_pair_without_renaming(string predictions, string references, string first, PairingRule rule)
    {
        using var folder = new TempFolder();
        PairingResult result = Pair(folder, Numbered(predictions), Numbered(references));
        Assert.Null(result.SideFault);
        Assert.All(result.Images, image => Assert.Equal((PairingState.Paired, rule), (image.State, image.Rule)));
        Assert.Equal(first, result.Images[0].ImageId);
        for (int i = 0; i < 4; i++)
            Assert.Equal(Numbered(references)[i], Path.GetFileName(Assert.Single(result.Images[i].GroundTruth)));
        bool guess = rule is PairingRule.CommonAffix or PairingRule.Number;
        Assert.Equal(
            guess,
            result.Warnings.Any(sentence => sentence.StartsWith("4 reference files were paired", StringComparison.Ordinal))
        );
    }

    [Fact]
    public void A_file_of_the_same_name_comes_before_one_without_the_class()
    {
        using var folder = new TempFolder();
        Assert.Equal(
            ["0001: 0001_ma.npy 0001_ma.npy SameName"],
            Pairs(Pair(folder, ["0001_ma.npy"], ["0001.npy", "0001_ma.npy"]))
        );
    }

    [Fact]
    public void Several_classes_make_a_record_each_and_one_can_be_chosen()
    {
        using var folder = new TempFolder();
        string[] names = ["1_EX.npy", "1_HE.npy"];
        Assert.Equal(
            [("1", "EX"), ("1", "HE")],
            Pair(folder, names, names).Images.Select(image => (image.ImageId, image.Class!))
        );
        PairingResult one = Pair(folder, names, names, "HE");
        Assert.Equal(["1: 1_HE.npy 1_HE.npy SameName"], Pairs(one));
        Assert.Null(Assert.Single(one.Images).Class);
        Assert.Contains(one.LeftOut, file => file.Reason == "class EX");
    }

    /// <summary>One image that lacks its reference, and the reference of an image that was not predicted: 0003_ is no prefix, nor
    /// 0011_.</summary>
    [Fact]
    public void What_is_left_of_a_set_is_no_set_of_its_own()
    {
        using var folder = new TempFolder();
        foreach (string id in new[] { "0001_1", "0002_1", "0003_1" })
            folder.Write($"pred/{id}_EX.npy", "");
        foreach (string id in new[] { "0001_1", "0002_1", "0011_1" })
            folder.Write($"gt/{id}.npy", "");
        PairingResult result = ImagePairer.Pair(
            new PairingRequest
            {
                Files = new RunFiles
                {
                    Output = folder.Path,
                    Predictions = Path.Combine(folder.Path, "pred"),
                    GroundTruth = [Path.Combine(folder.Path, "gt")],
                },
                Class = "EX",
                Ids = ["0001_1", "0002_1", "0003_1"],
            }
        );
        Assert.Equal(
            [("0001_1", PairingState.Paired), ("0002_1", PairingState.Paired), ("0003_1", PairingState.Missing)],
            result.Images.Select(image => (image.ImageId, image.State))
        );
        Assert.Contains(result.LeftOut, file => file.Path.EndsWith("0011_1.npy", StringComparison.Ordinal));
    }

    /// <summary>Such images were said to have no prediction, in a folder without an image file.</summary>
    [Fact]
    public void Two_predictions_of_a_recorded_image_are_ambiguous()
    {
        using var folder = new TempFolder();
        foreach (string name in new[] { "pred/a_EX.png", "pred/a_EX.tif", "pred/b_EX.png", "gt/a.png", "gt/b.png" })
            folder.Write(name, "");
        PairingResult result = ImagePairer.Pair(
            new PairingRequest
            {
                Files = new RunFiles
                {
                    Output = folder.Path,
                    Predictions = Path.Combine(folder.Path, "pred"),
                    GroundTruth = [Path.Combine(folder.Path, "gt")],
                },
                Class = "EX",
                Ids = ["a", "b"],
            }
        );
        Assert.Equal(
            [("a", PairingState.Ambiguous), ("b", PairingState.Paired)],
            result.Images.Select(image => (image.ImageId, image.State))
        );
        Assert.Contains("a_EX.png, a_EX.tif", result.Images[0].Reason);
        Assert.Empty(result.Unpredicted);
    }

    [Fact]
    public void Two_observers_in_one_folder_are_ambiguous_and_the_advice_can_be_followed()
    {
        using var folder = new TempFolder();
        PairingResult result = Pair(
            folder,
            Numbered("Image_{0:00}L.png"),
            [.. Numbered("Image_{0:00}L_1stHO.png"), .. Numbered("Image_{0:00}L_2ndHO.png")]
        );
        Assert.All(result.Images, image => Assert.Equal(PairingState.Ambiguous, image.State));
        Assert.Contains("Image_01L_1stHO.png, Image_01L_2ndHO.png", result.Images[0].Reason);
        PairingResult decided = ImagePairer.Pair(
            new PairingRequest
            {
                Files = new RunFiles
                {
                    Output = folder.Path,
                    Predictions = Path.Combine(folder.Path, "pred"),
                    GroundTruth = [Path.Combine(folder.Path, "gt", "*_2ndHO.*")],
                },
            }
        );
        Assert.Equal("Image_01L: Image_01L.png Image_01L_2ndHO.png CommonAffix", Pairs(decided)[0]);
    }

    [Fact]
    public void A_suffix_that_one_file_of_several_has_pairs_nothing_and_is_named()
    {
        using var folder = new TempFolder();
        PairingResult result = Pair(folder, ["1.npy", "2.npy"], ["1_mask.npy", "2.npy"]);
        Assert.Equal(["2: 2.npy 2.npy SameName"], Pairs(result));
        ImageFiles missing = result.Images[0];
        Assert.Contains("1_mask.npy", missing.Reason);
        Assert.Contains("-GroundTruthIdPattern '^(?<id>.+)_mask$'", missing.Fault!.Advice);
    }

    [Fact]
    public void No_match_is_an_error_whatever_the_switches_say()
    {
        using var folder = new TempFolder();
        PairingResult result = Pair(folder, ["a.png", "b.png"], ["x.png", "y.png"], missing: MissingGroundTruth.Empty);
        Assert.Equal(InputError.MissingGroundTruth, result.SideFault!.Error);
    }

    [Fact]
    public void References_that_mean_empty_are_counted()
    {
        using var folder = new TempFolder();
        PairingResult result = Pair(folder, ["a.png", "b.png"], ["b.png"], missing: MissingGroundTruth.Empty);
        Assert.All(result.Images, image => Assert.Equal(PairingState.Paired, image.State));
        Assert.Contains(
            result.Warnings,
            sentence => sentence.StartsWith("1 of 2 images have no reference file", StringComparison.Ordinal)
        );
    }

    [Fact]
    public void A_pattern_for_one_side_and_numbers_compared_as_numbers()
    {
        using var folder = new TempFolder();
        var options = new PairingOptions { PredictionIdPattern = "^([0-9]+)_predict" };
        Assert.Equal(
            ["1: 1_predict_iou_0.92.jpg 1.jpg SameName", "2: 2_predict_iou_0.11.jpg 2.jpg SameName"],
            Pairs(Pair(folder, ["1_predict_iou_0.92.jpg", "2_predict_iou_0.11.jpg"], ["1.jpg", "2.jpg"], options: options))
        );
    }

    [Fact]
    public void A_folder_a_case_is_paired_by_its_folder()
    {
        using var folder = new TempFolder();
        var options = new PairingOptions { Recurse = true };
        Assert.Equal(
            ["case1: pred.npy case1.npy SameName", "case2: pred.npy case2.npy SameName"],
            Pairs(Pair(folder, ["case1/pred.npy", "case2/pred.npy"], ["case1.npy", "case2.npy"], options: options))
        );
    }

    [Fact]
    public void A_prediction_that_is_its_own_reference_is_an_error()
    {
        using var folder = new TempFolder();
        folder.Write("pred/a.png", "");
        string path = Path.Combine(folder.Path, "pred");
        PairingResult result = ImagePairer.Pair(
            new PairingRequest
            {
                Files = new RunFiles
                {
                    Output = path,
                    Predictions = path,
                    GroundTruth = [path],
                },
            }
        );
        Assert.Equal(InputError.SameFile, result.SideFault!.Error);
    }

    [Fact]
    public void Composed_and_decomposed_letters_are_the_same_name()
    {
        using var folder = new TempFolder();
        Assert.Equal(PairingRule.SameLetters, Assert.Single(Pair(folder, ["U\u0308bung.npy"], ["\u00DCbung.npy"]).Images).Rule);
    }

    [Fact]
    public void A_table_pairs_what_no_rule_can()
    {
        using var folder = new TempFolder();
        string Path1(string name) => folder.Write(name, "");
        var options = new PairingOptions
        {
            Table =
            [
                new PairingRow
                {
                    ImageId = "a",
                    Prediction = Path1("p/preeyes_0.png"),
                    GroundTruth = [Path1("g/1.png")],
                },
                new PairingRow
                {
                    ImageId = "b",
                    Prediction = Path1("p/preeyes_1.png"),
                    GroundTruth = [Path1("g/2.png")],
                },
            ],
        };
        PairingResult result = ImagePairer.Pair(
            new PairingRequest
            {
                Files = new RunFiles
                {
                    Output = folder.Path,
                    GroundTruth = [],
                    Pairing = options,
                },
            }
        );
        Assert.Equal(["a: preeyes_0.png 1.png Table", "b: preeyes_1.png 2.png Table"], Pairs(result));
    }

    [Fact]
    public void Errors_lead_to_what_pairs_the_files()
    {
        // A folder a case, not looked into; a format that is not read: also of few images what is there is said once.
        using var folders = new TempFolder();
        InputException fault = Pair(folders, ["P1.png", "P2.png"], ["P1/mask.png", "P2/mask.png"]).SideFault!;
        Assert.Contains("holds no image file but 2 sub-folders", fault.Message);
        Assert.Contains("-Recurse", fault.Advice);
        using var volumes = new TempFolder();
        fault = Pair(volumes, ["1.png", "2.png"], ["1.nii.gz", "2.nii.gz"]).SideFault!;
        Assert.Contains("1.nii.gz is there, but .gz is not read as an image", fault.Message);
        Assert.Contains("PNG or TIFF", fault.Advice);
        // Two kinds in one folder: each has its wildcard.
        using var kinds = new TempFolder();
        PairingResult paired = Pair(kinds, ["01.png", "02.png"], ["lesA_01.png", "lesB_01.png", "lesA_02.png", "lesB_02.png"]);
        Assert.Contains("'lesA_*.png' or 'lesB_*.png'", paired.Images[0].Fault!.Advice);
        // Parts in another order, and names that share nothing: a table.
        using var order = new TempFolder();
        fault = Pair(
            order,
            [.. Numbered("left-P{0}.png", 6), .. Numbered("right-P{0}.png", 6)],
            [.. Numbered("P{0}_left.png", 6), .. Numbered("P{0}_right.png", 6)]
        ).SideFault!;
        Assert.Contains("-PairingTable", fault.Advice);
        using var nothing = new TempFolder();
        Assert.Contains("-PairingTable", Pair(nothing, ["aa.png", "bb.png"], ["1.png", "2.png"]).Images[0].Fault!.Advice);
    }
}
