using System.IO.Compression;
using System.Runtime.InteropServices;
using System.Text.Json;
using Maintenance.Core.Assets;
using Maintenance.Core.Channels;
using Maintenance.Core.Telemetry;
using Maintenance.Scoring.Blocks;
using Maintenance.Scoring.HealthAssessment;
using Maintenance.Scoring.SensorHealth;
using Maintenance.Scoring.Trends;
using Maintenance.Simulator.Player;
using Maintenance.Training.Evaluation.StuckPipe;
using Xunit.Abstractions;

namespace Maintenance.Training.Tests.Evaluation;

/// <summary>Sensors of real rigs and test benches that nobody found at fault: none is accused.</summary>
public sealed class SensorHealthOnRecordingsTests(ITestOutputHelper output)
{
    private readonly SensorFaultText _texts = new();
    private readonly SortedDictionary<string, int> _found = new(StringComparer.Ordinal);

    [SharedDataFact]
    public async Task A_real_well_at_a_reading_in_three_seconds() =>
        await PlayAsync(RecordedFormat.Witsml, "witsml/volve/F-7", mapping: null, atLeast: 50_000);

    [SharedDataFact]
    public async Task Real_wells_by_depth()
    {
        var mapping = Path.GetTempFileName();
        await File.WriteAllTextAsync(mapping, """
            {"time":{"depthColumn":"Measured Depth m","rateColumn":"Rate of Penetration m/h","origin":"2016-07-01T00:00:00Z"},
             "columns":{"Measured Depth m":{"channel":"hole_depth","unit":"m"}},"otherColumns":"auto"}
            """);
        await PlayAsync(RecordedFormat.Csv, "drilling/volve-usrop/USROP_A_1_N-S_F-7d.csv.gz", mapping, atLeast: 500);
        await PlayAsync(RecordedFormat.Csv, "drilling/volve-usrop/USROP_A_0_N-NA_F-9_Ad.csv.gz", mapping, atLeast: 500);
        File.Delete(mapping);
    }

    [SharedDataFact]
    public void Two_hours_of_drilling_by_the_minute()
    {
        foreach (var drilled in DrillingCase.ReadAll(SharedData.PathOf("drilling/stuck-pipe/cases")))
            for (var last = 1; last <= drilled.Minutes.Length; last++) Note(SensorTrends.Find(drilled.Minutes.AsSpan(0, last)));
        ShouldAccuseNone();
    }

