using Maintenance.Core.Ports;

namespace Maintenance.Store.Sql.DuckDb.Native;

/// <summary>Text of a value inside a list, struct or map.</summary>
internal static class ValueText
{
    public static string Of(object? value) => value is null ? "NULL" : SqlValueText.Of(value);
}
