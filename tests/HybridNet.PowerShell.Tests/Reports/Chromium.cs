using System.Diagnostics;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace HybridNet.PowerShell.Tests.Reports;

/// <summary>A headless Chromium that is asked over its own protocol
/// (https://chromedevtools.github.io/devtools-protocol/).</summary>
internal sealed class Chromium : IDisposable
{
    private readonly Process _process;
    private readonly ClientWebSocket _socket = new();
    private readonly TempFolder _profile = new();
    private readonly List<JsonNode> _events = [];
    private int _id;

    public Chromium()
    {
        var start = new ProcessStartInfo(Program!) { RedirectStandardError = true, RedirectStandardOutput = true };
        foreach (
            string argument in new[]
            {
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-background-networking",
                "--no-first-run",
                "--remote-debugging-port=0",
                $"--user-data-dir={_profile.Path}",
                "about:blank",
            }
        )
            start.ArgumentList.Add(argument);
        _process = Process.Start(start)!;
        _process.BeginErrorReadLine();
        _process.BeginOutputReadLine();
        _socket.ConnectAsync(Address(), CancellationToken.None).Wait();
        string target = Ask("Target.getTargets", null, null)["targetInfos"]!
            .AsArray()
            .First(info => (string)info!["type"]! == "page")!["targetId"]!.ToString();
        Session = Ask("Target.attachToTarget", new JsonObject { ["targetId"] = target, ["flatten"] = true }, null)[
            "sessionId"
        ]!.ToString();
        foreach (string domain in new[] { "Page", "Runtime", "Network", "Log" })
            Ask(domain + ".enable");
    }

