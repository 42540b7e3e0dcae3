using System.CommandLine;
using System.Globalization;
using Maintenance.Core.Alarms;
using Maintenance.Core.Telemetry;
using Maintenance.Host.Composition;
using Maintenance.Simulator.Load;
using Maintenance.Training.Bench.Pipeline;
using Spectre.Console;

namespace Maintenance.Host.Verbs;

/// <summary><c>bench pipeline</c>: the embedded pipeline at full speed, compared with a raw-store baseline in the same run.</summary>
internal static class BenchPipelineVerb
{
    private const string Off = "off";
    private const string Compare = "compare";

    public static Command Create()
    {
        var seconds = new Option<double>("--seconds")
        {
            Description = "How long to send readings, in seconds, 0.5 to 86400.", DefaultValueFactory =
            _ => 30
        };
        var assets = new Option<int>("--assets")
        {
            Description = $"Drills, 1 to {LoadGeneratorOptions.MaxAssets}.", DefaultValueFactory = _ =>
            PipelineLoad.DefaultAssets
        };
        var block = new Option<int>("--readings-per-block")
        {
            Description = $"Readings per one-second block, 1 to {TelemetryCodecV1.MaxReadings}.",
            DefaultValueFactory = _ => PipelineLoad.DefaultReadingsPerBlock,
        };
        var data = VerbOptions.DiskToMeasure();
        var alarms = new Option<string>("--alarms")
        {
            Description = $"on: the default rules are judged; {Off}: none; {Compare}: rounds of both in turns, and what the rules cost.",
            DefaultValueFactory = _ => "on",
        };
        alarms.AcceptOnlyFromAmong("on", Off, Compare);
        var rounds = new Option<int>("--rounds")
        {
            Description = $"Rounds of each with --alarms {Compare}, 1 to 100.", DefaultValueFactory = _ => 5,
        };
        rounds.Validators.Add(r => Check(r, r.GetValueOrDefault<int>() is >= 1 and <= 100, "1 to 100"));
        var json = VerbOptions.Json();
        seconds.Validators.Add(r => Check(r, r.GetValueOrDefault<double>() is >= 0.5 and <= 86_400, "0.5 to 86400"));
        assets.Validators.Add(r => Check(r, r.GetValueOrDefault<int>() is >= 1 and <= LoadGeneratorOptions.MaxAssets,
            $"1 to {LoadGeneratorOptions.MaxAssets}"));
        block.Validators.Add(r => Check(r, r.GetValueOrDefault<int>() is >= 1 and <= TelemetryCodecV1.MaxReadings,
            $"1 to {TelemetryCodecV1.MaxReadings}"));
        var command = new Command("pipeline", "Drives log, scoring and store at full speed while a reader runs the dashboard's "
            + "queries.") { seconds, assets, block, alarms, rounds, data, json };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var load = new PipelineLoad(parsed.GetValue(seconds), parsed.GetValue(assets), parsed.GetValue(block));
            var (folder, how) = (parsed.GetValue(data)!, parsed.GetValue(alarms)!);
            using var loggers = ConsoleLog.ToStandardError();
            return await BenchRun.PrintAsync("pipeline", async () => how == Compare
                ? (object)await new AlarmCostBench(load, AlarmRuleDefaults.Set, parsed.GetValue(rounds), TimeProvider.System, loggers)
                    .RunAsync(folder, Tell, cancellationToken)
                : await new PipelineBench(load, how == Off ? AlarmRuleSet.None : AlarmRuleDefaults.Set, TimeProvider.System, loggers)
                    .RunAsync(folder, cancellationToken), parsed.GetValue(json));
        });
        return command;
    }

    private static void Check(System.CommandLine.Parsing.OptionResult result, bool allowed, string range)
    {
        if (!allowed) result.AddError($"{result.IdentifierToken?.Value} is {string.Join(' ', result.Tokens.Select(t => t.Value))}; "
            + $"allowed: {range}.");
    }

    private static void Tell(PipelineFigures figures) => Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture,
        $"{figures.Rules} rules: {figures.ReadingsPerSecond:N0} readings/s, {figures.ProcessorMicrosPerReading:0.000} µs each"));
}
