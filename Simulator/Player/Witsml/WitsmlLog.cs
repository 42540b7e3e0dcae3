using System.Text;

namespace Maintenance.Simulator.Player.Witsml;

/// <summary>
/// One log: its chunks in time order, and the canonical order of its columns (those of its first chunk, followed by columns that only
/// later chunks have, which include those of the same mnemonic in another unit).
/// </summary>
internal sealed class WitsmlLog
{
    private readonly Dictionary<WitsmlColumn, int> _columnOf = [];
    private readonly string _root;

    public WitsmlLog(string root, int index, IEnumerable<WitsmlChunk> chunks)
    {
        _root = root;
        Index = index;
        Chunks = [.. chunks.OrderBy(c => c.FirstUnixMicros).ThenBy(c => c.File, StringComparer.Ordinal).ThenBy(c => c.Element)
            .ThenBy(c => c.Part)];
        foreach (var chunk in Chunks)
            foreach (var column in chunk.Columns)
                _columnOf.TryAdd(column.Column, _columnOf.Count);
    }

    public int Index { get; }

    public IReadOnlyList<WitsmlChunk> Chunks { get; }

    public string Name => Chunks[0].Name;

    public string Uid => Chunks[0].Uid;

    public string Well => Chunks[0].Well;

    public int ColumnCount => _columnOf.Count;

    /// <summary>Columns in canonical order.</summary>
    public IEnumerable<WitsmlColumn> Columns => _columnOf.Keys;

    /// <summary>This column in all chunks that have it.</summary>
    public IEnumerable<WitsmlCurve> Curves(WitsmlColumn column)
    {
        foreach (var chunk in Chunks)
            foreach (var curve in chunk.Columns)
                if (curve.Column == column) yield return curve;
    }

    /// <summary>A chunk's rows in time order with their text in canonical column order.</summary>
    public IEnumerable<RecordedRow> Rows(WitsmlChunk chunk)
    {
        var rows = InFileOrder(chunk);
        // Unordered and descending logs are sorted here, one chunk (a server response, at most some tens of thousands of rows) at a time.
        return chunk.Ascends ? WithTiesOrdered(rows) : rows.OrderBy(r => r.TimeUnixMicros).ThenBy(r => r.Text, StringComparer.Ordinal);
    }

    // The merge recognises a repeated row by its directly preceding first occurrence, so rows with the same time must be in text
    // order.
    private static IEnumerable<RecordedRow> WithTiesOrdered(IEnumerable<RecordedRow> rows)
    {
        var tie = new List<RecordedRow>();
        foreach (var row in rows)
        {
            if (tie.Count > 0 && tie[0].TimeUnixMicros != row.TimeUnixMicros)
            {
                foreach (var earlier in Ordered(tie)) yield return earlier;
                tie.Clear();
            }
            tie.Add(row);
        }
        foreach (var last in Ordered(tie)) yield return last;
    }

    private static List<RecordedRow> Ordered(List<RecordedRow> tie)
    {
        if (tie.Count > 1) tie.Sort((a, b) => string.CompareOrdinal(a.Text, b.Text));
        return tie;
    }

    /// <summary>Median step between rows, µs; 0 if there is only one row.</summary>
    public long MedianStepMicros
    {
        get
        {
            var steps = Chunks.SelectMany(c => c.Steps).Order().ToList();
            return steps.Count == 0 ? 0 : steps[steps.Count / 2];
        }
    }

    private IEnumerable<RecordedRow> InFileOrder(WitsmlChunk chunk)
    {
        var document = new WitsmlDocument(chunk.File, Path.GetRelativePath(_root, chunk.File));
        var map = CanonicalOrder(chunk);
        foreach (var row in document.ReadRows(chunk))
        {
            var fields = new RowSplitter(row, chunk.Delimiter);
            ReadOnlySpan<char> index = default;
            for (var i = 0; i <= chunk.IndexColumn; i++) fields.TryNext(out index);
            var time = WitsmlDocument.TimeOf(index, chunk.File, line: 0);
            yield return new RecordedRow(time, Index, map is null ? row : Reorder(row, chunk, map));
        }
    }

    // Null if the chunk already has the canonical order and delimiter.
    private int[]? CanonicalOrder(WitsmlChunk chunk)
    {
        var map = new int[ColumnCount];
        Array.Fill(map, -1);
        var same = chunk.Delimiter == ',' && chunk.Columns.Count == ColumnCount;
        for (var i = 0; i < chunk.Columns.Count; i++)
        {
            var at = _columnOf[chunk.Columns[i].Column];
            same &= at == i;
            map[at] = i;
        }
        return same ? null : map;
    }

    private static string Reorder(string row, WitsmlChunk chunk, int[] map)
    {
        var fields = new string[chunk.Columns.Count];
        var splitter = new RowSplitter(row, chunk.Delimiter);
        for (var i = 0; i < fields.Length && splitter.TryNext(out var field); i++) fields[i] = field.ToString();
        var text = new StringBuilder(row.Length + map.Length);
        for (var i = 0; i < map.Length; i++)
        {
            if (i > 0) text.Append(',');
            if (map[i] < 0) continue;
            var field = fields[map[i]] ?? "";
            if (field.Contains(',', StringComparison.Ordinal)) text.Append('"').Append(field).Append('"');
            else text.Append(field);
        }
        return text.ToString();
    }
}
