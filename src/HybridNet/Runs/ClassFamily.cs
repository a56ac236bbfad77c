namespace HybridNet;

/// <summary>The runs of one model that has several classes, so that each run knows the others.</summary>
internal sealed class ClassFamily
{
    private readonly List<Run> _runs = [];

    /// <summary>The runs, in the order of the classes; complete when the last one is read.</summary>
    public IReadOnlyList<Run> Runs => _runs;

    /// <summary>Adds runs that know this family.</summary>
    /// <param name="runs">The runs of one folder.</param>
    public static IReadOnlyList<Run> Join(IEnumerable<Run> runs)
    {
        var joined = new List<Run>();
        foreach (IGrouping<string, Run> model in runs.GroupBy(run => run.Path, StringComparer.Ordinal))
        {
            var family = new ClassFamily();
            foreach (Run run in model)
                joined.Add(run.Class is null ? run : family.Add(run));
        }
        return joined;
    }

    /// <summary>Adds a run.</summary>
    public Run Add(Run run)
    {
        Run member = run with { Family = this };
        _runs.Add(member);
        return member;
    }
}
