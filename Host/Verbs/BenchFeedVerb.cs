using System.CommandLine;
using System.CommandLine.Parsing;
using Maintenance.Host.Client;
using Maintenance.Training.Bench.Feed;

namespace Maintenance.Host.Verbs;

/// <summary><c>bench feed</c>: many browsers at the live feed, some of them slow, for this or another build.</summary>
internal static class BenchFeedVerb
{
    private static readonly Option<int> Clients = Number("--clients", "Connections that watch the fleet, 1 to 20000.",
        FeedSize.Company.Clients);
    private static readonly Option<int> Slow = Number("--slow", "Of these, those that read a kilobyte per second.", FeedSize.Company.Slow);
    private static readonly Option<int> Drills = Number("--drills", "Drills of the simulated fleet, 1 to 10000.", FeedSize.Company.Drills);
    private static readonly Option<double> Seconds = new("--seconds")
    {
        Description = "Length of the measurement, 5 to 3600.", DefaultValueFactory = _ => FeedSize.Company.Length.TotalSeconds,
    };
    private static readonly Option<string> Program = new("--program")
    {
        Description = "Program to measure, from this or another build. Default: this one.",
        DefaultValueFactory = _ => Environment.ProcessPath!,
    };
    private static readonly Option<string> Data = VerbOptions.DiskToMeasure();

    public static Command Create()
    {
        var (set, json) = (VerbOptions.Set(), VerbOptions.Json());
        Clients.Validators.Add(r => Check(r, r.GetValueOrDefault<int>() is >= 1 and <= 20_000, "1 to 20000"));
        Drills.Validators.Add(r => Check(r, r.GetValueOrDefault<int>() is >= 1 and <= 10_000, "1 to 10000"));
        Seconds.Validators.Add(r => Check(r, r.GetValueOrDefault<double>() is >= 5 and <= 3600, "5 to 3600"));
        var command = new Command("feed", "Connects many clients to the live feed of its own host, some of them slow, and measures how old "
            + "a change is when it arrives, and what the server spends on it.")
        {
            Clients, Slow, Drills, Seconds, Program, Data, set, json,
        };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            if (parsed.GetValue(Slow) < 0 || parsed.GetValue(Slow) >= parsed.GetValue(Clients))
            {
                await Console.Error.WriteLineAsync("bench feed: --slow: allowed: 0 to less than --clients.");
                return 1;
            }
            var size = new FeedSize(parsed.GetValue(Clients), parsed.GetValue(Slow), parsed.GetValue(Drills),
                TimeSpan.FromSeconds(parsed.GetValue(Seconds)));
            var bench = new FeedBench(parsed.GetValue(Program)!, size, parsed.GetValue(set) ?? [], FindAsync, TimeProvider.System);
            return await BenchRun.PrintAsync(
                "feed", () => bench.RunAsync(parsed.GetValue(Data)!, cancellationToken), parsed.GetValue(json));
        });
        return command;
    }

    private static Option<int> Number(string name, string description, int value) =>
        new(name) { Description = description, DefaultValueFactory = _ => value };

    private static void Check(OptionResult result, bool allowed, string range)
    {
        if (!allowed) result.AddError($"{result.Option.Name}: allowed: {range}.");
    }

    private static async Task<FeedHost?> FindAsync(string folder, CancellationToken cancellationToken) =>
        await RunningHost.FindAsync(folder, cancellationToken) is { } host ? new FeedHost(host.ProcessId, host.Url, host.Token) : null;
}
