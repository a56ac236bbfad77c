using System.Text.RegularExpressions;

namespace HybridNet.PowerShell.Tests.Reports;

/// <summary>The report in a real browser.</summary>
public sealed class ReportPageTests : IClassFixture<ReportPageTests.Pages>
{
    private readonly Pages _pages;

    public ReportPageTests(Pages pages) => _pages = pages;

    /// <summary>The reports of the sample run and of a synthetic run with planted faults, written once.</summary>
    public sealed class Pages : IDisposable
    {
        private readonly TempFolder _folder = new();
        private readonly Lazy<Chromium> _browser = new(() => new());

        public Pages()
        {
            using var session = new ModuleRunspace();
            session.Run(
                "Import-HNRun v7EX | Export-HNReport -Destination $args[0] -MissingGroundTruth Empty -Resamples 500",
                Sample
            );
            session.Run(
                "$run = New-HNSampleRun \"$($args[0])/madeEX\" -Images 14 -Size 128 -Fault TrivialImages, "
                    + "HiddenFailures; $whatIfs = $run | Optimize-HNPostProcess -Threshold 0.4, 0.5 -MinimumArea 0, 4 "
                    + "-Resamples 200; $run | Export-HNReport -Destination $args[1] -Resamples 500 -PostProcess $whatIfs",
                _folder.Path,
                Made
            );
            session.Run(
                "Import-HNRun v7EX | Export-HNReport -Destination $args[0] -MissingGroundTruth Empty -Resamples 500 -NoThumbnail",
                Plain
            );
            session.Run(
                "$new = New-HNSampleRun \"$($args[0])/newEX\" -Images 14 -Size 128 -Cause MissFaint; "
                    + "Import-HNRun \"$($args[0])/madeEX\" | Compare-HNRun -Candidate $new -Force | Export-HNReport $args[1]",
                _folder.Path,
                Compared
            );
        }

        public string Compared => Path.Combine(_folder.Path, "compared.html");

        public string Sample => Path.Combine(_folder.Path, "sample.html");

        public string Made => Path.Combine(_folder.Path, "made.html");

        public string Plain => Path.Combine(_folder.Path, "plain.html");

        internal Chromium Browser => _browser.Value;

        public void Dispose()
        {
            if (_browser.IsValueCreated)
                _browser.Value.Dispose();
            _folder.Dispose();
        }
    }

    [Fact]
    public void The_page_without_pictures_is_small_and_names_no_other_place()
    {
        string page = File.ReadAllText(_pages.Plain);
        Assert.InRange(new FileInfo(_pages.Plain).Length, 100_000, 1_000_000);
        Assert.DoesNotMatch(new Regex("""(src|href)\s*=\s*["'](?!#|data:)"""), page);
        Assert.DoesNotContain("url(http", page);
        Assert.DoesNotContain("<img", page);
        Assert.Contains("<img decoding=\"async\"", File.ReadAllText(_pages.Sample));
    }

    [ChromiumFact]
    public void Nothing_is_complained_about_and_nothing_is_asked_for()
    {
        Chromium browser = _pages.Browser;
        foreach (string page in new[] { _pages.Sample, _pages.Made, _pages.Plain, _pages.Compared })
        foreach (int width in new[] { 390, 1280 })
        {
            browser.Open(page, width);
            Assert.Equal([], browser.Complaints);
            Assert.All(
                browser.Requests,
                address =>
                    Assert.True(
                        address == new Uri(page).AbsoluteUri || address.StartsWith("data:", StringComparison.Ordinal),
                        address
                    )
            );
            Assert.True(
                browser.Run<bool>("document.documentElement.scrollWidth <= innerWidth"),
                $"{page} is wider than {width} pixels."
            );
        }
    }

