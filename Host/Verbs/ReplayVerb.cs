using System.CommandLine;
using Maintenance.Core.Time;
using Maintenance.Host.Client;
using Maintenance.Host.Composition;
using Maintenance.Host.Replay;
using Maintenance.Simulator.Player;
using Spectre.Console;

namespace Maintenance.Host.Verbs;

/// <summary><c>replay</c>: plays a recorded well through log, scoring and store.</summary>
internal static class ReplayVerb
{
    private const int MaxGapsShown = 10;
    private const int MaxLogsNamed = 2;

    public static Command Create()
    {
        var format = new Option<string>("--format") { Description = "witsml or csv.", Required = true };
        format.AcceptOnlyFromAmong("witsml", "csv");
        var path = new Option<string>("--path") { Description = "File, or folder with files.", Required = true };
        var mapping = new Option<string?>("--mapping") { Description = "Column mapping for CSV (docs/formats/replay-csv.md)." };
        var asset = new Option<string?>("--asset") { Description = "Asset id to use instead of the one from the recording." };
        var unit = new Option<string[]>("--unit")
        {
            Description = "Unit of a curve that the recording does not tell: CURVE=UNIT, or CURVE=raw to keep its values in a channel of "
                + "their own. May be given several times.",
        };
        var speed = new Option<string>("--speed") { Description = "Multiple of real time, or max.", DefaultValueFactory = _ => "max" };
        var data = VerbOptions.Data();
        var set = VerbOptions.Set();
        var command = new Command("replay", "Plays recorded data through log, scoring and store: into the running host, or in this process "
            + "if there is none. Playing it again changes nothing.")
        {
            format, path, mapping, asset, unit, speed, data, set,
        };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            if (!RecordPacer.TryParse(parsed.GetValue(speed)!, out var multiple))
                throw new OptionException($"--speed is '{parsed.GetValue(speed)}'; allowed: a positive number, or max.");
            var kind = Enum.Parse<RecordedFormat>(parsed.GetValue(format)!, ignoreCase: true);
            var source = await RecordedSources.OpenAsync(kind, parsed.GetValue(path)!, parsed.GetValue(mapping), parsed.GetValue(asset),
                RecordedUnits.Parse(parsed.GetValue(unit) ?? []), cancellationToken);
            Describe(source.Description);
            using var loggers = ConsoleLog.ToStandardError();
            await using var target = await OpenTargetAsync(parsed.GetValue(data)!, parsed.GetValue(set) ?? [], parsed.GetValue(path)!,
                loggers, cancellationToken);
            return await RunAsync(source, target, multiple, cancellationToken);
        });
        return command;
    }

    private static async Task<IReplayTarget> OpenTargetAsync(string data, string[] settings, string path,
        ILoggerFactory loggers, CancellationToken cancellationToken) =>
        await RunningHost.FindAsync(data, cancellationToken) is { } host
            ? new HostTarget(host, loggers.CreateLogger<HostTarget>())
            : await OfflineTarget.OpenAsync(data, settings, $"replay {Path.GetFileName(Path.TrimEndingDirectorySeparator(path))}",
                cancellationToken);

    private static async Task<int> RunAsync(IRecordedSource source, IReplayTarget target, double speed, CancellationToken cancellationToken)
    {
        var time = TimeProvider.System;
        var started = time.GetTimestamp();
        var run = new ReplayRun(source, target, speed, time);
        await run.RunAsync(cancellationToken);
        var seconds = time.GetElapsedTime(started).TotalSeconds;
        Console.Out.WriteLine($"{run.Sent:N0} readings sent in {seconds:0.0} s: {run.Stored:N0} scored and stored, "
            + $"{run.Duplicates:N0} repeated, {target.Rejected:N0} rejected; {run.AlreadyStored:N0} not sent, as an earlier replay did.");
        if (target.Rejected > 0) Console.Out.WriteLine("To see why: ./maintenance query \"select reason, count(*) from "
            + "dead_letter group by 1\"");
        return target.Rejected == 0 ? 0 : 1;
    }

    private static void Describe(RecordedDescription description)
    {
        var logs = new Table { Border = TableBorder.Simple };
        foreach (var column in (string[])["asset", "log", "files", "rows", "distinct", "repeated", "gaps"]) logs.AddColumn(column);
        foreach (var log in description.Logs)
            logs.AddRow(Markup.Escape(log.Asset), Markup.Escape(log.Name), log.Files.ToString(), log.Rows.ToString("N0"),
                log.DistinctRows.ToString("N0"), log.RepeatedRows.ToString("N0"), log.Gaps.Count.ToString());
        AnsiConsole.Write(logs);
        foreach (var stream in description.Streams)
            Console.Out.WriteLine($"{stream.Asset}: {stream.DistinctReadings:N0} readings from {Time(stream.FirstEventTimeUnixMicros)} "
                + $"to {Time(stream.LastEventTimeUnixMicros)}, {stream.RepeatedReadings:N0} repeated, {stream.MissingReadings:N0} "
                + "known to be missing");
        var gaps = description.Logs.SelectMany(l => l.Gaps.Select(g => (l.Name, Gap: g))).ToList();
        foreach (var (name, gap) in gaps.Take(MaxGapsShown))
            Console.Out.WriteLine($"  gap in {name}: {Time(gap.FromUnixMicros)} to {Time(gap.ToUnixMicros)} ({gap.Reason})");
        if (gaps.Count > MaxGapsShown) Console.Out.WriteLine($"  and {gaps.Count - MaxGapsShown:N0} more gaps (./maintenance completeness "
            + "lists them)");
        foreach (var alike in description.Skipped.GroupBy(s => s.Reason, StringComparer.Ordinal))
            Console.Out.WriteLine($"  not replayed: {(alike.Count() == 1 ? alike.First().What : $"{alike.Count()} files")} "
                + $"({alike.Sum(s => s.Items):N0} items): {alike.Key}");
        DescribeCurves(description.Curves);
    }

    // Logs and files with the same columns share a line.
    private static void DescribeCurves(IReadOnlyList<RecordedCurve> curves)
    {
        Console.Out.WriteLine("Curves:");
        foreach (var alike in curves.GroupBy(c => (c.Mnemonic, c.Unit, c.Channel, c.Note)))
        {
            var logs = alike.Select(c => c.Log).Distinct(StringComparer.Ordinal).ToList();
            var (mnemonic, unit, channel, note) = alike.Key;
            Console.Out.WriteLine($"  {(mnemonic.Length > 0 ? mnemonic : "(no name)")}{(unit.Length > 0 ? $" [{unit}]" : "")} "
                + $"→ {channel ?? "–"}: {note} ({(logs.Count <= MaxLogsNamed ? string.Join(", ", logs) : $"{logs.Count} logs")})");
        }
    }

    private static string Time(long unixMicros) => UnixMicros.ToUtc(unixMicros).ToString("yyyy-MM-dd HH:mm:ss'Z'");
}
