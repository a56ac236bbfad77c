using DuckDB.NET.Data;
using HybridNet.Ports;
using HybridNet.Tests.Runs;
using HybridNet.Tests.Storage;

namespace HybridNet.Tests.Tables;

/// <summary>
/// Parquet parts of many machines under an engine that exists: the query of the example, and figures edited with it.
/// </summary>
public sealed class DuckDbTests : IDisposable
{
    private const int Shards = 4;

    private readonly TempFolder _folder = new();
    private readonly MeasurementSet _whole;

    public DuckDbTests()
    {
        string path = Path.Combine(_folder.Path, "madeEX");
        SampleRun.Adapters.Runs.WriteSample(path, new SampleRunOptions(30, 64, 6), _ => { }, CancellationToken.None);
        Run run = SampleRun.Adapters.Runs.Read(path, new RunReadOptions(), CancellationToken.None);
        _whole = SavingChild.Measure(run);
        for (int shard = 1; shard <= Shards; shard++)
            SampleRun.Adapters.Tables.WriteMeasurements(
                Part(shard),
                SavingChild.Measure(run, shard, Shards),
                CancellationToken.None
            );
    }

    public void Dispose() => _folder.Dispose();

    private string Part(int shard) => Path.Combine(_folder.Path, $"madeEX.part{shard}.parquet");

    private List<object?[]> Query(string sql)
    {
        using var connection = new DuckDBConnection("Data Source=:memory:");
        connection.Open();
        using DuckDBCommand command = connection.CreateCommand();
        command.CommandText = sql.Replace("PARTS", Path.Combine(_folder.Path, "*.part*.parquet"), StringComparison.Ordinal);
        using DuckDBDataReader reader = command.ExecuteReader();
        var rows = new List<object?[]>();
        while (reader.Read())
        {
            var row = new object?[reader.FieldCount];
            for (int i = 0; i < row.Length; i++)
                row[i] = reader.IsDBNull(i) ? null : reader.GetValue(i);
            rows.Add(row);
        }
        return rows;
    }

    [Fact]
    public void The_query_of_the_example_gives_the_figures_of_this_module()
    {
        string example = File.ReadAllText(Path.Combine(SourceTree.Root, "examples", "09-parquet.sql"));
        List<object?[]> rows = Query(example.Replace("parts/*.parquet", Path.Combine(_folder.Path, "*.part*.parquet")));
        MaskMeasurement[] nonTrivial = [.. _whole.Measurements.Where(row => row.State != MetricState.BothEmpty)];
        object?[] row = Assert.Single(rows);
        Assert.Equal("madeEX", row[0]);
        Assert.Equal(30, Convert.ToInt32(row[1]));
        // An undefined Dice is NaN: left out where both masks are empty, and 0 where one of them is.
        Assert.Equal(nonTrivial.Average(image => double.IsNaN(image.Dice) ? 0 : image.Dice), Convert.ToDouble(row[2]), 12);
        Assert.Equal(_whole.Measurements.Count(image => image.Case is not null), Convert.ToInt32(row[3]));
        Assert.Equal(_whole.Measurements.Sum(image => (long)image.GtMissed!), long.Parse($"{row[4]}"));
        Assert.Equal(_whole.Measurements.Count(image => double.IsInfinity(image.Hd95!.Value)), Convert.ToInt32(row[5]));
    }

    [Fact]
    public void Every_figure_is_what_was_measured()
    {
        List<object?[]> rows = Query(
            "SELECT ImageId, TruePositive, Dice, Hd95, GtLesions, State FROM read_parquet('PARTS') ORDER BY ImageId"
        );
        Assert.Equal(
            _whole
                .Measurements.OrderBy(row => row.ImageId, StringComparer.Ordinal)
                .Select(row => (row.ImageId, row.TruePositive, row.Dice, row.Hd95, row.GtLesions, row.State.ToString())),
            rows.Select(row => ((string)row[0]!, (long)row[1]!, (double)row[2]!, (double?)row[3], (int?)row[4], (string)row[5]!))
        );
    }

    [Fact]
    public void A_figure_that_was_edited_in_a_part_is_caught()
    {
        // DuckDB gives a part back with one figure changed and its metadata kept.
        string metadata = (string)
            Query($"SELECT decode(value) FROM parquet_kv_metadata('{Part(1)}') WHERE decode(key) = 'HybridNet.Part'")[0][0]!;
        foreach ((string columns, bool edited) in new[] { ("*", false), ("* REPLACE (Dice * 0.999 AS Dice)", true) })
        {
            string copy = Path.Combine(_folder.Path, $"copy-{edited}.parquet");
            Query(
                $"COPY (SELECT {columns} FROM read_parquet('{Part(1)}')) TO '{copy}' (FORMAT parquet, KV_METADATA "
                    + $"{{\"HybridNet.Part\": '{metadata.Replace("'", "''", StringComparison.Ordinal)}'}})"
            );
            MeasurementSet Read() => SampleRun.Adapters.Tables.ReadMeasurements(copy, (_, _) => _whole.Run);
            if (edited)
                Assert.Equal(InputError.ShardMismatch, Assert.Throws<InputException>(Read).Error);
            else
                Assert.Equal(SavingChild.Measure(_whole.Run, 1, Shards).Measurements, Read().Measurements);
        }
    }
}
