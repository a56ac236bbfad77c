using HybridNet.Ports;
using HybridNet.Tests.Runs;
using HybridNet.Tests.Storage;

namespace HybridNet.Tests.Tables;

/// <summary>Parquet files: flat, and exact.</summary>
public sealed class TableFilesTests : IDisposable
{
    private readonly TempFolder _folder = new();

    private string Path => System.IO.Path.Combine(_folder.Path, "it's [a] table.parquet");

    public void Dispose() => _folder.Dispose();

    private static ITableFiles Tables => SampleRun.Adapters.Tables;

    private MeasurementSet Made()
    {
        string path = System.IO.Path.Combine(_folder.Path, "madeEX");
        SampleRun.Adapters.Runs.WriteSample(path, new SampleRunOptions(9, 64, 3), _ => { }, CancellationToken.None);
        return SavingChild.Measure(SampleRun.Adapters.Runs.Read(path, new RunReadOptions(), CancellationToken.None), 2, 3);
    }

    [Fact]
    public void Measurements_come_back_equal()
    {
        MeasurementSet set = Made();
        set = set with
        {
            Measurements =
            [
                .. set.Measurements,
                set.Measurements[0] with
                {
                    ImageId = "made 眼",
                    Hd95 = double.NaN,
                    Assd = null,
                    Dice = double.NaN,
                    Case = ZeroDiceCase.C_disjoint,
                    Nsd = double.PositiveInfinity,
                    GtLesions = null,
                },
            ],
        };
        Tables.WriteMeasurements(Path, set, CancellationToken.None);
        MeasurementSet back = Tables.ReadMeasurements(
            Path,
            (name, content) =>
                name == "madeEX" && content == HybridNet.Storage.ContentHash.Of(set.Run)
                    ? set.Run
                    : throw new InvalidOperationException()
        );
        Assert.Equal(set.Measurements, back.Measurements);
        Assert.Equal(set.ImageIds, back.ImageIds);
        Assert.Equal(
            (set.Options, set.Version, 2, 3, true),
            (back.Options, back.Version, back.Shard, back.ShardCount, back.Complete)
        );
        Assert.Equal([Path], Directory.GetFiles(_folder.Path, "*table*"));
    }

    [Fact]
    public void An_empty_part_comes_back()
    {
        MeasurementSet set = Made() with { Measurements = [] };
        Tables.WriteMeasurements(Path, set, CancellationToken.None);
        Assert.Empty(Tables.ReadMeasurements(Path, (_, _) => set.Run).Measurements);
    }

    [Fact]
    public void Scores_are_flat_rows_with_their_types()
    {
        Tables.WriteScores(Path, [SampleRun.Run, MadeRun.Of("other", 5)], CancellationToken.None);
        HybridNet.Data.Tables.ParquetRows rows = HybridNet.Data.Tables.ParquetRows.Read(Path);
        Assert.Equal(281, rows.Count);
        Assert.Equal(SampleRun.Run.Log.Scores.Select(score => (object)score.Dice), rows["Dice"].Take(276));
        Assert.Equal([null, 3L, 6L, 9L, 12L], rows["GtPixels"].Skip(276));
        Assert.Equal("other", rows["Run"][280]);
    }

    [Fact]
    public void What_is_no_part_is_refused()
    {
        MeasurementSet set = Made();
        File.WriteAllText(Path, "PAR1 is not enough PAR1");
        Assert.Equal(
            InputError.MalformedFile,
            Assert.Throws<InputException>(() => Tables.ReadMeasurements(Path, (_, _) => set.Run)).Error
        );
        Tables.WriteScores(Path, [SampleRun.Run], CancellationToken.None);
        Assert.Equal(
            InputError.MalformedFile,
            Assert.Throws<InputException>(() => Tables.ReadMeasurements(Path, (_, _) => set.Run)).Error
        );
        Assert.Equal(
            InputError.PathNotFound,
            Assert.Throws<InputException>(() => Tables.ReadMeasurements(Path + "x", (_, _) => set.Run)).Error
        );
        Assert.Equal(
            InputError.UnwritableDestination,
            Assert
                .Throws<InputException>(() =>
                    Tables.WriteScores(System.IO.Path.Combine(Path, "below"), [], CancellationToken.None)
                )
                .Error
        );
    }
}
