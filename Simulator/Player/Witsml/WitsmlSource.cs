using System.Runtime.CompilerServices;
using Maintenance.Core.Assets;
using Maintenance.Core.Telemetry;

namespace Maintenance.Simulator.Player.Witsml;

/// <summary>
/// A folder of WITSML documents as telemetry, as specified in <c>docs/formats/witsml.md</c>. Files are streamed: once for the
/// inventory, once to count and hash, and once per replay; memory holds one row per open chunk.
/// </summary>
internal sealed class WitsmlSource : IRecordedSource
{
    private static readonly string[] Endings = [".xml", ".xml.gz"];

    private readonly IReadOnlyList<WitsmlWell> _wells;

    private WitsmlSource(IReadOnlyList<WitsmlWell> wells, RecordedDescription description)
    {
        _wells = wells;
        Description = description;
    }

    public RecordedDescription Description { get; }

    public static WitsmlSource Open(string path, string? assetId, RecordedUnits units, CancellationToken cancellationToken)
    {
        var root = Directory.Exists(path) ? path : Path.GetDirectoryName(Path.GetFullPath(path))!;
        var inventory = new WitsmlInventory();
        foreach (var file in RecordedFiles.Find(path, Endings))
        {
            cancellationToken.ThrowIfCancellationRequested();
            new WitsmlDocument(file, Path.GetRelativePath(root, file)).Scan(inventory, cancellationToken);
        }
        var skipped = new List<SkippedObject>(inventory.Skipped);
        skipped.AddRange(RecordedFiles.Others(path, Endings));
        var logs = LogsOf(root, inventory, skipped);
        if (logs.Count == 0)
        {
            throw new RecordedDataException($"'{path}' contains no time-indexed log with numbers. Found: "
                + (skipped.Count == 0 ? "nothing" : string.Join("; ", skipped.Take(10).Select(s => $"{s.What}: {s.Reason}"))) + ".");
        }
        var wells = logs.GroupBy(l => l.Well, StringComparer.Ordinal).OrderBy(g => g.Key, StringComparer.Ordinal).ToList();
        if (assetId is not null && wells.Count > 1) throw new RecordedDataException($"An asset id was given, but '{path}' "
            + $"contains {wells.Count} wells: {string.Join(", ", wells.Select(w => w.Key))}.");
        var assets = wells.Select(w => AssetOf(w.Key, assetId, inventory)).ToList();
        var open = new List<(string, string, Core.Channels.Channel, string)>();
        var plans = wells.Select(w => PlansOf(w, units, open)).ToList();
        units.CheckUsed();
        ChannelDecision.Refuse(open);
        var streams = wells.Select((w, i) => new WitsmlWell(assets[i].Id.Value, Renumber(root, w), plans[i], cancellationToken)).ToList();
        return new WitsmlSource(streams, new RecordedDescription(
            RecordedFormat.Witsml, assets, [.. streams.Select(s => s.Stream)], [.. streams.SelectMany(s => s.Logs)],
            [.. streams.SelectMany(s => s.Curves)], skipped));
    }

    public async IAsyncEnumerable<TelemetryRecord> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var well in _wells)
        {
            var assembler = new RecordAssembler(well.Asset, well.Stream.Epoch);
            foreach (var (row, sequence, repeated) in well.Rows())
            {
                cancellationToken.ThrowIfCancellationRequested();
                var values = well.ValuesOf(row);
                if (repeated) assembler.Repeat(row.TimeUnixMicros, sequence, values);
                else assembler.Add(row.TimeUnixMicros, sequence, values);
                while (assembler.TryTake() is { } record) yield return record;
            }
            assembler.Complete();
            while (assembler.TryTake() is { } record) yield return record;
            await Task.Yield();
        }
    }

    // A log is identified by its uid within a well; the order of names and uids determines the order of rows with the same time.
    private static List<WitsmlLog> LogsOf(string root, WitsmlInventory inventory, List<SkippedObject> skipped)
    {
        var logs = new List<WitsmlLog>();
        foreach (var group in inventory.Chunks.GroupBy(c => (c.Well, c.Wellbore, c.Uid)).OrderBy(g => g.Key.Well, StringComparer.Ordinal)
            .ThenBy(g => g.First().Name, StringComparer.Ordinal).ThenBy(g => g.Key.Uid, StringComparer.Ordinal)
            .ThenBy(g => g.Key.Wellbore, StringComparer.Ordinal))
        {
            var log = new WitsmlLog(root, logs.Count, group);
            if (WitsmlCurvePlan.HasValues(log)) logs.Add(log);
            else skipped.Add(new SkippedObject($"log {log.Name} ({log.Uid})", log.Chunks.Sum(c => c.Rows),
                "no curve with numbers: settings, not readings"));
        }
        return logs;
    }

    // The names of channels mean the same in all logs of a well.
    private static WitsmlCurvePlan[] PlansOf(IEnumerable<WitsmlLog> logs, RecordedUnits units,
        List<(string, string, Core.Channels.Channel, string)> open)
    {
        var names = new ChannelNames();
        return [.. logs.Select(l => WitsmlCurvePlan.Create(l, units, names, open))];
    }

    private static List<WitsmlLog> Renumber(string root, IEnumerable<WitsmlLog> logs) =>
        [.. logs.Select((l, i) => new WitsmlLog(root, i, l.Chunks))];

    private static Asset AssetOf(string well, string? assetId, WitsmlInventory inventory)
    {
        var place = inventory.PlaceOf(well);
        var id = assetId is null ? AssetNames.IdOf(well) : AssetId.TryParse(assetId, out var given) ? given
            : throw new RecordedDataException($"'{assetId}' is not an asset id.");
        return new Asset(id, AssetNames.PlaceOf(place?.Region is { Length: > 0 } region ? region : place?.Country),
            AssetNames.PlaceOf(place?.Field is { Length: > 0 } field ? field : well),
            AssetNames.PlaceOf(inventory.Rig), place?.LatitudeDeg ?? double.NaN, place?.LongitudeDeg ?? double.NaN,
            BitDiameterM: double.NaN);
    }
}
