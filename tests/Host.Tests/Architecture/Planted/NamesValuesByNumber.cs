using Maintenance.Core.Ports;

namespace Maintenance.Host.Tests.Architecture.Planted;

/// <summary>Breaks a rule, so that a test sees that the rule finds it.</summary>
internal static class NamesValuesByNumber
{
    public static object? First(QueryResult result) => result.Rows[0][0];

    public static IEnumerable<string> Names(QueryResult result) => result.Rows.Select(r => (string)r[1]!);

    public static IEnumerable<string> Others(QueryResult result)
    {
        foreach (var row in result.Rows) yield return (string)row[2]!;
    }
}
