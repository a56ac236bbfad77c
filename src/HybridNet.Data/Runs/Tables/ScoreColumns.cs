namespace HybridNet.Data.Runs;

/// <summary>One set of scores in a per-image table: the columns of one class or one model, or of the only one.</summary>
internal sealed class ScoreGroup(string? name, bool isClass)
{
    /// <summary>The roles that a set of scores may have.</summary>
    public static readonly string[] Roles = ["dice", "iou", "precision", "recall", "pearson", "gt", "pred", "tp", "fp", "fn"];

    private readonly int[] _columns = [.. Roles.Select(_ => -1)];

    /// <summary>Name of the class or model; null for the only one.</summary>
    public string? Name { get; } = name;

    /// <summary>The name is a class behind the metric (dice_EX), not a model before it (UNetPP_Dice).</summary>
    public bool IsClass { get; } = isClass;

    public int Dice => _columns[0];

    public int Iou => _columns[1];

    public int Precision => _columns[2];

    public int Recall => _columns[3];

    public int Pearson => _columns[4];

    public int Gt => _columns[5];

    public int Pred => _columns[6];

    public int Tp => _columns[7];

    public int Fp => _columns[8];

    public int Fn => _columns[9];

    /// <summary>Index of the column of a role, or -1.</summary>
    public int this[string role]
    {
        get => _columns[Array.IndexOf(Roles, role)];
        set => _columns[Array.IndexOf(Roles, role)] = value;
    }

    /// <summary>The columns of this group.</summary>
    public IEnumerable<int> All => _columns;
}

/// <summary>Which columns of a per-image table are what.</summary>
/// <remarks>
/// First the names that the caller gave, then the synonym table word for word, then names with a class or a model before or
/// behind them. The longest name wins: global_bin_dsc is not dsc of the class global_bin.
/// </remarks>
internal sealed class ScoreColumns
{
    private readonly IReadOnlyList<string> _header;
    private readonly string[] _spelled;
    private readonly HashSet<int> _used = [];

    private ScoreColumns(IReadOnlyList<string> header) =>
        (_header, _spelled) = (header, ColumnNames.Spelled(header, phases: false));

    /// <summary>Column of the image id, or -1.</summary>
    public int Id { get; private set; } = -1;

    /// <summary>Column of the class in a long table, or -1.</summary>
    public int Class { get; private set; } = -1;

    /// <summary>Column of the fold, or -1.</summary>
    public int Fold { get; private set; } = -1;

    /// <summary>Sets of scores that have a Dice.</summary>
    public IReadOnlyList<ScoreGroup> Groups { get; private set; } = [];

    /// <summary>Columns without a name here, with the name they are kept under.</summary>
    public IReadOnlyList<(int Column, string Name)> Others { get; private set; } = [];

    /// <summary>True when the header has an id and a Dice: a per-image table.</summary>
    public bool IsScoreTable => Id >= 0 && Groups.Count > 0;

    /// <summary>Looks at a header.</summary>
    /// <param name="header">Names of the columns.</param>
    /// <param name="named">Names that the caller gave to roles.</param>
    /// <param name="notes">Told about columns that stand twice or were guessed.</param>
    /// <param name="file">The file, for what is said.</param>
    /// <exception cref="InputException">A column that the caller named is not there, or a role is unknown.</exception>
    public static ScoreColumns Of(
        IReadOnlyList<string> header,
        IReadOnlyDictionary<string, string> named,
        ReadNotes notes,
        string file
    )
    {
        var columns = new ScoreColumns(header);
        var plain = new ScoreGroup(null, true);
        foreach ((string role, string name) in named)
            columns.Take(plain, role, name, file, notes);
        if (columns.Id < 0)
            columns.Id = columns.Exact("id");
        columns._used.Add(columns.Id);
        foreach (string role in ScoreGroup.Roles)
            if (plain[role] < 0 && columns.Exact(role) is >= 0 and var column)
                plain[role] = column;
        List<ScoreGroup> groups = columns.Grouped();
        bool onlyMean =
            plain["dice"] >= 0
            && !ColumnNames.Normalise(columns._spelled[plain["dice"]]).Equals("dice", StringComparison.Ordinal);
        if (plain["dice"] >= 0 && !(onlyMean && groups.Count > 1 && IsMean(columns._spelled[plain["dice"]])))
        {
            if (groups.Count > 0)
                notes.Say(
                    $"{file}: the scores are those of '{header[plain["dice"]]}'; beside it stand those of "
                        + $"{string.Join(", ", groups.Select(group => group.Name))}, which -Column @{{dice='NAME'}} chooses.",
                    warn: false
                );
            groups = [plain];
        }
        else if (groups.Count == 1)
        {
            notes.Say($"{file}: the Dice is taken from the column '{header[groups[0]["dice"]]}'.", warn: false);
            groups = [Renamed(groups[0], plain)];
        }
        columns.Groups = groups;
        columns._used.UnionWith(groups.SelectMany(group => group.All));
        if (columns.Class < 0)
            columns.Class = columns.Exact("class");
        columns.Fold = columns.Exact("fold");
        columns._used.Add(columns.Class);
        columns.Others = columns.Rest(notes, file);
        return columns;
    }

    private static bool IsMean(string name) => ColumnNames.Normalise(name) is "dice_mean" or "mean_dice";

    /// <summary>The columns of the one group, as those of the only one, with what stands beside without the group's
    /// name.</summary>
    private static ScoreGroup Renamed(ScoreGroup group, ScoreGroup plain)
    {
        var only = new ScoreGroup(null, true);
        foreach (string role in ScoreGroup.Roles)
            if ((group[role] >= 0 ? group[role] : plain[role]) is >= 0 and var column)
                only[role] = column;
        return only;
    }

