using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using Maintenance.Core.Assets;
using Maintenance.Core.Telemetry;

namespace Maintenance.Simulator.Player.Csv;

/// <summary>
/// CSV files as telemetry. If the rows of every asset are already in time order they are streamed; otherwise all rows are sorted in
/// memory, up to <see cref="MaxRowsToSort"/>. Each asset is a separate stream.
/// </summary>
internal sealed class CsvSource : IRecordedSource
{
    private const int MaxRowsToSort = 3_000_000;
    private static readonly string[] Endings = [".csv", ".csv.gz"];

    private readonly List<CsvFileReader> _files;
    private readonly Dictionary<string, AssetStream> _streams;
    private readonly bool _sorted;

    private CsvSource(List<CsvFileReader> files, Dictionary<string, AssetStream> streams, bool sorted, RecordedDescription description)
    {
        _files = files;
        _streams = streams;
        _sorted = sorted;
        Description = description;
    }

    public RecordedDescription Description { get; }

    public static CsvSource Open(string path, string? mappingFile, string? assetId, RecordedUnits units,
        CancellationToken cancellationToken)
    {
        if (assetId is not null && !AssetId.TryParse(assetId, out _)) throw new RecordedDataException($"'{assetId}' is not an asset id.");
        var mapping = CsvMapping.Load(mappingFile);
        var root = Directory.Exists(path) ? path : Path.GetDirectoryName(Path.GetFullPath(path))!;
        var names = new ChannelNames();
        var files = RecordedFiles.Find(path, Endings)
            .Select(f => new CsvFileReader(f, Path.GetRelativePath(root, f), mapping, assetId, units, names)).ToList();
        var sorted = Ascends(files, cancellationToken);
        var streams = new Dictionary<string, AssetStream>(StringComparer.Ordinal);
        var identities = Identities(files);
        foreach (var (file, asset, time, text) in InOrder(files, sorted, cancellationToken))
        {
            if (!streams.TryGetValue(asset, out var stream)) streams[asset] = stream = new AssetStream(asset, file);
            stream.Count(time, identities[file] + text);
        }
        if (streams.Count == 0) throw new RecordedDataException($"'{path}' contains no data rows.");
        CheckCurves(path, files, units);
        var assets = streams.Keys.Select(id =>
            new Asset(AssetId.Parse(id), AssetNames.PlaceOf(mapping.Region), AssetNames.PlaceOf(mapping.Site),
            AssetNames.PlaceOf(mapping.Rig),
            mapping.LatitudeDeg ?? double.NaN, mapping.LongitudeDeg ?? double.NaN, mapping.BitDiameterM ?? double.NaN)
            {
                Locations = mapping.LocationsOf(AssetId.Parse(id)),
            }).ToList();
        var description = new RecordedDescription(RecordedFormat.Csv, assets, [.. streams.Values.Select(s => s.ToStream())],
            [.. streams.Values.Select(s => s.ToLog(files))],
            [.. files.SelectMany(f => f.Plan.Curves)], [.. Skipped(path, files)]);
        return new CsvSource(files, streams, sorted, description);
    }

