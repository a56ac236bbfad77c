namespace HybridNet.Loss;

/// <summary>Causes of lost points in words.</summary>
internal static class LossWords
{
    /// <summary>The cause as a thing.</summary>
    public static string Name(LossCause cause) =>
        cause switch
        {
            LossCause.Missed => "missed lesions",
            LossCause.False => "false lesions",
            LossCause.UnderDrawn => "under-drawn edges",
            LossCause.OverDrawn => "over-drawn edges",
            LossCause.Merged => "joined lesions",
            LossCause.Split => "cut lesions",
            LossCause.EmptyAlarm => "alarms in empty images",
            _ => "all",
        };

    /// <summary>The cause of a row, with its size where it has one.</summary>
    public static string Name(RunLoss row) =>
        row.SizeStratum is null ? Name(row.Cause) : $"{Name(row.Cause)}, {row.SizeStratum} px";
}