    private void Take(ScoreGroup plain, string role, string name, string file, ReadNotes notes)
    {
        int column = IndexOf(name);
        string known = ColumnNames.Usual.RoleOf("score", role) ?? role.ToLowerInvariant();
        if (known is not ("id" or "class" or "fold") && !ScoreGroup.Roles.Contains(known))
            return;
        if (column < 0)
            throw new InputException(
                InputError.MissingColumn,
                $"{file}: there is no column '{name}', which was given for {role}. The header has: {string.Join(", ", _header)}.",
                file,
                "Give one of these names."
            );
        _used.Add(column);
        if (known is "dice" or "iou" && ColumnNames.IsTurned(name))
            notes.Say(
                $"{file}: '{name}' was given for {known}, and by its name it is turned round: if 0 is best there, every score is "
                    + $"wrong; write a column of 1 - {name} instead."
            );
        if (known == "id")
            Id = column;
        else if (known == "class")
            Class = column;
        else if (known == "fold")
            Fold = column;
        else
            plain[known] = column;
    }

    private int IndexOf(string name)
    {
        for (int i = 0; i < _header.Count; i++)
            if (_header[i].Equals(name.Trim(), StringComparison.OrdinalIgnoreCase))
                return i;
        return -1;
    }

    /// <summary>The first column whose whole name is a synonym of the role; earlier synonyms come first.</summary>
    private int Exact(string role)
    {
        foreach (string name in ColumnNames.Usual.Of("score", role))
            for (int i = 0; i < _header.Count; i++)
                if (
                    !_used.Contains(i)
                    && _header[i].Length > 0
                    && ColumnNames.Normalise(_spelled[i]) == name
                    && !ColumnNames.IsTurned(_header[i])
                    && !(IsArea(role) && ColumnNames.IsMetric(_header[i]))
                )
                    return i;
        return -1;
    }

    private List<ScoreGroup> Grouped()
    {
        var groups = new List<ScoreGroup>();
        for (int i = 0; i < _header.Count; i++)
        {
            if (_used.Contains(i) || ColumnNames.IsTurned(_header[i]) || Split(_spelled[i]) is not { } parts)
                continue;
            if (IsArea(parts.Role) && ColumnNames.IsMetric(_header[i]))
                continue;
            ScoreGroup? group = groups.Find(known => known.Name!.Equals(parts.Group, StringComparison.OrdinalIgnoreCase));
            if (group is null)
                groups.Add(group = new ScoreGroup(parts.Group, parts.IsClass));
            if (group[parts.Role] < 0)
                group[parts.Role] = i;
        }
        groups.RemoveAll(group => group["dice"] < 0);
        return groups;
    }

    private static bool IsArea(string role) => role is "gt" or "pred";

    /// <summary>Metric and class of dice_EX, metric and model of UNetPP_Dice; null when the name is neither, or says that
    /// its figure is turned round.</summary>
    internal static (string Role, string Group, bool IsClass)? Split(string name)
    {
        if (ColumnNames.IsTurned(name))
            return null;
        string plain = ColumnNames.Normalise(name),
            trimmed = ColumnNames.WithoutBrackets(name);
        (string Role, string Group, bool IsClass)? best = null;
        int longest = 0;
        foreach (string role in ScoreGroup.Roles)
        foreach (string synonym in ColumnNames.Usual.Of("score", role))
        {
            int rest = plain.Length - synonym.Length - 1;
            if (synonym.Length <= longest || rest <= 0 || rest > trimmed.Length)
                continue;
            if (plain.StartsWith(synonym + "_", StringComparison.Ordinal) && IsGroup(plain[^rest..]))
                (best, longest) = ((role, trimmed[^rest..], true), synonym.Length);
            else if (plain.EndsWith("_" + synonym, StringComparison.Ordinal) && IsGroup(plain[..rest]))
                (best, longest) = (
                    (role, trimmed[..rest], LesionFolders.Codes.Contains(trimmed[..rest], StringComparer.OrdinalIgnoreCase)),
                    synonym.Length
                );
        }
        return best;
    }

    private static bool IsGroup(string rest) => !rest.Split('_').Any(word => ColumnNames.Usual.Has("no_class", word));

    private List<(int, string)> Rest(ReadNotes notes, string file)
    {
        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var others = new List<(int, string)>();
        foreach (int used in _used.Where(column => column >= 0))
            if (_header.Count(name => name.Equals(_header[used], StringComparison.OrdinalIgnoreCase)) > 1)
                notes.Say($"{file}: the column '{_header[used]}' stands in the header more than once; the first one is read.");
        for (int i = 0; i < _header.Count; i++)
        {
            if (_used.Contains(i) && i != Fold)
                continue;
            string name = _header[i];
            if (name.Length == 0)
            {
                if (i > 0)
                    notes.Say($"{file}: columns without a name are left out.", warn: false);
                continue;
            }
            string free = name;
            for (int n = 2; !names.Add(free); n++)
                free = $"{name} ({n})";
            if (free != name)
                notes.Say(
                    $"{file}: the column '{name}' stands in the header more than once; the further one is kept as '{free}'."
                );
            if (ColumnNames.IsMetric(name) && ColumnNames.Usual.RoleOf("score", name) is "gt" or "pred")
                notes.Say($"{file}: '{name}' is an area by its name and no count of pixels; it is kept as text.");
            others.Add((i, free));
        }
        return others;
    }
}
