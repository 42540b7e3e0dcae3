using System.CommandLine;
using System.CommandLine.Parsing;
using Maintenance.Host.Benchmarks;
using Maintenance.Host.Composition;

namespace Maintenance.Host.Verbs;

/// <summary><c>bench alarms</c>: how fast alarms are loaded and change, and the memory that they take.</summary>
internal static class BenchAlarmsVerb
{
    private static readonly Option<int> Alarms = new("--alarms")
    {
        Description = "Active alarms, 1000 to 1000000.", DefaultValueFactory = _ => 100_000,
    };
    private static readonly Option<double> Seconds = new("--seconds")
    {
        Description = "How long alarms change, in seconds, 0.5 to 3600.", DefaultValueFactory = _ => 30,
    };
    private static readonly Option<string> Data = VerbOptions.DiskToMeasure();
    private static readonly Option<bool> Json = VerbOptions.Json();

    public static Command Create()
    {
        Alarms.Validators.Add(r => Check(r, r.GetValueOrDefault<int>() is >= 1_000 and <= 1_000_000, "1000 to 1000000"));
        Seconds.Validators.Add(r => Check(r, r.GetValueOrDefault<double>() is >= 0.5 and <= 3_600, "0.5 to 3600"));
        var command = new Command("alarms", "Loads active alarms as a host does at its start, then changes them as fast as their "
            + "events are committed, published and folded, in turns with the commits alone.") { Alarms, Seconds, Data, Json };
        command.SetAction(RunAsync);
        return command;
    }

    private static void Check(OptionResult result, bool allowed, string range)
    {
        if (!allowed) result.AddError($"{result.Option.Name}: allowed: {range}.");
    }

    private static async Task<int> RunAsync(ParseResult args, CancellationToken cancellationToken)
    {
        using var loggers = ConsoleLog.ToStandardError();
        var bench = new AlarmBench(args.GetValue(Alarms), TimeSpan.FromSeconds(args.GetValue(Seconds)), loggers);
        return await BenchRun.PrintAsync("alarms", () => bench.RunAsync(args.GetValue(Data)!, cancellationToken), args.GetValue(Json));
    }
}
