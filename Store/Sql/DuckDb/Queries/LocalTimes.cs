using System.Text.Json;

namespace Maintenance.Store.Sql.DuckDb.Queries;

/// <summary>
/// Which columns of a statement may hold times of a zone other than UTC. The session's zone is UTC and all stored times are, so only
/// AT TIME ZONE makes others.
/// </summary>
internal sealed class LocalTimes
{
    private readonly bool _none;
    private readonly JsonElement[]? _items;

    private LocalTimes(bool none, JsonElement[]? items) => (_none, _items) = (none, items);

    /// <summary>Of a parsed statement.</summary>
    public static LocalTimes Of(JsonElement statement)
    {
        if (!Converts(statement)) return new LocalTimes(none: true, items: null);
        // Where values pass through a subquery or a set operation, any column may hold them.
        var node = statement.GetProperty("node");
        return node.TryGetProperty("select_list", out var list) && !Contains(node.GetProperty("from_table"), "type", "SELECT_NODE")
            && node.GetProperty("cte_map").GetProperty("map").GetArrayLength() == 0
                ? new LocalTimes(none: false, [.. list.EnumerateArray()]) : new LocalTimes(none: false, items: null);
    }

    /// <summary>True if a column's times without a zone are not known to be UTC.</summary>
    /// <param name="column">Its index.</param>
    /// <param name="count">Columns of the result; a star stands for several.</param>
    public bool Has(int column, int count)
    {
        if (_none || _items is null) return !_none;
        var star = Array.FindIndex(_items, i => Contains(i, "type", "STAR"));
        if (star < 0) return column >= _items.Length || Converts(_items[column]);
        if (star != Array.FindLastIndex(_items, i => Contains(i, "type", "STAR"))) return true;
        if (column < star) return Converts(_items[column]);
        var fromEnd = count - column;
        return Converts(_items[fromEnd < _items.Length - star ? ^fromEnd : star]);
    }

    private static bool Converts(JsonElement element) => Contains(element, "function_name", "timezone");

    private static bool Contains(JsonElement element, string name, string value) => element.ValueKind switch
    {
        JsonValueKind.Array => element.EnumerateArray().Any(item => Contains(item, name, value)),
        JsonValueKind.Object => element.EnumerateObject().Any(p => (p.Name == name && p.Value.ValueKind == JsonValueKind.String
            && p.Value.GetString()!.Equals(value, StringComparison.OrdinalIgnoreCase)) || Contains(p.Value, name, value)),
        _ => false,
    };
}