    [SharedDataFact]
    public void Bearing_test_benches()
    {
        var files = 0;
        foreach (var bench in new[] { "cwru", "mfpt" })
        {
            var folder = SharedData.PathOf($"bearings/{bench}");
            foreach (var file in JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "index.json"))).RootElement.EnumerateArray())
            {
                var rate = (file.TryGetProperty("fs", out var fs) ? fs : file.GetProperty("sr")).GetSingle();
                var rpm = file.TryGetProperty("rpm", out var speed) ? speed.GetDouble() : 60 * file.GetProperty("rate").GetDouble();
                var samples = MemoryMarshal.Cast<byte, float>(Unzip(Path.Combine(folder, file.GetProperty("file").GetString()!)));
                // As the files have it, in g, and as it ought to be.
                Play(samples, rate, rpm, scale: 1);
                Play(samples, rate, rpm, scale: 9.81f);
                files++;
            }
        }
        foreach (var path in Directory.GetFiles(SharedData.PathOf("bearings/ims-2nd-test/raw")))
        {
            var raw = MemoryMarshal.Cast<byte, short>(Unzip(path));
            for (var bearing = 0; bearing < 4; bearing++)
            {
                var samples = new float[raw.Length / 4];
                for (var i = 0; i < samples.Length; i++) samples[i] = raw[i * 4 + bearing] / 2048f;
                Play(samples, rateHz: 20_000, rpm: 2_000, scale: 1);
            }
            files++;
        }
        files.ShouldBeGreaterThan(20);
        ShouldAccuseNone();
    }

    private void Play(ReadOnlySpan<float> samples, float rateHz, double rpm, float scale)
    {
        var window = new BlockWindow(DrillSetup.Unknown);
        var length = Math.Min((int)rateHz, samples.Length);
        for (var second = 0; (second + 1) * length <= samples.Length; second++)
        {
            var record = new TelemetryRecord
            {
                Asset = "BENCH",
                Flags = RecordFlags.Block,
                EventTimeUnixMicros = 1_700_000_000_000_000 + second * 1_000_000L,
                IntervalMicros = 100_000,
                ReadingCount = 10,
            };
            record.Columns.Add(new(StandardChannels.RotarySpeed, "", [.. Enumerable.Repeat((float)rpm, 10)]));
            float[] waveform = [.. samples.Slice(second * length, length)];
            for (var i = 0; i < waveform.Length; i++) waveform[i] *= scale;
            record.Waveforms.Add(new("drive-end", rateHz, record.EventTimeUnixMicros, waveform));
            window.Add(record);
            Note(SensorChecks.Find(window.Blocks));
        }
    }

    private async Task PlayAsync(RecordedFormat format, string path, string? mapping, int atLeast)
    {
        var source = await RecordedSources.OpenAsync(format, SharedData.PathOf(path), mapping, null, RecordedUnits.None,
            CancellationToken.None);
        var (window, rollUp, blocks, minutes, number, count) =
            (new BlockWindow(DrillSetup.Unknown), new MinuteRollUp(), new List<BlockEntry>(), new List<Minute>(), 0L, 0);
        await foreach (var record in source.ReadAsync(CancellationToken.None))
            for (var i = 0; i < record.ReadingCount; i++)
            {
                var entry = window.Add(Single(record, i));
                count++;
                Note(SensorChecks.Find(window.Blocks));
                if (MinuteRollUp.NumberOf(entry.EventTimeUnixMicros) != number)
                {
                    if (blocks.Count > 0)
                    {
                        var minute = new Minute { Number = number, Blocks = blocks.Count };
                        rollUp.Compute(CollectionsMarshal.AsSpan(blocks), minute.Values);
                        minutes.Add(minute);
                        Note(SensorTrends.Find(CollectionsMarshal.AsSpan(minutes)));
                        blocks.Clear();
                    }
                    number = MinuteRollUp.NumberOf(entry.EventTimeUnixMicros);
                    minutes.RemoveAll(m => m.Number <= number - TrendAssessor.MaxMinutes);
                }
                blocks.Add(entry);
            }
        output.WriteLine($"{path}: {count} readings");
        count.ShouldBeGreaterThan(atLeast);
        ShouldAccuseNone();
    }

    private static TelemetryRecord Single(TelemetryRecord record, int reading)
    {
        var single = new TelemetryRecord
        {
            Asset = record.Asset,
            EventTimeUnixMicros = record.Times?[reading] ?? record.EventTimeUnixMicros + reading * (long)record.IntervalMicros,
            IntervalMicros = 1_000_000,
            ReadingCount = 1,
        };
        foreach (var column in record.Columns)
            if (column.ChannelId < StandardChannels.Count) single.Columns.Add(new(column.ChannelId, "", [column.Values[reading]]));
        return single;
    }

    private void Note(in SensorFaultSet faults)
    {
        if (_texts.Of(faults) is { } text) _found[text] = _found.GetValueOrDefault(text) + 1;
    }

    private void ShouldAccuseNone() => _found.Select(f => $"{f.Value} × {f.Key}").ShouldBeEmpty();

    private static byte[] Unzip(string path)
    {
        using var zip = new GZipStream(File.OpenRead(path), CompressionMode.Decompress);
        using var bytes = new MemoryStream();
        zip.CopyTo(bytes);
        return bytes.ToArray();
    }
}
