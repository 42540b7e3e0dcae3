namespace Maintenance.Simulator.Player.Csv;

/// <summary>Streams the rows of one CSV file.</summary>
internal sealed class CsvFileReader(string file, string displayName, CsvMapping mapping, string? assetId, RecordedUnits units,
    ChannelNames names)
{
    private readonly Dictionary<string, string> _assets = new(StringComparer.Ordinal);
    private CsvColumnPlan? _plan;

    public string Name => displayName;

    /// <summary>Lines that repeat the header, as files joined end to end have them; counted in the first pass.</summary>
    public long RepeatedHeaders { get; private set; }

    /// <summary>Mapping of its columns, read from the header on first use.</summary>
    public CsvColumnPlan Plan => _plan ??= ReadPlan();

    /// <summary>Asset, event time and text of each row, in file order.</summary>
    /// <param name="first">True in the first pass, which takes the statistics.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public IEnumerable<(string Asset, long TimeUnixMicros, string Text)> Rows(bool first, CancellationToken cancellationToken)
    {
        using var parser = Open(out var header);
        var plan = Plan;
        var clock = new CsvClock(plan.Time, plan.Numbers.Format, header, displayName);
        while (Read(parser) is { } fields)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (fields.All(string.IsNullOrWhiteSpace)) continue;
            if (fields.AsSpan().SequenceEqual(header))
            {
                if (first) RepeatedHeaders++;
                continue;
            }
            CheckLength(fields, header, parser.Line);
            var asset = AssetOf(plan, fields, parser.Line);
            if (!clock.TryRead(asset, fields, out var time)) throw NoTime(plan, fields, parser.Line);
            if (first) plan.Note(fields, parser.Line);
            yield return (asset, time, plan.TextOf(fields));
        }
    }

    // Empty fields behind the last column are harmless; anything else may stand under the wrong header.
    private void CheckLength(string[] fields, string[] header, long line)
    {
        if (fields.Length < header.Length || fields.Skip(header.Length).Any(f => f.Trim().Length > 0))
            throw new RecordedDataException($"{displayName}, line {line}: {fields.Length} values under a header of {header.Length} "
                + "columns; is the file cut off there, or does another table begin?");
    }

    private RecordedDataException NoTime(CsvColumnPlan plan, string[] fields, long line)
    {
        var isHeader = !fields.Any(f => CsvNumbers.LooksLikeNumber(f));
        var advice = isHeader ? "; a line of text, such as a second header or units, must be removed, or the file be split there"
            : plan.Time is { IsByDepth: false, Format: "iso" } ? ": the column must hold ISO 8601 times, such as 2024-04-03T10:00:00Z; "
                + "for others give time.format in a mapping (docs/formats/replay-csv.md)" : "";
        return new($"{displayName}, line {line}: no time in '{string.Join(mapping.Delimiter, fields.Take(6))}' (expected {Expected()})"
            + $"{advice}.");
    }

    private string AssetOf(CsvColumnPlan plan, string[] fields, long line)
    {
        if (assetId is not null) return assetId;
        var text = mapping.Asset.Replace("{file}", Path.GetFileName(file).Split('.')[0], StringComparison.Ordinal);
        if (plan.AssetColumn >= 0)
        {
            var value = fields[plan.AssetColumn].Trim();
            if (value.Length == 0) throw new RecordedDataException($"{displayName}, line {line}: column '{mapping.AssetColumn}' names no "
                + "asset.");
            text = mapping.Asset == "{file}" ? value : text + value;
        }
        if (_assets.TryGetValue(text, out var known)) return known;
        var id = AssetNames.IdOf(text).Value;
        foreach (var (other, otherId) in _assets)
            if (otherId == id) throw new RecordedDataException($"{displayName}, line {line}: the assets '{other}' and '{text}' would both "
                + $"be {id}; rename one.");
        return _assets[text] = id;
    }

    private string Expected() => Plan.Time.IsByDepth ? $"a number in {Plan.Time.DepthColumn}" : $"{string.Join(" + ", Plan.Time.Columns)} "
        + $"as {Plan.Time.Format}";

    private CsvColumnPlan ReadPlan()
    {
        using var parser = Open(out var header);
        return CsvColumnPlan.Create(displayName, header, mapping, units, names);
    }

    private CsvRecordReader Open(out string[] header)
    {
        var reader = OpenText();
        for (var i = 0; i < mapping.SkipLines; i++)
            if (reader.ReadLine() is null) throw new RecordedDataException($"{displayName}: fewer than {mapping.SkipLines + 1} lines.");
        var parser = new CsvRecordReader(reader, mapping.Delimiter[0], mapping.SkipLines);
        header = Read(parser) ?? throw new RecordedDataException($"{displayName}: no header line.");
        return parser;
    }

    private TextReader OpenText()
    {
        try
        {
            return RecordedFiles.OpenText(file, displayName);
        }
        catch (InvalidDataException error)
        {
            throw new RecordedDataException($"{error.Message}.", error);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new RecordedDataException($"{displayName}: cannot be read: {error.Message}.", error);
        }
    }

    private string[]? Read(CsvRecordReader parser)
    {
        try
        {
            return parser.Read();
        }
        catch (FormatException error)
        {
            throw new RecordedDataException($"{displayName}, {error.Message}.", error);
        }
        catch (InvalidDataException error)
        {
            throw new RecordedDataException($"{error.Message}.", error);
        }
        catch (IOException error)
        {
            throw new RecordedDataException($"{displayName}, after line {parser.Line}: cannot be read: {error.Message}.", error);
        }
    }
}
