using Maintenance.Core.Ports;

namespace Maintenance.Scoring.Verification;

/// <summary>The result of comparing one table.</summary>
/// <param name="table">Its name.</param>
/// <param name="storesInfinities">False when the store's engine has no infinities and stores NULL instead.</param>
public sealed class TableComparison(string table, bool storesInfinities = true)
{
    private const int MaxDifferencesKept = 10;

    private readonly List<string> _differences = [];
    private readonly Dictionary<string, long> _notes = new(StringComparer.Ordinal);

    public string Table { get; } = table;

    /// <summary>Rows that are equal, bit for bit.</summary>
    public long Equal { get; private set; }

    /// <summary>Rows that differ, or are on one side only.</summary>
    public long Different { get; private set; }

    /// <summary>
    /// Rows whose records are no longer in the log, whose model is no longer available, or which another build must verify.
    /// </summary>
    public long Unverifiable { get; private set; }

    /// <summary>Why rows cannot be verified and what to do, as text.</summary>
    public IReadOnlyList<string> Notes => [.. _notes.Select(n => $"{Table}: {n.Value} rows {n.Key}.")];

    /// <summary>The first differences, as text.</summary>
    public IReadOnlyList<string> Differences => _differences;

    public void AddUnverifiable(long rows) => Unverifiable += rows;

    /// <summary>Counts rows that cannot be verified.</summary>
    /// <param name="rows">How many.</param>
    /// <param name="why">Why, in words that follow "rows".</param>
    public void AddUnverifiable(long rows, string why)
    {
        if (rows == 0) return;
        Unverifiable += rows;
        _notes[why] = _notes.GetValueOrDefault(why) + rows;
    }

    /// <summary>Compares the rows of one asset, which are in the same order on both sides.</summary>
    /// <param name="asset">Asset.</param>
    /// <param name="stored">Rows of the store.</param>
    /// <param name="computed">Recomputed rows.</param>
    /// <param name="isKnown">True for the hash of a model that is available; rows of other models are not compared.</param>
    public void Compare(string asset, QueryResult stored, QueryResult computed, Func<string, bool> isKnown)
    {
        var columns = stored.Columns.ToList();
        var (model, time) = (columns.IndexOf("model_hash"), columns.IndexOf("event_time"));
        for (var i = 0; i < Math.Max(stored.Rows.Count, computed.Rows.Count); i++)
        {
            if (i >= stored.Rows.Count || i >= computed.Rows.Count)
            {
                Differ($"{Table} of {asset}: {stored.Rows.Count} rows are stored and {computed.Rows.Count} follow from the log");
                Different += Math.Abs(stored.Rows.Count - computed.Rows.Count) - 1;
                return;
            }
            var (left, right) = (stored.Rows[i], computed.Rows[i]);
            if (model >= 0 && left[model] is string hash && !isKnown(hash)) Unverifiable++;
            else if (FirstDifference(left, right) is var column && column < 0) Equal++;
            else Differ($"{Table} of {asset} at {left[time]:O}: {stored.Columns[column]} is {left[column] ?? "NULL"} in the store "
                + $"and {right[column] ?? "NULL"} from the log");
        }
    }

    private int FirstDifference(object?[] stored, object?[] computed)
    {
        for (var i = 0; i < stored.Length; i++)
            if (!Equals(stored[i], Storable(computed[i]))) return i; // Equals holds for two NaN too
        return -1;
    }

    private object? Storable(object? value) => !storesInfinities && value switch
    {
        float number => float.IsInfinity(number),
        double number => double.IsInfinity(number),
        _ => false,
    } ? null : value;

    private void Differ(string what)
    {
        Different++;
        if (_differences.Count < MaxDifferencesKept) _differences.Add(what);
    }
}
