using System.Text;
using Maintenance.Core.Assets;
using Maintenance.Core.Telemetry;

namespace Maintenance.Benchmarks;

/// <summary>Made input: the values are a function of their time.</summary>
internal static class Samples
{
    public const string Drill = "RIG-12-D1";

    /// <summary>Event time of the first reading: 2026-05-04 12:00 UTC, Unix µs.</summary>
    public const long Start = 1_777_896_000_000_000;

    private const long Second = 1_000_000;

    public static AssetRegistry Registry()
    {
        var registry = new AssetRegistry();
        registry.AddOrReplace([new Asset(AssetId.Parse(Drill), "north", "site", "rig", 58.9, 5.7, 0.216)]);
        return registry;
    }

    /// <summary>A numbered one-second block of twelve channels.</summary>
    public static TelemetryRecord Block(int readings)
    {
        var record = new TelemetryRecord
        {
            Asset = Drill,
            Flags = RecordFlags.Block | RecordFlags.Sequenced,
            Epoch = 1,
            EventTimeUnixMicros = Start,
            ReceivedUnixMicros = Start + 2 * Second,
            IntervalMicros = (uint)(Second / readings),
            ReadingCount = readings,
        };
        for (var channel = 0; channel < 12; channel++)
            record.Columns.Add(new TelemetryColumn(channel, "",
                [.. Enumerable.Range(0, readings).Select(i => 100f + channel + (float)Math.Sin(i * 0.7 + channel))]));
        return record;
    }

    /// <summary>Makes an encoded block the one of another second.</summary>
    public static void MoveTo(Span<byte> block, long second, int readings)
    {
        TelemetryCodecV1.Readdress(block, "RIG-12-D1"u8, second * readings, Start + second * Second);
        TelemetryCodecV1.StampReceived(block, Start + (second + 2) * Second);
    }

    /// <summary>Numbered readings, one JSON document a line.</summary>
    public static byte[] Json(int readings) => Encoding.UTF8.GetBytes(string.Join('\n', Enumerable.Range(0, readings).Select(i =>
        $$"""{"asset":"{{Drill}}","time":"{{Time(i):O}}","epoch":1,"sequence":{{i}},"rpm":{{118.5 + i}},"wob":92000,"torque":15300.25,"bearing_temperature":61.2}""")));

    /// <summary>The same readings as CSV.</summary>
    public static byte[] Csv(int readings) => Encoding.UTF8.GetBytes("asset,time,epoch,sequence,rpm,wob,torque,bearing_temperature\n"
        + string.Concat(Enumerable.Range(0, readings).Select(i => $"{Drill},{Time(i):O},1,{i},{118.5 + i},92000,15300.25,61.2\n")));

    private static DateTimeOffset Time(int reading) => DateTimeOffset.UnixEpoch.AddMicroseconds(Start + reading * Second / 10);
}
