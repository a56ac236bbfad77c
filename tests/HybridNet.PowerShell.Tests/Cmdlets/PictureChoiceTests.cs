namespace HybridNet.PowerShell.Tests.Cmdlets;

/// <summary>What can be chosen of a picture in the terminal is seen there: two choices are two pictures.</summary>
public sealed class PictureChoiceTests(PictureChoiceTests.Runs runs) : IClassFixture<PictureChoiceTests.Runs>
{
    private const string Files =
        "Show-HNPanel -Image aEX/images/{0} -GroundTruth aEX/masks/HardExudate_Masks/0000_1.png "
        + "-Prediction aEX/output/predictions_test/0000_1_EX.png -Protocol HalfBlock -Width 40";

    private const string One = "Get-HNImageScore aEX -ImageId 0000_1 | Show-HNPanel -Protocol HalfBlock -Width 40 ";

    private const string All = "Import-HNRun aEX | Show-HNPanel -Protocol HalfBlock -Width 40 ";

    /// <summary>One session with a screen of 100 columns, one run of three images.</summary>
    public sealed class Runs : IDisposable
    {
        private readonly TempFolder _folder = new();
        private readonly ScreenHost _screen = new(100);
        private readonly ModuleRunspace _session;

        public Runs()
        {
            _session = new(_screen);
            _session.Enter(_folder.Path);
            _session.Run("$null = New-HNSampleRun aEX -Images 3 -Size 64");
        }

        /// <summary>What a command writes on the screen.</summary>
        public string Shown(string script)
        {
            int before = _screen.Text.Length;
            Assert.Empty(_session.Run($"& {{\n{script}\n}} | Out-Default").Errors);
            return _screen.Text[before..];
        }

        public void Dispose()
        {
            _session.Dispose();
            _folder.Dispose();
        }
    }

    /// <summary>Parameter; a picture with one choice, and one with another.</summary>
    public static TheoryData<string, string, string> Choices =>
        new()
        {
            { "Image", string.Format(Files, "0000_1.png"), string.Format(Files, "0001_2.png") },
            { "Layout", One + "-Layout 'Image + Outline'", One + "-Layout Agreement" },
            { "Ground", One + "-Layout Agreement -Ground Dark", One + "-Layout Agreement -Ground Light" },
            { "Opacity", One + "-Layout Triptych -Opacity 0.1", One + "-Layout Triptych -Opacity 0.9" },
            { "Outline", One + "-Layout Triptych", One + "-Layout Triptych -Outline" },
            { "Palette", One + "-Palette ColorBlindSafe", One + "-Palette Report" },
            { "Margin", One + "-Layout Crop -Margin 2", One + "-Layout Crop -Margin 20" },
            { "Columns", All + "-Layout ContactSheet -Columns 1", All + "-Layout ContactSheet -Columns 3" },
            { "NoCaption", One, One + "-NoCaption" },
            { "Protocol", One, One.Replace("HalfBlock", "Plain") },
            {
                "Protocol",
                "Get-HNEpoch aEX | Show-HNChart ValDice -Protocol Plain",
                "Get-HNEpoch aEX | Show-HNChart ValDice -Protocol Sixel"
            },
        };

    [Theory]
    [MemberData(nameof(Choices))]
    public void A_choice_of_a_picture_changes_what_is_on_the_screen(string parameter, string one, string other)
    {
        Assert.Contains("-" + parameter, one + other);
        string shown = runs.Shown(one);
        Assert.NotEqual("", shown);
        Assert.Equal(shown, runs.Shown(one));
        Assert.NotEqual(shown, runs.Shown(other));
    }

    [Fact]
    public void A_picture_has_the_width_that_was_asked_for_and_a_caption()
    {
        string[] lines = runs.Shown(One).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.StartsWith("0000_1   Dice ", lines[0]);
        Assert.All(lines[1..], line => Assert.Equal(40, line.Count(letter => letter == '▀')));
        Assert.DoesNotContain("Dice", runs.Shown(One + "-NoCaption"));
    }
}
