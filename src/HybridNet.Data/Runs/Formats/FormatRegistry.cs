namespace HybridNet.Data.Runs.Formats;

/// <summary>Every shape that is read, the most special first. A new one is written beside these and added here.</summary>
internal static class FormatRegistry
{
    private static readonly RunFormat[] s_formats =
    [
        new NnUnetSummary(),
        new GrandChallenge(),
        new HuggingFaceState(),
        new Panoptica(),
        new MmSegScalars(),
        new MmSegLog(),
        new Detectron2Log(),
        new JsonHistory(),
        new NnUnetLog(),
        new MlflowRun(),
        new DvcLive(),
        new TensorBoardCsv(),
        new WandbChart(),
        new SmpLogs(),
        new Auto3dSeg(),
        new MonaiRaw(),
        new LongMetrics(),
        new ScoreCsv(),
        new JsonScores(),
        new EpochTable(),
        new ObjectTable(),
    ];

    /// <summary>The shape of a file, or null when it has none of them.</summary>
    public static RunFormat? Of(FileHead head) => Array.Find(s_formats, format => format.Recognises(head));

    /// <summary>The shape of a file, or of a per-image table by the columns that the caller named; null when it has
    /// none.</summary>
    public static RunFormat? Of(FileHead head, IReadOnlyDictionary<string, string> named)
    {
        RunFormat? usual = Of(head);
        if (usual is not null || named.Count == 0)
            return usual;
        if (head.IsJson)
            return JsonScores.Fits(head.Path, named) ? new JsonScores() : null;
        bool hasAll = named.Values.All(name => head.Header.Contains(name, StringComparer.OrdinalIgnoreCase));
        return hasAll && ScoreColumns.Of(head.Header, named, new ReadNotes(), head.Path).IsScoreTable ? new ScoreCsv() : null;
    }

    /// <summary>What a shape is called, with the flavour of a table.</summary>
    public static string NameOf(RunFormat format, FileHead head) =>
        format switch
        {
            ScoreCsv => ScoreCsv.Flavour(head),
            EpochTable => EpochTable.Flavour(head),
            _ => format.Name,
        };
}