    [ChromiumFact]
    public void Every_chart_is_seen_and_says_what_it_is()
    {
        Chromium browser = _pages.Browser;
        foreach ((string page, int least) in new[] { (_pages.Sample, 11), (_pages.Made, 14) })
        {
            browser.Open(page, 1280);
            int charts = browser.Run<int>("document.querySelectorAll('figure svg').length");
            Assert.InRange(charts, least, 40);
            Assert.Equal(
                charts,
                browser.Run<int>(
                    "[...document.querySelectorAll('figure svg')].filter(s => { const r = s.getBoundingClientRect(); return "
                        + "r.width > 250 && r.height > 150 && s.querySelectorAll('text').length > 5 && "
                        + "s.querySelector('title').textContent && s.querySelector('desc').textContent }).length"
                )
            );
            Assert.Equal(
                0,
                browser.Run<int>(
                    "(() => { const ids = [...document.querySelectorAll('[id]')].map(e => e.id); return ids.length "
                        + "- new Set(ids).size })()"
                )
            );
        }
    }

    [ChromiumFact]
    public void Tables_sort_by_size_and_filter()
    {
        Chromium browser = _pages.Browser;
        browser.Open(_pages.Sample, 1280);
        const string Box = "document.querySelector('#images [data-table]')";
        string Column(string name) =>
            $"[...{Box}.querySelectorAll('thead th')].findIndex(h => h.textContent.trim() === '{name}')";
        string[] Shown(string column) =>
            browser.Run<string[]>(
                $"[...{Box}.querySelectorAll('tbody tr')].filter(r => !r.hidden).map(r => "
                    + $"r.cells[{Column(column)}].textContent.trim())"
            );
        Assert.Equal(276, Shown("Dice").Length);

        browser.Run<bool>($"{Box}.querySelectorAll('thead th')[{Column("Dice")}].querySelector('button').click() || true");
        // As numbers 2.57e-10 is the least; as text 0.0001 would come first.
        Assert.Equal("2.57e-10", Shown("Dice")[0]);
        browser.Run<bool>($"{Box}.querySelectorAll('thead th')[{Column("Dice")}].querySelector('button').click() || true");
        Assert.Equal("1.0000", Shown("Dice")[0]);
        Assert.Equal(
            "descending",
            browser.Run<string>($"{Box}.querySelectorAll('thead th')[{Column("Dice")}].getAttribute('aria-sort')")
        );

        browser.Run<bool>(
            $"(() => {{ const s = [...{Box}.querySelectorAll('select')].find(s => s.dataset.column == "
                + $"{Column("State")}); s.value = 'BothEmpty'; s.dispatchEvent(new Event('change')); return true }})()"
        );
        Assert.Equal(60, Shown("State").Length);
        Assert.All(Shown("State"), state => Assert.Equal("BothEmpty", state));
        // Sixty trivial images have no Dice under the policy that leaves them out.
        Assert.Equal("60 of 276 rows; no Dice under NonTrivial", browser.Run<string>($"{Box}.querySelector('output').value"));
        browser.Run<bool>(
            $"(() => {{ const s = [...{Box}.querySelectorAll('select')].find(s => s.dataset.column == "
                + $"{Column("State")}); s.value = ''; s.dispatchEvent(new Event('change')); const t = "
                + $"{Box}.querySelector('input'); t.value = '0760'; t.dispatchEvent(new Event('input')); return true }})()"
        );
        Assert.Equal(["0760_1"], Shown("Image"));
        Assert.Equal([], browser.Complaints);
    }

    [Fact]
    public void The_first_lines_name_a_planted_cause()
    {
        using var folder = new TempFolder();
        using var session = new ModuleRunspace();
        string page = Path.Combine(folder.Path, "faint.md");
        session.Run(
            "New-HNSampleRun \"$($args[0])/faintEX\" -Images 60 -Size 256 -Cause MissFaint | Export-HNReport "
                + "$args[1] -Resamples 0",
            folder.Path,
            page
        );
        string first = File.ReadAllLines(page)[2];
        Assert.Contains("goes to missed lesions", first);
        Assert.Matches("Lesions with a contrast below [0-9.]+ are missed in", first);
    }

