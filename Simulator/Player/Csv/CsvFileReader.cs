namespace Maintenance.Simulator.Player.Csv;

/// <summary>Streams the rows of one CSV file.</summary>
internal sealed class CsvFileReader(string file, string displayName, CsvMapping mapping, string? assetId)
{
    private CsvColumnPlan? _plan;

    public string Name => displayName;

    /// <summary>Mapping of its columns, read from the header on first use.</summary>
    public CsvColumnPlan Plan => _plan ??= ReadPlan();

    /// <summary>Asset, event time and text of each row, in file order.</summary>
    public IEnumerable<(string Asset, long TimeUnixMicros, string Text)> Rows(CancellationToken cancellationToken)
    {
        using var parser = Open(out var header);
        var clock = new CsvClock(Plan.Time, header, displayName);
        while (Read(parser) is { } fields)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (fields.All(string.IsNullOrWhiteSpace)) continue;
            var asset = AssetOf(fields);
            if (!clock.TryRead(asset, fields, out var time))
                throw new RecordedDataException($"{displayName}, line {parser.Line}: no time in "
                    + $"'{string.Join(mapping.Delimiter, fields.Take(6))}…' (expected {Expected()}).");
            yield return (asset, time, Plan.TextOf(fields));
        }
    }

    private string AssetOf(string[] fields)
    {
        if (assetId is not null) return assetId;
        var stem = Path.GetFileName(file).Split('.')[0];
        var text = mapping.Asset.Replace("{file}", stem, StringComparison.Ordinal);
        if (Plan.AssetColumn < 0) return AssetNames.IdOf(text).Value;
        var value = Plan.AssetColumn < fields.Length ? fields[Plan.AssetColumn] : "";
        return AssetNames.IdOf(mapping.Asset == "{file}" ? value : text + value).Value;
    }

    private string Expected() => Plan.Time.IsByDepth ? $"a number in {Plan.Time.DepthColumn}" : $"{string.Join(" + ", Plan.Time.Columns)} "
        + $"as {Plan.Time.Format}";

    private CsvColumnPlan ReadPlan()
    {
        using var parser = Open(out var header);
        return CsvColumnPlan.Create(displayName, header, mapping);
    }

    private CsvRecordReader Open(out string[] header)
    {
        var reader = CsvRecordReader.OpenText(file);
        for (var i = 0; i < mapping.SkipLines; i++)
            if (reader.ReadLine() is null) throw new RecordedDataException($"{displayName}: fewer than {mapping.SkipLines + 1} lines.");
        var parser = new CsvRecordReader(reader, mapping.Delimiter[0], mapping.SkipLines);
        header = Read(parser) ?? throw new RecordedDataException($"{displayName}: no header line.");
        return parser;
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
        catch (Exception error) when (error is InvalidDataException or IOException)
        {
            throw new RecordedDataException($"{displayName}, after line {parser.Line}: cannot be read: {error.Message}", error);
        }
    }
}
