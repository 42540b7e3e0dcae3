using Maintenance.Core.Assets;
using Maintenance.Core.Ports;

namespace Maintenance.Queries;

/// <summary>
/// Which rows of a table with a column <c>asset</c> a user asked for and may see, as conditions of SQL: so that a limit counts rows the
/// user sees. Where regions are hidden, so is what belongs to no known asset.
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

    /// <summary>Keeps rows whose column has this value; null keeps all. The column's name goes into the text of the query.</summary>
    public void Equal(string column, string? value)
    {
        if (value is null) return;
        _conditions.Add($"{column} = ?");
        _parameters.Add(value);
    }

    public StoreQuery Query(string select, string order, int limit)
    {
        var where = _conditions.Count == 0 ? "" : " WHERE " + string.Join(" AND ", _conditions);
        return new StoreQuery($"{select}{where} ORDER BY {order} LIMIT ?", [.. _parameters, (long)limit]);
    }
}