    [ChromiumFact]
    public void A_long_table_lays_out_what_is_seen_and_the_rest_when_somebody_scrolls_or_prints()
    {
        Chromium browser = _pages.Browser;
        browser.Open(_pages.Sample, 1280);
        const string Seen =
            "[...document.querySelectorAll('#images tbody tr')].filter(r => getComputedStyle(r).display !== 'none').length";
        Assert.Equal(30, browser.Run<int>(Seen));
        browser.Run<bool>("(() => { const w = document.querySelector('#images .wrap'); w.scrollTop = 1e6; return true })()");
        browser.Run<bool>("new Promise(done => setTimeout(() => done(true), 300))");
        Assert.Equal(90, browser.Run<int>(Seen));
        browser.Ask("Emulation.setEmulatedMedia", new System.Text.Json.Nodes.JsonObject { ["media"] = "print" });
        Assert.Equal(276, browser.Run<int>(Seen));
        browser.Ask("Emulation.setEmulatedMedia", new System.Text.Json.Nodes.JsonObject { ["media"] = "" });
    }

    [ChromiumFact]
    public void A_mark_of_a_chart_says_its_value_and_opens_its_image()
    {
        Chromium browser = _pages.Browser;
        browser.Open(_pages.Made, 1280);
        string id = browser.Run<string>("document.querySelectorAll('.marks [data-id]')[3].dataset.id");
        Assert.StartsWith(id + ": ", browser.Run<string>("document.querySelectorAll('.marks [data-id]')[3].textContent"));
        browser.Run<bool>(
            "document.querySelectorAll('.marks [data-id]')[3].dispatchEvent(new MouseEvent('click', { bubbles: true }))"
        );
        Assert.Equal($"Image {id}", browser.Run<string>("document.querySelector('#viewer h2').textContent"));
        Assert.Equal([], browser.Complaints);
    }

    [ChromiumFact]
    public void The_threshold_redraws_the_prediction_and_marks_are_kept()
    {
        Chromium browser = _pages.Browser;
        browser.Open(_pages.Made, 1280);
        browser.Run<bool>("document.querySelectorAll('.thumb')[2].click() || true");
        const string Magenta =
            "(() => { const v = document.querySelector('#viewer canvas'), c = new OffscreenCanvas(v.width, "
            + "v.height), p = c.getContext('2d', { willReadFrequently: true });"
            + " p.drawImage(v, 0, 0); const d = p.getImageData(0, 0, c.width, c.height).data;"
            + " let n = 0; for (let i = 0; i < d.length; i += 4) n += d[i] > 200 && d[i + 1] < 120 && d[i + 2] > 120; "
            + "return n })()";
        const string Later = "new Promise(done => setTimeout(() => done(true), 600))";
        browser.Run<bool>(Later);
        browser.Run<bool>(
            "(() => { for (const [name, on] of [['gt', false], ['pred', true]]) { const b = "
                + "document.querySelector(`#viewer [name=${name}]`); b.checked = on; b.dispatchEvent(new Event('input')) }"
                + " const o = document.querySelector('#viewer [name=opacity]'); o.value = 100; o.dispatchEvent(new "
                + "Event('input')); return true })()"
        );
        browser.Run<bool>(Later);
        int saved = browser.Run<int>(Magenta);
        browser.Run<bool>(
            "(() => { const t = document.querySelector('#viewer [name=threshold]'); t.value = 1; "
                + "t.dispatchEvent(new Event('input')); return true })()"
        );
        browser.Run<bool>(Later);
        // A threshold of 1/255 marks every pixel of the map that is not zero: more than the saved prediction.
        Assert.True(browser.Run<int>(Magenta) > saved);
        browser.Run<bool>("document.querySelector('[data-mark=ModelWrong]').click() || true");
        Assert.Equal("1", browser.Run<string>("document.getElementById('mark-count').value"));
        Assert.Equal(1, browser.Run<int>("document.querySelectorAll('tr[data-marked=ModelWrong]').length"));
        Assert.Equal([], browser.Complaints);
    }

