using System.CommandLine;
using Maintenance.Api.Rest;
using Maintenance.Core.Ports;
using Maintenance.Host.Access;
using Maintenance.Host.Client;

namespace Maintenance.Host.Verbs;

/// <summary><c>query</c>: read-only SQL.</summary>
internal static class QueryVerb
{
    public static Command Create()
    {
        var sql = new Argument<string>("sql") { Description = "One read-only statement (SELECT …)." };
        var format = VerbOptions.Format("table", "csv", "json");
        var json = VerbOptions.Json();
        var maxRows = new Option<int?>("--max-rows")
        {
            Description = $"Maximum number of rows printed. Default: {QueryLimits.Default.MaxRows:N0} in a table, all in CSV and JSON.",
        };
        var timeout = new Option<double>("--timeout") { Description = "Maximum run time, in seconds.", DefaultValueFactory = _ => 30 };
        maxRows.Validators.Add(r =>
        {
            if (r.GetValueOrDefault<int?>() is < 1) r.AddError("--max-rows: expected a whole number from 1.");
        });
        timeout.Validators.Add(r =>
        {
            if (!(r.GetValueOrDefault<double>() is > 0 and <= 1e6)) r.AddError("--timeout: expected seconds, above 0 and up to 1,000,000.");
        });
        var data = VerbOptions.Data();
        var command = new Command("query", "Runs read-only SQL against the store, through the running host if there is one.") { sql, format,
            json, maxRows, timeout, data };
        command.SetAction((parsed, cancellationToken) => RunAsync(
            parsed.GetValue(data)!,
            parsed.GetValue(sql)!,
            VerbOptions.FormatOf(parsed, format, json),
            parsed.GetValue(maxRows),
            TimeSpan.FromSeconds(parsed.GetValue(timeout)),
            cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(string data, string sql, string format, int? maxRows, TimeSpan timeout,
        CancellationToken cancellationToken)
    {
        await using var access = await SqlAccess.OpenAsync(data, cancellationToken);
        var most = maxRows ?? (format == "table" ? QueryLimits.Default.MaxRows : int.MaxValue);
        var (truncated, printed) = await PrintAsync(access, sql, format, new QueryLimits(most, timeout), cancellationToken);
        if (!truncated) return 0;
        await Console.Error.WriteLineAsync($"Only the first {printed:N0} rows were printed; the query gives more. Raise --max-rows"
            + $"{(printed < most ? ", and Dashboard:SqlExportMaxRows of the host, whose limit this was" : "")}, or narrow the query.");
        return printed < most ? 1 : 0; // nobody asked for fewer
    }

    private static async Task<(bool Truncated, long Rows)> PrintAsync(ISqlAccess access, string sql, string format, QueryLimits limits,
        CancellationToken cancellationToken)
    {
        if (format == "table")
        {
            var result = await access.QueryAsync(sql, limits, cancellationToken);
            TableWriter.WriteTable(result, Console.Out);
            return (result.Truncated, result.Rows.Count);
        }
        var json = new JsonRows(Console.Out);
        var rows = new CountedRows(format == "json" ? json : new CsvRows(Console.Out, "\n"));
        var truncated = await access.StreamAsync(sql, limits, rows, cancellationToken);
        if (format == "json") await json.EndAsync();
        return (truncated, rows.Count);
    }

    private sealed class CountedRows(IQuerySink inner) : IQuerySink
    {
        public long Count { get; private set; }

        public ValueTask StartAsync(IReadOnlyList<QueryColumn> columns, CancellationToken cancellationToken) =>
            inner.StartAsync(columns, cancellationToken);

        public ValueTask WriteAsync(IReadOnlyList<object?[]> rows, CancellationToken cancellationToken)
        {
            Count += rows.Count;
            return inner.WriteAsync(rows, cancellationToken);
        }
    }
}
