namespace HybridNet.Data.Runs;

/// <summary>Reads the epoch table.</summary>
internal static class EpochTable
{
    /// <summary>Reads every row, in file order.</summary>
    public static IReadOnlyList<Epoch> Read(string path, string run, RunCell cell)
    {
        using var table = new CsvTable(path);
        int number = table.Need("epoch");
        int trainLoss = table.Find("train_loss"),
            valLoss = table.Find("val_loss");
        int trainDice = table.Find("train_dice"),
            valDice = table.Find("val_dice");
        int trainIou = table.Find("train_iou"),
            valIou = table.Find("val_iou");
        int trainPearson = table.Find("train_pearson", "train_pearson_r"),
            valPearson = table.Find("val_pearson", "val_pearson_r");
        HashSet<int> known = [number, trainLoss, valLoss, trainDice, valDice, trainIou, valIou, trainPearson, valPearson];
        int[] others = [.. Enumerable.Range(0, table.Columns.Count).Where(column => !known.Contains(column))];

        var epochs = new List<Epoch>();
        var lines = new Dictionary<long, int>();
        while (table.Read())
        {
            long epoch = table.Whole(number);
            if (!lines.TryAdd(epoch, table.Line))
                throw table.Fault(
                    InputError.MalformedFile,
                    number,
                    $"epoch {epoch} stands in line {lines[epoch]} already.",
                    "A resumed training may have been appended: keep one row for each epoch."
                );
            if (epoch is < 0 or > int.MaxValue)
                throw table.Fault(InputError.NotANumber, number, $"{epoch} is no epoch number.", "Epochs count from 1 (or 0).");
            epochs.Add(
                new Epoch
                {
                    Run = run,
                    Number = (int)epoch,
                    TrainLoss = table.Number(trainLoss),
                    ValLoss = table.Number(valLoss),
                    TrainDice = table.Number(trainDice),
                    ValDice = table.Number(valDice),
                    TrainIou = table.Number(trainIou),
                    ValIou = table.Number(valIou),
                    TrainPearson = table.Number(trainPearson),
                    ValPearson = table.Number(valPearson),
                    Other = others.Length == 0 ? null : others.ToDictionary(column => table.Columns[column], table.Number),
                    Origin = new(cell),
                }
            );
        }
        return Epoch.Derive(epochs);
    }
}