    [ChromiumFact]
    public void Marks_made_with_keys_come_back_into_the_pipeline()
    {
        Chromium browser = _pages.Browser;
        browser.Open(_pages.Made, 1280);
        browser.Run<bool>("localStorage.clear() || true");
        browser.Open(_pages.Made, 1280);
        string[] ids = browser.Run<string[]>(
            "[...document.querySelectorAll('#images .thumb')].slice(0, 3).map(t => t.dataset.id)"
        );
        browser.Run<bool>("document.querySelector('#images .thumb').focus() || true");
        browser.Press("Enter", 13);
        // Each key marks and goes on to the next image.
        browser.Press("4", 52);
        browser.Press("3", 51);
        browser.Press("1", 49);
        browser.Press("ArrowLeft", 37);
        browser.Run<bool>(
            "(() => { const n = document.querySelector('#viewer [name=note]'); n.value = '=\"odd\", look'; "
                + "n.dispatchEvent(new Event('change')); window.hnSave = (name, lines) => window.saved = lines.join('\\n'); "
                + "document.querySelector('[data-save-marks]').click(); return true })()"
        );
        using var folder = new TempFolder();
        string path = Path.Combine(folder.Path, "marks.csv");
        File.WriteAllText(path, browser.Run<string>("saved"));
        using var session = new ModuleRunspace();
        Assert.Equal(
            [$"madeEX {ids[0]} ModelWrong ", $"madeEX {ids[1]} ReferenceWrong ", $"madeEX {ids[2]} Good =\"odd\", look"],
            session
                .Run("Import-HNMark $args[0] | ForEach-Object { \"$($_.Run) $($_.ImageId) $($_.Mark) $($_.Note)\" }", path)
                .Output.Select(line => line.ToString())
        );
        // The pages of the other tests lie at the same place.
        browser.Run<bool>("localStorage.clear() || true");
        Assert.Equal([], browser.Complaints);
    }

    [ChromiumFact]
    public void The_same_image_of_two_runs_lies_under_one_slider()
    {
        Chromium browser = _pages.Browser;
        browser.Open(_pages.Compared, 1280);
        const string Later = "new Promise(done => setTimeout(() => done(true), 700))";
        browser.Run<bool>("document.querySelectorAll('.thumb')[1].click() || true");
        browser.Run<bool>(Later);
        Assert.Equal("madeEX", browser.Run<string>("document.querySelector('#viewer [name=against]').value"));
        Assert.Equal("slide", browser.Run<string>("document.querySelector('#viewer [name=arrange]').value"));
        // The line between the runs is white below the names, where the slider stands.
        const string White =
            "(() => { const v = document.querySelector('#viewer canvas'), half = v.height / 2;"
            + " const c = new OffscreenCanvas(v.width, v.height);"
            + " const p = c.getContext('2d', { willReadFrequently: true }); p.drawImage(v, 0, 0);"
            + " const x = Math.floor(v.width * document.querySelector('#viewer [name=swipe]').value / 100);"
            + " const d = p.getImageData(x, half, 1, half).data; return d.every(sample => sample > 245) })()";
        Assert.True(browser.Run<bool>(White));
        browser.Run<bool>(
            "(() => { const s = document.querySelector('#viewer [name=swipe]'); s.value = 20; s.dispatchEvent(new "
                + "Event('input')); return true })()"
        );
        browser.Run<bool>(Later);
        Assert.True(browser.Run<bool>(White));
        browser.Run<bool>(
            "(() => { const a = document.querySelector('#viewer [name=arrange]'); a.value = 'pair'; a.dispatchEvent(new "
                + "Event('input')); return true })()"
        );
        browser.Run<bool>(Later);
        Assert.Equal(256, browser.Run<int>("document.querySelector('#viewer canvas').width"));
        Assert.Equal([], browser.Complaints);
    }

    [ChromiumFact]
    public void Heads_are_words_and_not_buttons_so_that_print_repeats_them()
    {
        Chromium browser = _pages.Browser;
        browser.Open(_pages.Made, 1280);
        Assert.Equal(
            0,
            browser.Run<int>(
                "[...document.querySelectorAll('thead th')].filter(h => ![...h.childNodes].some(n => n.nodeType === 3 && "
                    + "n.data.trim())).length"
            )
        );
        browser.Ask("Emulation.setEmulatedMedia", new System.Text.Json.Nodes.JsonObject { ["media"] = "print" });
        Assert.Equal(
            "table-header-group",
            browser.Run<string>("getComputedStyle(document.querySelector('#images thead')).display")
        );
    }

