using System.CommandLine;
using System.Text.Json;
using Maintenance.Core.Ports;
using Maintenance.Host.Client;

namespace Maintenance.Host.Verbs;

/// <summary><c>completeness</c>: what became of every reading that was sent, and where time has gaps.</summary>
internal static class CompletenessVerb
{
    private const string Accounts = "SELECT asset, sent, stored, duplicates, rejected, missing, late FROM completeness{0} ORDER BY asset";
    private const string Gaps = "SELECT asset, from_time, to_time, seconds FROM reading_gap{0} ORDER BY asset, from_time";
    private static readonly QueryLimits Limits = new(1_000_000, TimeSpan.FromMinutes(5));

    public static Command Create()
    {
        var asset = new Option<string?>("--asset") { Description = "Only this asset." };
        var data = VerbOptions.Data();
        var json = VerbOptions.Json();
        var command = new Command("completeness", "Prints, per asset, readings sent, stored, duplicate, rejected, missing and late, and gaps in time.") { asset, data, json };
        command.SetAction((parsed, cancellationToken) => RunAsync(parsed.GetValue(data)!, parsed.GetValue(asset), parsed.GetValue(json), cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(string data, string? asset, bool json, CancellationToken cancellationToken)
    {
        // An asset id has no quote in it, so it can stand in the text.
        var filter = asset is null ? "" : $" WHERE asset = '{Core.Assets.AssetId.Parse(asset)}'";
        await using var access = await SqlAccess.OpenAsync(data, cancellationToken);
        var accounts = await access.QueryAsync(string.Format(Accounts, filter), Limits, cancellationToken);
        var gaps = await access.QueryAsync(string.Format(Gaps, filter), Limits, cancellationToken);
        if (json)
        {
            Console.Out.WriteLine(JsonSerializer.Serialize(new { assets = Objects(accounts), gaps = Objects(gaps) }, JsonSerializerOptions.Web));
            return 0;
        }
        TableWriter.WriteTable(accounts, Console.Out);
        Console.Out.WriteLine();
        Console.Out.WriteLine("Gaps in time (more than ten times the asset's own cadence):");
        TableWriter.WriteTable(gaps, Console.Out);
        return 0;
    }

    private static IEnumerable<Dictionary<string, object?>> Objects(QueryResult result) =>
        result.Rows.Select(row => result.Columns.Zip(row).ToDictionary(p => p.First, p => p.Second, StringComparer.Ordinal));
}