    /// <summary>The browser on PATH, or null.</summary>
    public static string? Program { get; } =
        (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(Path.PathSeparator)
            .SelectMany(folder =>
                new[] { "chromium", "chromium-browser", "google-chrome" }.Select(name => Path.Combine(folder, name))
            )
            .FirstOrDefault(File.Exists);

    private string Session { get; }

    /// <summary>Whatever the page logged, threw or was refused.</summary>
    public IEnumerable<string> Complaints =>
        _events
            .Where(one =>
                (string?)one["method"] is "Runtime.exceptionThrown" or "Log.entryAdded"
                || (string?)one["method"] == "Runtime.consoleAPICalled" && (string?)one["params"]!["type"] is "error" or "warning"
            )
            .Select(one => one.ToJsonString());

    /// <summary>Every address that was asked for.</summary>
    public IEnumerable<string> Requests =>
        _events
            .Where(one => (string?)one["method"] == "Network.requestWillBeSent")
            .Select(one => one["params"]!["request"]!["url"]!.ToString());

    /// <summary>Opens a file at a width, and waits until it is loaded.</summary>
    public void Open(string path, int width, bool dark = false)
    {
        _events.Clear();
        Ask(
            "Emulation.setDeviceMetricsOverride",
            new JsonObject
            {
                ["width"] = width,
                ["height"] = 900,
                ["deviceScaleFactor"] = 1,
                ["mobile"] = width < 600,
            }
        );
        Ask(
            "Emulation.setEmulatedMedia",
            new JsonObject
            {
                ["features"] = new JsonArray(
                    new JsonObject { ["name"] = "prefers-color-scheme", ["value"] = dark ? "dark" : "light" }
                ),
            }
        );
        Ask("Page.navigate", new JsonObject { ["url"] = new Uri(path).AbsoluteUri });
        while (!_events.Exists(one => (string?)one["method"] == "Page.loadEventFired"))
            Receive();
    }

    /// <summary>Runs a script in the page and hands its value over; a promise is waited for.</summary>
    public T Run<T>(string script)
    {
        JsonNode answer = Ask(
            "Runtime.evaluate",
            new JsonObject
            {
                ["expression"] = script,
                ["returnByValue"] = true,
                ["awaitPromise"] = true,
            }
        );
        Assert.True(answer["exceptionDetails"] is null, $"{script}\nthrew {answer["exceptionDetails"]?.ToJsonString()}");
        return answer["result"]!["value"].Deserialize<T>()!;
    }

    /// <summary>Presses a key.</summary>
    public void Press(string key, int code)
    {
        foreach (string kind in new[] { "keyDown", "keyUp" })
            Ask(
                "Input.dispatchKeyEvent",
                new JsonObject
                {
                    ["type"] = kind,
                    ["key"] = key,
                    ["code"] = key,
                    ["windowsVirtualKeyCode"] = code,
                    ["text"] = key == "Enter" && kind == "keyDown" ? "\r" : "",
                }
            );
    }

    /// <summary>A picture of the page's top, or of all of it.</summary>
    public byte[] Screenshot(int height)
    {
        return Convert.FromBase64String(
            Ask(
                "Page.captureScreenshot",
                new JsonObject
                {
                    ["captureBeyondViewport"] = true,
                    ["clip"] = new JsonObject
                    {
                        ["x"] = 0,
                        ["y"] = 0,
                        ["width"] = Run<int>("innerWidth"),
                        ["height"] = height,
                        ["scale"] = 1,
                    },
                }
            )["data"]!.ToString()
        );
    }

    /// <summary>The page as it would be printed on A4.</summary>
    public byte[] Pdf() =>
        Convert.FromBase64String(
            Ask(
                "Page.printToPDF",
                new JsonObject
                {
                    ["paperWidth"] = 8.27,
                    ["paperHeight"] = 11.69,
                    ["preferCSSPageSize"] = true,
                    ["printBackground"] = true,
                }
            )["data"]!.ToString()
        );

    /// <summary>Where the browser listens: it writes port and path into its profile.</summary>
    private Uri Address()
    {
        string file = Path.Combine(_profile.Path, "DevToolsActivePort");
        for (var clock = Stopwatch.StartNew(); clock.Elapsed < TimeSpan.FromSeconds(60); Thread.Sleep(50))
        {
            Assert.False(_process.HasExited, "Chromium ended before it listened.");
            if (File.Exists(file) && File.ReadAllLines(file) is [var port, var path])
                return new Uri($"ws://127.0.0.1:{port}{path}");
        }
        throw new TimeoutException("Chromium does not listen.");
    }

    /// <summary>Asks the page.</summary>
    public JsonNode Ask(string method, JsonObject? parameters = null) => Ask(method, parameters, Session);

    public void Dispose()
    {
        _process.Kill(entireProcessTree: true);
        _process.WaitForExit();
        _process.Dispose();
        _socket.Dispose();
        _profile.Dispose();
    }

    private JsonNode Ask(string method, JsonObject? parameters, string? session)
    {
        int id = ++_id;
        var message = new JsonObject
        {
            ["id"] = id,
            ["method"] = method,
            ["params"] = parameters ?? [],
        };
        if (session is not null)
            message["sessionId"] = session;
        _socket
            .SendAsync(Encoding.UTF8.GetBytes(message.ToJsonString()), WebSocketMessageType.Text, true, CancellationToken.None)
            .Wait();
        while (true)
            if (Receive() is { } answer && (int?)answer["id"] == id)
                return answer["result"] ?? throw new InvalidOperationException($"{method}: {answer["error"]?.ToJsonString()}");
    }

    private JsonNode? Receive()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        using var text = new MemoryStream();
        var buffer = new byte[1 << 16];
        WebSocketReceiveResult part;
        do
        {
            part = _socket.ReceiveAsync(buffer, patience.Token).GetAwaiter().GetResult();
            text.Write(buffer, 0, part.Count);
        } while (!part.EndOfMessage);
        JsonNode message = JsonNode.Parse(text.ToArray())!;
        if (message["method"] is not null)
            _events.Add(message);
        return message["id"] is null ? null : message;
    }
}

/// <summary>A test that needs Chromium; without it, the test is reported as skipped.</summary>
public class ChromiumFactAttribute : FactAttribute
{
    public ChromiumFactAttribute()
    {
        if (Chromium.Program is null)
            Skip = "chromium is not on PATH.";
    }
}

/// <summary>A test that needs Chromium and the file named by AXE_CORE (axe.min.js of axe-core); without them, it is reported as
/// skipped.</summary>
public sealed class AxeFactAttribute : ChromiumFactAttribute
{
    public AxeFactAttribute()
    {
        if (!File.Exists(Script))
            Skip ??= "AXE_CORE does not name axe.min.js.";
    }

    /// <summary>The checker's script.</summary>
    public static string? Script { get; } = Environment.GetEnvironmentVariable("AXE_CORE");
}
