using System.CommandLine;
using System.Text.Json;
using Maintenance.Core.Telemetry;
using Maintenance.Host.Composition;
using Maintenance.Training.Bench;
using Maintenance.Training.Bench.Pipeline;
using Spectre.Console;

namespace Maintenance.Host.Verbs;

/// <summary><c>bench pipeline</c>: the embedded pipeline at full speed, compared with a raw-store baseline in the same run.</summary>
internal static class BenchPipelineVerb
{
    public static Command Create()
    {
        var seconds = new Option<double>("--seconds")
        {
            Description = "How long to send readings, in seconds, 0.5 to 86400.", DefaultValueFactory =
            _ => 30
        };
        var assets = new Option<int>("--assets")
        {
            Description = "Drills, 1 to 99999.", DefaultValueFactory = _ =>
            PipelineLoad.DefaultAssets
        };
        var block = new Option<int>("--readings-per-block")
        {
            Description = $"Readings per one-second block, 1 to {TelemetryCodecV1.MaxReadings}.",
            DefaultValueFactory = _ => PipelineLoad.DefaultReadingsPerBlock,
        };
        var data = new Option<string>("--data")
        {
            Description = "Folder on the disk to measure; a temporary subfolder is created in it.",
            DefaultValueFactory = _ => Path.GetTempPath()
        };
        var json = VerbOptions.Json();
        seconds.Validators.Add(r => Check(r, r.GetValueOrDefault<double>() is >= 0.5 and <= 86_400, "0.5 to 86400"));
        assets.Validators.Add(r => Check(r, r.GetValueOrDefault<int>() is >= 1 and <= 99_999, "1 to 99999"));
        block.Validators.Add(r => Check(r, r.GetValueOrDefault<int>() is >= 1 and <= TelemetryCodecV1.MaxReadings,
            $"1 to {TelemetryCodecV1.MaxReadings}"));
        var command = new Command("pipeline", "Drives log, scoring and store at full speed while a reader runs the dashboard's "
            + "queries.") { seconds, assets, block, data, json };
        command.SetAction((parsed, cancellationToken) => RunAsync(
            new PipelineLoad(parsed.GetValue(seconds), parsed.GetValue(assets), parsed.GetValue(block)), parsed.GetValue(data)!,
            parsed.GetValue(json), cancellationToken));
        return command;
    }

    private static void Check(System.CommandLine.Parsing.OptionResult result, bool allowed, string range)
    {
        if (!allowed) result.AddError($"{result.IdentifierToken?.Value} is {string.Join(' ', result.Tokens.Select(t => t.Value))}; "
            + $"allowed: {range}.");
    }

    private static async Task<int> RunAsync(PipelineLoad load, string folder, bool json, CancellationToken cancellationToken)
    {
        using var loggers = ConsoleLog.ToStandardError();
        try
        {
            var figures = await new PipelineBench(load, TimeProvider.System, loggers).RunAsync(folder, cancellationToken);
            if (json) Console.Out.WriteLine(JsonSerializer.Serialize(figures, JsonSerializerOptions.Web));
            else FigureTable.Write(figures);
            return 0;
        }
        catch (BenchException error)
        {
            await Console.Error.WriteLineAsync($"bench pipeline: {error.Message}");
            return 1;
        }
    }
}
