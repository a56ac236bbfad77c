using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace HybridNet.PowerShell.Tests.Cmdlets;

/// <summary>What stands above a column can be typed: Sort-Object says nothing to a name that is not there.</summary>
public sealed partial class ColumnNameTests : IDisposable
{
    /// <summary>Columns that no property holds, and why.</summary>
    private static readonly Dictionary<string, string> s_computed = new()
    {
        ["Mark"] = "the letters of four properties",
        ["At1"] = "a point of the curve",
        ["Figures"] = "the first of many values",
    };

    private readonly ModuleRunspace _session = new();

    public void Dispose() => _session.Dispose();

    [Fact]
    public void Each_header_of_one_word_is_a_property()
    {
        (string Type, string Header)[] columns =
        [
            .. Directory
                .EnumerateFiles(Path.GetDirectoryName(SourceTree.StagedModule)!, "*.Format.ps1xml", SearchOption.AllDirectories)
                .SelectMany(file => XDocument.Load(file).Descendants("View"))
                .SelectMany(view =>
                    view.Descendants("TableColumnHeader")
                        .Select(header =>
                            (view.Descendants("TypeName").First().Value.Split('#')[0], header.Element("Label")?.Value ?? "")
                        )
                )
                .Where(column => OneWord().IsMatch(column.Item2) && !s_computed.ContainsKey(column.Item2)),
        ];
        Assert.True(columns.Length > 150, $"{columns.Length} columns");
        string[] missing =
        [
            .. columns
                .Where(column =>
                    !_session
                        .Run("([type] $args[0]).GetProperties().Name + (Get-TypeData $args[0]).Members.Keys", column.Type)
                        .Output.Any(name => name.ToString() == column.Header)
                )
                .Select(column => $"{column.Type} has no {column.Header}"),
        ];
        Assert.Empty(missing);
    }

    [Fact]
    public void A_header_sorts_and_filters_and_is_exported_once()
    {
        _session.Run("$e = Get-HNEpoch v7EX");
        Assert.Equal(
            ["18", "8", "False"],
            _session
                .Run(
                    "($e | Sort-Object Epoch -Descending)[0].Number; @($e | Where-Object Epoch -gt 10).Count; "
                        + "($e | ConvertTo-Csv)[0] -match 'Epoch'"
                )
                .Output.Select(item => item.ToString())
        );
    }

    [GeneratedRegex(@"^\w+$")]
    private static partial Regex OneWord();
}
