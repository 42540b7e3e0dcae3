using System.CommandLine;
using Maintenance.Core.Ports;
using Maintenance.Host.Access;

namespace Maintenance.Host.Verbs;

/// <summary><c>query</c>: read-only SQL.</summary>
internal static class QueryVerb
{
    public static Command Create()
    {
        var sql = new Argument<string>("sql") { Description = "One read-only statement (SELECT …)." };
        var format = new Option<string>("--format") { Description = "table, csv or json.", DefaultValueFactory = _ => "table" };
        format.AcceptOnlyFromAmong("table", "csv", "json");
        var maxRows = new Option<int>("--max-rows")
        {
            Description = "Maximum number of rows printed.", DefaultValueFactory = _ =>
            QueryLimits.Default.MaxRows
        };
        var timeout = new Option<double>("--timeout") { Description = "Maximum run time, in seconds.", DefaultValueFactory = _ => 30 };
        var data = VerbOptions.Data();
        var command = new Command("query", "Runs read-only SQL against the store, through the running host if there is one.") { sql, format,
            maxRows, timeout, data };
        command.SetAction((parsed, cancellationToken) => RunAsync(
            parsed.GetValue(data)!,
            parsed.GetValue(sql)!,
            parsed.GetValue(format)!,
            new QueryLimits(parsed.GetValue(maxRows), TimeSpan.FromSeconds(parsed.GetValue(timeout))),
            cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(string data, string sql, string format, QueryLimits limits, CancellationToken cancellationToken)
    {
        await using var access = await SqlAccess.OpenAsync(data, cancellationToken);
        var result = await access.QueryAsync(sql, limits, cancellationToken);
        switch (format)
        {
            case "csv": TableWriter.WriteCsv(result, Console.Out); break;
            case "json": TableWriter.WriteJson(result, Console.Out); break;
            default: TableWriter.WriteTable(result, Console.Out); break;
        }
        return 0;
    }
}
