using System.CommandLine;
using System.Globalization;
using Maintenance.Core.Alarms;
using Maintenance.Host.Composition;
using Maintenance.Simulator.Load;
using Maintenance.Training.Bench.Scale;

namespace Maintenance.Host.Verbs;

/// <summary><c>bench scale</c>: the embedded pipeline against the number of drills and against what is stored.</summary>
internal static class BenchScaleVerb
{
    private const long MaxStored = 1_000_000_000;

    private static readonly string[] Columns =
    [
        "drills", "readings per block", "stored", "start, s", "readings/s", "blocks/s", "µs per block", "query, ms, median", "P99",
        "end to end, ms, P99", "memory, MiB", "store, MiB",
    ];

    public static Command Create()
    {
        var drills = List("--drills", "Numbers of drills, ascending", LoadGeneratorOptions.MaxAssets, "1000,10000,100000");
        var history = List("--history", "Stored readings, ascending", MaxStored, "1000000,10000000,100000000");
        var seconds = new Option<double>("--seconds")
        {
            Description = "Measured time at each size, s, 1 to 3600.", DefaultValueFactory = _ => 15,
        };
        seconds.Validators.Add(r =>
        {
            if (r.GetValueOrDefault<double>() is var value and not (>= 1 and <= 3600))
                r.AddError(string.Create(CultureInfo.InvariantCulture, $"--seconds is {value}; allowed: 1 to 3600."));
        });
        var data = VerbOptions.DiskToMeasure();
        var json = VerbOptions.Json();
        var command = new Command("scale", "Fills, restarts and drives log, scoring and store at growing numbers of drills and lengths of "
            + "history.") { drills, history, seconds, data, json };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using var loggers = ConsoleLog.ToStandardError();
            var bench = new ScaleBench([.. parsed.GetValue(drills)!.Select(n => (int)n)], parsed.GetValue(history)!,
                parsed.GetValue(seconds), AlarmRuleDefaults.Set, TimeProvider.System, loggers);
            return await BenchRun.PrintAsync("scale", () => bench.RunAsync(parsed.GetValue(data)!, Tell, cancellationToken),
                parsed.GetValue(json), figures => EvaluationTable.Write(Columns, figures.Drills.Concat(figures.History).Select(Row)));
        });
        return command;
    }

    // A list on one option: 1000,10000; none: that axis is left out.
    private static Option<long[]> List(string name, string what, long max, string byDefault) => new(name)
    {
        Description = string.Create(CultureInfo.InvariantCulture, $"{what}, separated by commas, 1 to {max:N0}; none: not measured."),
        DefaultValueFactory = _ => Numbers(byDefault, max)!,
        CustomParser = result =>
        {
            var text = string.Join(',', result.Tokens.Select(t => t.Value));
            if (Numbers(text, max) is { } numbers) return numbers;
            result.AddError(string.Create(CultureInfo.InvariantCulture,
                $"{name} is {text}; allowed: ascending whole numbers from 1 to {max:N0}, separated by commas, or none."));
            return [];
        },
    };

    private static long[]? Numbers(string text, long max)
    {
        if (text == "none") return [];
        var numbers = new List<long>();
        foreach (var part in text.Split(','))
        {
            if (!long.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number < 1 || number > max
                || (numbers.Count > 0 && number <= numbers[^1])) return null;
            numbers.Add(number);
        }
        return [.. numbers];
    }

    private static object[] Row(MarkFigures f) =>
    [
        f.Drills, f.ReadingsPerBlock, f.Stored, f.StartSeconds, f.ReadingsPerSecond, f.BlocksPerSecond, f.ProcessorMicrosPerBlock,
        f.QueryP50Ms, f.QueryP99Ms, f.EndToEndP99Ms, f.PeakRssMiB, f.StoreMiB,
    ];

    private static void Tell(MarkFigures f) => Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture,
        $"{f.Drills:N0} drills, {f.Stored:N0} readings stored: start {f.StartSeconds:0.00} s, {f.BlocksPerSecond:N0} blocks/s"));
}
