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

    /// <param name="scope">Regions that the user may see.</param>
    /// <param name="asset">The column, where a query joins tables. Trusted.</param>
    public RowFilter(RegionScope scope, string asset = "asset")
    {
        if (scope.IsAll) return;
        _conditions.Add(scope.Regions.Count == 0
            ? "1 = 0"
            : $"{asset} IN (SELECT asset FROM asset WHERE lower(region) IN ({string.Join(", ", scope.Regions.Select(_ => "?"))}))");
        _parameters.AddRange(scope.Regions.Select(r => r.ToLowerInvariant()));
    }

    private RowFilter()
    {
    }

    /// <summary>Of a table with a column <c>region</c>.</summary>
    /// <param name="scope">Regions that the user may see.</param>
    /// <param name="region">The region asked for; null for all.</param>
    /// <param name="orAll">True to keep rows of <c>*</c> too, which hold everywhere.</param>
    public static RowFilter ByRegion(RegionScope scope, string? region, bool orAll = false)
    {
        var filter = new RowFilter();
        string[] visible = region is not null
            ? scope.Allows(region) ? [region] : []
            : [.. scope.Regions];
        if (scope.IsAll && region is null) return filter;
        string[] wanted = orAll ? [.. visible, "*"] : visible;
        filter._conditions.Add(wanted.Length == 0 ? "1 = 0" : $"lower(region) IN ({string.Join(", ", wanted.Select(_ => "?"))})");
        filter._parameters.AddRange(wanted.Select(r => r.ToLowerInvariant()));
        return filter;
    }

    /// <summary>Keeps rows whose column is at or after a time; null keeps all. Trusted column.</summary>
    public void From(string column, DateTime? time)
    {
        if (time is null) return;
        _conditions.Add($"{column} >= ?");
        _parameters.Add(time);
    }

    /// <summary>Keeps rows whose column is greater than a number: the next page. Trusted column.</summary>
    public void After(string column, long number)
    {
        _conditions.Add($"{column} > ?");
        _parameters.Add(number);
    }

    /// <summary>Keeps rows of assets of a region; null keeps all.</summary>
    public void OfRegion(string? region)
    {
        if (region is null) return;
        _conditions.Add("asset IN (SELECT asset FROM asset WHERE lower(region) = ?)");
        _parameters.Add(region.ToLowerInvariant());
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

    public StoreQuery Query(string select, string order, int limit) =>
        new($"{select}{Where} ORDER BY {order} LIMIT ?", [.. _parameters, (long)limit]);

    /// <summary>Keeps rows that a condition holds of. Trusted, with a place for each parameter.</summary>
    public void Holds(string condition, params object?[] parameters)
    {
        _conditions.Add(condition);
        _parameters.AddRange(parameters);
    }

    /// <summary>All rows.</summary>
    public StoreQuery All(string select, string order) => new($"{select}{Where} ORDER BY {order}", [.. _parameters]);

    /// <summary>A query of the rows in groups.</summary>
    public StoreQuery Groups(string select, string groups) => new($"{select}{Where} GROUP BY {groups} ORDER BY {groups}", [.. _parameters]);

    private string Where => _conditions.Count == 0 ? "" : " WHERE " + string.Join(" AND ", _conditions);
}