    [ChromiumFact]
    public void A_thumbnail_opens_its_panel_with_the_keyboard_and_gives_the_focus_back()
    {
        Chromium browser = _pages.Browser;
        browser.Open(_pages.Made, 1280);
        Assert.Equal(14, browser.Run<int>("document.querySelectorAll('.thumb').length"));
        browser.Run<bool>("document.querySelectorAll('.thumb')[2].focus() || true");
        browser.Press("Enter", 13);
        Assert.True(browser.Run<bool>("document.getElementById('viewer').open"));
        string id = browser.Run<string>("document.querySelectorAll('.thumb')[2].dataset.id");
        Assert.Equal($"Image {id}", browser.Run<string>("document.querySelector('#viewer h2').textContent"));
        // The made images are 128 pixels wide: their layers are no larger.
        Assert.Equal(
            128,
            browser.Run<int>("new Promise(done => setTimeout(() => done(document.querySelector('#viewer canvas').width), 500))")
        );
        browser.Press("ArrowRight", 39);
        Assert.NotEqual($"Image {id}", browser.Run<string>("document.querySelector('#viewer h2').textContent"));
        browser.Press("Escape", 27);
        Assert.False(browser.Run<bool>("document.getElementById('viewer').open"));
        Assert.True(browser.Run<bool>("document.activeElement.classList.contains('thumb')"));
        Assert.Equal([], browser.Complaints);
    }

    [AxeFact]
    public void An_accessibility_checker_finds_nothing()
    {
        Chromium browser = _pages.Browser;
        string axe = File.ReadAllText(AxeFactAttribute.Script!);
        foreach (
            (string page, int width, bool dark) in new[]
            {
                (_pages.Sample, 1280, false),
                (_pages.Made, 390, true),
                (_pages.Made, 1280, true),
            }
        )
        {
            browser.Open(page, width, dark);
            browser.Run<object>(axe + ";null");
            Assert.True(
                browser.Run<int>("axe.run().then(r => { window.found = r; return r.passes.length })") > 20,
                "The checker did not look."
            );
            Assert.Equal(
                [],
                browser.Run<string[]>(
                    "found.violations.flatMap(v => v.nodes.map(n => v.id + ': ' + v.help + ' | ' + n.html.slice(0, "
                        + "200) + ' | ' + n.failureSummary.slice(0, 300)))"
                )
            );
        }
    }

    /// <summary>For people: with REPORT_SCREENSHOTS naming a folder, the pages are left there as pictures and as a PDF.</summary>
    [ChromiumFact]
    public void The_page_prints_without_controls_and_leaves_pictures_to_look_at()
    {
        Chromium browser = _pages.Browser;
        browser.Open(_pages.Made, 1280);
        byte[] pdf = browser.Pdf();
        Assert.Equal("%PDF", System.Text.Encoding.ASCII.GetString(pdf, 0, 4));
        browser.Ask("Emulation.setEmulatedMedia", new System.Text.Json.Nodes.JsonObject { ["media"] = "print" });
        Assert.Equal("none", browser.Run<string>("getComputedStyle(document.querySelector('.tools')).display"));
        Assert.Equal("visible", browser.Run<string>("getComputedStyle(document.querySelector('.wrap.tall')).overflow"));
        if (Environment.GetEnvironmentVariable("REPORT_SCREENSHOTS") is not { Length: > 0 } folder)
            return;
        Directory.CreateDirectory(folder);
        File.WriteAllBytes(Path.Combine(folder, "print.pdf"), pdf);
        browser.Ask("Emulation.setEmulatedMedia", new System.Text.Json.Nodes.JsonObject { ["media"] = "" });
        foreach (string page in new[] { _pages.Sample, _pages.Made })
        foreach ((int width, bool dark) in new[] { (390, false), (390, true), (1280, false), (1280, true) })
        {
            browser.Open(page, width, dark);
            File.WriteAllBytes(
                Path.Combine(folder, $"{Path.GetFileNameWithoutExtension(page)}-{width}{(dark ? "-dark" : "")}.png"),
                browser.Screenshot(browser.Run<int>("document.documentElement.scrollHeight"))
            );
        }
    }
}
