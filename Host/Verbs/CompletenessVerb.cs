using System.CommandLine;
using System.Text.Json;
using Maintenance.Api.Rest;
using Maintenance.Core.Assets;
using Maintenance.Core.Ports;
using Maintenance.Host.Access;
using Maintenance.Queries;

namespace Maintenance.Host.Verbs;

/// <summary><c>completeness</c>: what became of every reading sent, and the gaps in time.</summary>
internal static class CompletenessVerb
{
    private static readonly QueryLimits Limits = new(1_000_000, TimeSpan.FromMinutes(5));

    public static Command Create()
    {
        var asset = new Option<string?>("--asset") { Description = "Only this asset." };
        var data = VerbOptions.Data();
        var (format, json) = (VerbOptions.Format("table", "json"), VerbOptions.Json());
        var command = new Command("completeness", "Prints readings sent, stored, duplicate, rejected, missing and late per asset, and "
            + "gaps in sequence and in time.") { asset, data, format, json };
        command.SetAction((parsed, cancellationToken) =>
            RunAsync(parsed.GetValue(data)!, parsed.GetValue(asset), VerbOptions.FormatOf(parsed, format, json) == "json",
                cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(string data, string? asset, bool json, CancellationToken cancellationToken)
    {
        var named = asset is null ? (AssetId?)null : AssetId.Parse(asset);
        await using var access = await SqlAccess.OpenAsync(data, cancellationToken);
        var accounts = await access.QueryAsync(CompletenessSql.Accounts(named), Limits, cancellationToken);
        var gaps = await access.QueryAsync(CompletenessSql.Gaps(named), Limits, cancellationToken);
        var absent = AbsentSequences(await access.QueryAsync(CompletenessSql.Streams(named), Limits, cancellationToken));
        if (json)
        {
            Console.Out.WriteLine(JsonSerializer.Serialize(new
            {
                assets = Objects(accounts), absent = Objects(absent), gaps =
                Objects(gaps)
            }, SqlJson.Options));
            return await ToldIfCutAsync(accounts, gaps);
        }
        Write(accounts, "Readings:");
        Write(absent, "Gaps in sequence (numbered readings that never arrived or were rejected):");
        Write(gaps, "Gaps in time (longer than ten times the asset's usual interval):");
        return await ToldIfCutAsync(accounts, gaps);
    }

    private static async Task<int> ToldIfCutAsync(QueryResult accounts, QueryResult gaps)
    {
        if (!accounts.Truncated && !gaps.Truncated) return 0;
        await Console.Error.WriteLineAsync($"The list of {(accounts.Truncated ? "assets" : "gaps in time")} is cut: it has more than "
            + $"{(accounts.Truncated ? accounts : gaps).Rows.Count:N0} rows. Give --asset.");
        return 1;
    }

    private static void Write(QueryResult result, string title)
    {
        Console.Out.WriteLine(title);
        TableWriter.WriteTable(result, Console.Out);
        Console.Out.WriteLine();
    }

    // The holes between a stream's stored ranges, which are ascending [first, last] pairs.
    private static QueryResult AbsentSequences(QueryResult streams)
    {
        var rows = new List<object?[]>();
        foreach (var stream in streams.Read())
        {
            var next = 0L;
            foreach (var range in JsonSerializer.Deserialize<long[][]>(stream.Text("ranges"))!)
            {
                if (range[0] > next) rows.Add([stream.Text("asset"), stream.Whole("epoch"), next, range[0] - 1, range[0] - next]);
                next = range[1] + 1;
            }
        }
        return new QueryResult(["asset", "epoch", "first", "last", "readings"], rows, Truncated: false);
    }

    private static IEnumerable<Dictionary<string, object?>> Objects(QueryResult result) =>
        result.Rows.Select(row => result.Columns.Zip(row).ToDictionary(p => p.First, p => p.Second, StringComparer.Ordinal));
}
