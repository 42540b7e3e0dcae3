using System.CommandLine;
using System.Text.Json;
using Maintenance.Core.Ports;
using Maintenance.Host.Composition;
using Maintenance.Store.Sql;
using Maintenance.Training.Bench;
using Maintenance.Training.Bench.Store;
using Microsoft.Extensions.Options;

namespace Maintenance.Host.Verbs;

/// <summary><c>bench store</c>: an engine's commit path, compared with the driver's bulk load and DuckDB in the same run.</summary>
internal static class BenchStoreVerb
{
    public static Command Create()
    {
        var engine = new Option<ConditionStoreEngine>("--engine")
        {
            Description = "DuckDb, or MySqlWire with the servers in Store:MySqlWire.",
            DefaultValueFactory = _ => ConditionStoreEngine.DuckDb
        };
        var seconds = new Option<double>("--seconds")
        {
            Description = "How long each side writes, in seconds, 0.3 to 3600.", DefaultValueFactory = _ =>
            15
        };
        var rows = new Option<int>("--rows-per-commit")
        {
            Description = "Rows per commit, 2048 to 1000000.", DefaultValueFactory = _ =>
            StoreLoad.DefaultRowsPerCommit
        };
        var data = new Option<string>("--data")
        {
            Description = "Folder on the disk to measure DuckDB on; a temporary subfolder is created "
            + "in it.", DefaultValueFactory = _ => Path.GetTempPath()
        };
        var (set, json) = (VerbOptions.Set(), VerbOptions.Json());
        seconds.Validators.Add(r =>
        {
            if (r.GetValueOrDefault<double>() is < 0.3
            or > 3600) r.AddError("--seconds: allowed: 0.3 to 3600.");
        });
        rows.Validators.Add(r =>
        {
            if (r.GetValueOrDefault<int>() is < 2048
            or > 1_000_000) r.AddError("--rows-per-commit: allowed: 2048 to 1000000.");
        });
        var command = new Command("store", "Commits rows as fast as the store accepts them, compared with the driver's bulk load and "
            + "DuckDB. A server's database must be empty.") { engine, seconds, rows, data, set, json };
        command.SetAction((parsed, cancellationToken) => RunAsync(
            new StoreLoad(parsed.GetValue(engine), parsed.GetValue(seconds), parsed.GetValue(rows)), parsed.GetValue(data)!,
            parsed.GetValue(set) ?? [], parsed.GetValue(json), cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(StoreLoad load, string folder, string[] settings, bool json,
        CancellationToken cancellationToken)
    {
        using var loggers = ConsoleLog.ToStandardError();
        try
        {
            var configuration = AppConfiguration.Build("Embedded", folder, roles: null, [.. settings, $"Store:Engine={load.Engine}"]);
            var options = configuration.GetSection(ConditionStoreOptions.SectionName).Get<ConditionStoreOptions>()!;
            var figures = await new StoreBench(load, options, TimeProvider.System, loggers).RunAsync(folder, cancellationToken);
            if (json) Console.Out.WriteLine(JsonSerializer.Serialize(figures, JsonSerializerOptions.Web));
            else FigureTable.Write(figures);
            return 0;
        }
        catch (Exception error) when (error is BenchException or StoreException or OptionsValidationException)
        {
            await Console.Error.WriteLineAsync($"bench store: {error.Message}");
            return 1;
        }
    }
}
