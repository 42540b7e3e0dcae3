using System.CommandLine;
using System.Text.Json;
using Maintenance.Host.Client;
using Maintenance.Host.Composition;
using Maintenance.Scoring.Verification;
using Maintenance.Scoring.Workers;
using Maintenance.Store.Sql;
using Spectre.Console;

namespace Maintenance.Host.Verbs;

/// <summary><c>verify</c>: checks that the log reproduces the store, bit for bit.</summary>
internal static class VerifyVerb
{
    public static Command Create()
    {
        var data = VerbOptions.Data();
        var set = VerbOptions.Set();
        var json = VerbOptions.Json();
        var asset = new Option<string?>("--asset")
        {
            Description = "Verifies one assessment of this asset, at --at, through the running "
            + "host if there is one."
        };
        var at = new Option<string?>("--at")
        {
            Description = "Time, ISO 8601, UTC unless a zone is given: verifies the newest assessment at or "
            + "before it."
        };
        var audit = new Option<bool>("--audit")
        {
            Description = "Checks instead that no operator action was changed, removed or put in between, through the running host if "
            + "there is one.",
        };
        var command = new Command("verify", "Rescores the telemetry log and compares with the store, bit for bit: all of it (the "
            + "host must be stopped), or one assessment.")
        {
            asset, at, audit, data, set, json,
        };
        command.SetAction((parsed, cancellationToken) => (parsed.GetValue(asset), parsed.GetValue(at)) switch
        {
            (null, null) when parsed.GetValue(audit) => VerifyAudit.RunAsync(parsed.GetValue(data)!, parsed.GetValue(set) ?? [],
                parsed.GetValue(json), cancellationToken),
            (null, null) => RunAsync(parsed.GetValue(data)!, parsed.GetValue(set) ?? [], parsed.GetValue(json), cancellationToken),
            ({ } one, { } time) => VerifyOne.RunAsync(parsed.GetValue(data)!, parsed.GetValue(set) ?? [], one, time, parsed.GetValue(json),
                cancellationToken),
            _ => throw new OptionException("--asset and --at must be given together."),
        });
        return command;
    }

    private static async Task<int> RunAsync(string data, string[] settings, bool json, CancellationToken cancellationToken)
    {
        if (await RunningHost.FindAsync(data, cancellationToken) is { } host)
            throw new OptionException($"--data: process {host.ProcessId} is running on '{Path.GetFullPath(data)}'; stop it first, so that "
                + "log and store do not change.");
        await using var pipeline = await OfflinePipeline.OpenAsync(data, settings, cancellationToken);
        await pipeline.CatchUpAsync(cancellationToken);
        await pipeline.StopScoringAsync(cancellationToken);
        var folder = Path.Combine(data, $"verify-{Environment.ProcessId}");
        try
        {
            Directory.CreateDirectory(folder);
            await using var scratch = await ConditionStores.OpenAsync(new ConditionStoreOptions { DataDirectory = folder },
                ConsoleLog.ToStandardError(), cancellationToken);
            await scratch.MigrateAsync(cancellationToken);
            var tables = await new LogVerifier(pipeline.Services.GetRequiredService<ScoringServices>(), scratch)
                .RunAsync(cancellationToken);
            Print(tables, json);
            return tables.All(t => t.Different == 0) ? 0 : 1;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static void Print(IReadOnlyList<TableComparison> tables, bool json)
    {
        if (json)
        {
            Console.Out.WriteLine(JsonSerializer.Serialize(new { tables }, JsonSerializerOptions.Web));
            return;
        }
        var table = new Table { Border = TableBorder.Simple };
        foreach (var column in (string[])["table", "equal", "different", "not verifiable"]) table.AddColumn(column);
        foreach (var t in tables) table.AddRow(t.Table, t.Equal.ToString("N0"), t.Different.ToString("N0"), t.Unverifiable.ToString("N0"));
        AnsiConsole.Write(table);
        foreach (var note in tables.SelectMany(t => t.Notes)) Console.Out.WriteLine(note);
        foreach (var difference in tables.SelectMany(t => t.Differences)) Console.Out.WriteLine(difference);
    }
}