    public async IAsyncEnumerable<TelemetryRecord> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var players = _streams.ToDictionary(s => s.Key, s => (Cursor: new Cursor(), Assembler: new RecordAssembler(s.Key, s.Value.Epoch)),
            StringComparer.Ordinal);
        var identities = Identities(_files);
        foreach (var (file, asset, time, text) in InOrder(_files, _sorted, cancellationToken))
        {
            var (cursor, assembler) = players[asset];
            var (sequence, repeated, _) = cursor.Next(time, identities[file] + text);
            var values = _files[file].Plan.ValuesOf(text);
            if (repeated) assembler.Repeat(time, sequence, values);
            else assembler.Add(time, sequence, values);
            while (assembler.TryTake() is { } record) yield return record;
        }
        foreach (var (_, assembler) in players.Values)
        {
            assembler.Complete();
            while (assembler.TryTake() is { } record) yield return record;
        }
        await Task.CompletedTask;
    }

    private static void CheckCurves(string path, List<CsvFileReader> files, RecordedUnits units)
    {
        units.CheckUsed();
        var open = new List<(string, string, Core.Channels.Channel, string)>();
        foreach (var file in files) file.Plan.AddOpen(open);
        ChannelDecision.Refuse(open);
        if (files.TrueForAll(f => !f.Plan.HasNumbers)) throw new RecordedDataException($"'{path}' contains no numbers in any column: "
            + string.Join("; ", files[0].Plan.Curves.Where(c => c.Note.Contains("first text", StringComparison.Ordinal)).Take(3)
                .Select(c => $"{c.Mnemonic}: {c.Note}")) + ".");
    }

    private static IEnumerable<SkippedObject> Skipped(string path, List<CsvFileReader> files)
    {
        foreach (var file in files)
            if (file.RepeatedHeaders > 0) yield return new SkippedObject(file.Name, file.RepeatedHeaders, "lines that repeat the header");
        foreach (var other in RecordedFiles.Others(path, Endings)) yield return other;
    }

    // Rows of files with other columns, or other units, are never repetitions of each other.
    private static string[] Identities(List<CsvFileReader> files) =>
        [.. files.Select(f => f.Plan.Signature == files[0].Plan.Signature ? "" : $"{f.Plan.Signature}\u001e")];

    private static bool Ascends(List<CsvFileReader> files, CancellationToken cancellationToken)
    {
        var last = new Dictionary<string, long>(StringComparer.Ordinal);
        long rows = 0;
        var ascends = true;
        foreach (var file in files)
            foreach (var (asset, time, _) in file.Rows(first: true, cancellationToken))
            {
                rows++;
                ascends &= !last.TryGetValue(asset, out var before) || time >= before;
                last[asset] = time;
            }
        if (!ascends && rows > MaxRowsToSort)
            throw new RecordedDataException($"The {rows} rows are not in time order, and at most {MaxRowsToSort} are sorted in memory: "
                + "sort the file by time first.");
        return ascends;
    }

    private static IEnumerable<(int File, string Asset, long Time, string Text)> InOrder(List<CsvFileReader> files, bool sorted,
        CancellationToken cancellationToken)
    {
        var rows = files.SelectMany((f, i) => f.Rows(first: false, cancellationToken)
            .Select(r => (File: i, r.Asset, Time: r.TimeUnixMicros, r.Text)));
        return sorted ? rows : rows.OrderBy(r => r.Asset, StringComparer.Ordinal).ThenBy(r => r.Time)
            .ThenBy(r => r.Text, StringComparer.Ordinal);
    }

    /// <summary>Numbers the rows of one asset and recognises repeated ones.</summary>
    private sealed class Cursor
    {
        private readonly Dictionary<string, long> _atTime = new(StringComparer.Ordinal);
        private long _time = long.MinValue;
        private long _next;

        public (long Sequence, bool Repeated, bool Conflicting) Next(long time, string text)
        {
            if (time != _time)
            {
                _atTime.Clear();
                _time = time;
            }
            if (_atTime.TryGetValue(text, out var sequence)) return (sequence, true, false);
            var conflicting = _atTime.Count > 0;
            _atTime.Add(text, _next);
            return (_next++, false, conflicting);
        }
    }

    /// <summary>Counts of one asset.</summary>
    private sealed class AssetStream(string asset, int firstFile)
    {
        private readonly IncrementalHash _hash = Begin(asset);
        private readonly Cursor _cursor = new();
        private long? _epoch;
        private long _rows, _distinct, _conflicting;
        private long _first = long.MaxValue, _last = long.MinValue;

        public long Epoch => _epoch ??= (long)(BinaryPrimitives.ReadUInt64LittleEndian(_hash.GetHashAndReset()) >> 2);

        public void Count(long time, string text)
        {
            var (_, repeated, conflicting) = _cursor.Next(time, text);
            _rows++;
            if (conflicting) _conflicting++;
            if (repeated) return;
            _distinct++;
            _hash.AppendData(Encoding.UTF8.GetBytes($"{time}\n{text}\n"));
            _first = Math.Min(_first, time);
            _last = Math.Max(_last, time);
        }

        public RecordedStream ToStream() => new(asset, Epoch, _distinct, _rows - _distinct, 0, _first, _last);

        public RecordedLog ToLog(List<CsvFileReader> files) =>
            new(asset, files[firstFile].Name, asset, 1, _rows, _distinct, _rows - _distinct, _conflicting, []);

        private static IncrementalHash Begin(string asset)
        {
            var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            hash.AppendData(Encoding.UTF8.GetBytes($"csv\n{asset}\n"));
            return hash;
        }
    }
}
