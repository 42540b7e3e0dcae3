using Maintenance.Core.Assets;
using Maintenance.Core.Ports;

namespace Maintenance.Queries;

/// <summary>
/// Selects the rows of a table with a column <c>asset</c> that a user asked for and may see, as SQL conditions, so that a limit counts
/// visible rows. Where regions are hidden, so are rows of unknown assets.
/// </summary>
public sealed class RowFilter
{
    private readonly List<string> _conditions = [];
    private readonly List<object?> _parameters = [];

    public RowFilter(RegionScope scope)
    {
        if (scope.IsAll) return;
        _conditions.Add(scope.Regions.Count == 0
            ? "1 = 0"
            : $"asset IN (SELECT asset FROM asset WHERE lower(region) IN ({string.Join(", ", scope.Regions.Select(_ => "?"))}))");
        _parameters.AddRange(scope.Regions.Select(r => r.ToLowerInvariant()));
    }

    /// <summary>
    /// Keeps rows whose column has this value; null keeps all. The column name goes into the SQL text: trusted input only.
    /// </summary>
    public void Equal(string column, string? value)
    {
        if (value is null) return;
        _conditions.Add($"{column} = ?");
        _parameters.Add(value);
    }

    /// <summary>Keeps rows whose column has one of these values; none keeps all. Trusted column.</summary>
    public void OneOf(string column, IReadOnlyCollection<string> values)
    {
        if (values.Count == 0) return;
        _conditions.Add($"{column} IN ({string.Join(", ", values.Select(_ => "?"))})");
        _parameters.AddRange(values);
    }

    /// <summary>Keeps rows whose column is below a time; null keeps all. Trusted column.</summary>
    public void Before(string column, DateTime? time)
    {
        if (time is null) return;
        _conditions.Add($"{column} < ?");
        _parameters.Add(time);
    }

    public StoreQuery Query(string select, string order, int limit)
    {
        var where = _conditions.Count == 0 ? "" : " WHERE " + string.Join(" AND ", _conditions);
        return new StoreQuery($"{select}{where} ORDER BY {order} LIMIT ?", [.. _parameters, (long)limit]);
    }
}
