using HybridNet.Tests.Storage;

namespace HybridNet.Tests;

/// <summary>What this assembly does when a test starts it as a process of its own.</summary>
internal static class Program
{
    public static int Main(string[] arguments) =>
        arguments switch
        {
            ["save-runs", string store, string prefix, string images, string count] => SavingChild.SaveRuns(
                store,
                prefix,
                int.Parse(images),
                int.Parse(count)
            ),
            ["measure-shard", string run, string store, string shard, string count] => SavingChild.MeasureShard(
                run,
                store,
                int.Parse(shard),
                int.Parse(count)
            ),
            ["measure-journal", string run, string journal] => SavingChild.MeasureWithJournal(run, journal),
            ["migrate", string store] => SavingChild.Migrate(store),
            ["merge-parts", string parts, string store] => SavingChild.MergeParts(parts, store),
            ["read-and-save", string store] => SavingChild.ReadAndSave(store),
            _ => 64,
        };
}
