namespace Maintenance.Core.Tables;

/// <summary>
/// A row of one table, and the table's one definition: <see cref="Map"/> names each column once, in order, beside the property that holds
/// its value. The schema (<see cref="Table"/>), appending (<see cref="TableBatch{TRow}.Add"/>) and reading
/// (<see cref="TableBatch{TRow}.Row"/>, <c>QueryResult.Read</c>) are all derived from it, so a column can be added anywhere and nothing
/// shifts.
/// <para>Shape: a <c>readonly record struct</c> whose properties are all <c>required … { get; init; }</c>:</para>
/// <code>
/// public readonly record struct AuditRow : ITableRow&lt;AuditRow&gt;
/// {
///     public static TableSchema Table { get; } = TableSchema.Of&lt;AuditRow&gt;("audit");
///     public required long EventTimeUnixMicros { get; init; }
///     public required string Actor { get; init; }
///     public static AuditRow Map&lt;TMap&gt;(ref TMap map, in AuditRow row) where TMap : struct, IRowMap =&gt; new()
///     {
///         EventTimeUnixMicros = map.Timestamp("event_time", row.EventTimeUnixMicros),
///         Actor = map.Text("who", row.Actor),
///     };
/// }
/// </code>
/// <para>Omitting a property, in <see cref="Map"/> or in a writer, does not compile. The map is a struct, so each use is compiled
/// separately: appending allocates nothing and looks nothing up.</para>
/// </summary>
/// <typeparam name="TSelf">The row itself.</typeparam>
public interface ITableRow<TSelf> where TSelf : struct, ITableRow<TSelf>
{
    /// <summary>The table.</summary>
    static abstract TableSchema Table { get; }

    /// <summary>
    /// Passes every column to the map, always all of them in the same order, and builds a row from what it returns.
    /// </summary>
    static abstract TSelf Map<TMap>(ref TMap map, in TSelf row) where TMap : struct, IRowMap;
}
