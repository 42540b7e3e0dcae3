using System.Text.Json;
using Maintenance.Api.Rest;
using Maintenance.Core.Ports;

namespace Maintenance.Host.Verbs;

/// <summary>Prints the rows of a query as a JSON array of objects. A name that occurs twice gets a number: <c>x_2</c>.</summary>
internal sealed class JsonRows(TextWriter writer) : IQuerySink
{
    private string[] _names = [];
    private bool _hasRows;

    public async ValueTask StartAsync(IReadOnlyList<QueryColumn> columns, CancellationToken cancellationToken)
    {
        _names = [.. Distinct(columns.Select(c => c.Name)).Select(n => JsonSerializer.Serialize(n))];
        await writer.WriteAsync('[');
    }

    public async ValueTask WriteAsync(IReadOnlyList<object?[]> rows, CancellationToken cancellationToken)
    {
        foreach (var row in rows)
        {
            var members = row.Select((value, i) => $"{_names[i]}:{JsonSerializer.Serialize(value, SqlJson.Options)}");
            await writer.WriteAsync($"{(_hasRows ? "," : "")}{{{string.Join(',', members)}}}");
            _hasRows = true;
        }
    }

    public Task EndAsync() => writer.WriteLineAsync(']');

    /// <summary>Names as they are; those that occur again with the next free number.</summary>
    public static IEnumerable<string> Distinct(IEnumerable<string> names)
    {
        var all = names.ToList();
        var taken = all.ToHashSet(StringComparer.Ordinal);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var name in all)
        {
            var distinct = name;
            for (var n = 2; !seen.Add(distinct); n++)
                if (taken.Add($"{name}_{n}")) distinct = $"{name}_{n}";
            yield return distinct;
        }
    }
}
