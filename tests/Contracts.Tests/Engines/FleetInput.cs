using System.Globalization;
using System.Text;
using Maintenance.Core.Assets;
using Maintenance.Core.Ports;
using Maintenance.Core.Telemetry;
using Maintenance.Ingest.Formats.Csv;
using Maintenance.Ingest.Formats.Json;
using Maintenance.Ingest.Formats.TelemetryV1;
using Maintenance.Ingest.Intake;
using Maintenance.Simulator.Physics;
using static Maintenance.Contracts.Tests.Sql.Rows;

namespace Maintenance.Contracts.Tests.Engines;

/// <summary>
/// What a fleet sends over some minutes, payload by payload with the second at which it arrives: simulated drills, some records twice, some
/// late by up to two minutes, some never, readings without numbers, a customer's own channels, and everything that Ingest refuses. The same
/// every time.
/// </summary>
internal static class FleetInput
{
    private const int Drills = 6;
    private const int Seconds = 150;
    private const int MaxDelay = 120;

    /// <summary>A payload.</summary>
    public sealed record Payload(long ArrivesUnixMicros, PayloadFormat? Format, byte[] Bytes, SourceContext Source);

    public static SimulatedFleet Fleet { get; } = SimulatedFleet.Create(new FleetOptions
    {
        Seed = 11,
        Assets = Drills,
        ReadingsPerSecond = 10,
        WaveformEverySeconds = 30,
        WaveformSamples = 256,
        FaultFraction = 0.5,
        StartUnixMicros = Start,
    });

    /// <summary>Registered, and sends JSON without numbers.</summary>
    public static Asset Gateway { get; } = new(AssetId.Parse("GATEWAY-1"), "north", "field", "rig", double.NaN, 2.5, 0.2);

    /// <summary>In the order of arrival.</summary>
    public static IReadOnlyList<Payload> Make()
    {
        var random = new Random(5);
        var payloads = new List<Payload>();
        for (var second = 0; second < Seconds; second++)
        {
            for (var drill = 0; drill < Drills; drill++) AddDrill(payloads, random, drill, second);
            AddGateway(payloads, random, second);
            if (second % 10 == 9) AddBad(payloads, second);
        }
        return [.. payloads.OrderBy(p => p.ArrivesUnixMicros)];
    }

    private static void AddDrill(List<Payload> payloads, Random random, int drill, int second)
    {
        var record = Fleet.GenerateBlock(drill, Start + second * Second);
        if (second % 50 == 20 && drill == 1) record.Columns[0].Values.AsSpan().Fill(1e30f); // far outside of the channel's range
        if (second % 50 == 30 && drill == 2) record.Columns[1].Values[0] = float.PositiveInfinity;
        var bytes = TelemetryCodecV1.Encode(record);
        if (random.Next(40) == 0) return; // numbered, and lost before it came
        var delay = random.Next(10) == 0 ? random.Next(2, MaxDelay) : 1;
        Add(payloads, second + delay, TelemetryV1Format.Instance, bytes);
        if (random.Next(12) == 0) Add(payloads, second + delay + random.Next(30), TelemetryV1Format.Instance, bytes);
    }

    private static void AddGateway(List<Payload> payloads, Random random, int second)
    {
        var text = new StringBuilder();
        for (var i = 0; i < 4; i++)
            text.Append(CultureInfo.InvariantCulture,
                $$"""{"asset":"{{Gateway.Id}}","time":{{Start + second * Second + i * 250_000}},"rpm":{{120 + random.NextDouble()}},"torque":{{(i == 2 ? "null" : "9000")}},"Pump strokes":{{i}},"pump strokes":{{second * 0.1}}}""").Append('\n');
        var bytes = Encoding.UTF8.GetBytes(text.ToString());
        var delay = random.Next(15) == 0 ? random.Next(2, 70) : 1;
        Add(payloads, second + delay, JsonFormat.Instance, bytes);
        if (second % 17 == 0) Add(payloads, second + delay + 3, JsonFormat.Instance, bytes);
    }

    private static void AddBad(List<Payload> payloads, int second)
    {
        var good = TelemetryCodecV1.Encode(Fleet.GenerateBlock(0, Start + second * Second));
        var flipped = good.ToArray();
        flipped[^1] ^= 1;
        Add(payloads, second, TelemetryV1Format.Instance, good[..^7]);
        Add(payloads, second, TelemetryV1Format.Instance, flipped);
        Add(payloads, second, JsonFormat.Instance, "{\"asset\": \"GATEWAY-1\", tab\there \\ and \0 there"u8.ToArray());
        Add(payloads, second, JsonFormat.Instance, Encoding.UTF8.GetBytes($$"""{"asset":"NOBODY-7","time":{{Start}},"rpm":1}"""));
        Add(payloads, second, JsonFormat.Instance,
            Encoding.UTF8.GetBytes($$"""{"asset":"{{Gateway.Id}}","time":"2190-01-01T00:00:00Z","rpm":1}"""));
        Add(payloads, second, CsvFormat.Instance, "asset;time\nGATEWAY-1;yesterday\n"u8.ToArray());
        Add(payloads, second, null, [0xff, 0xfe, 0x00]);
    }

    private static void Add(List<Payload> payloads, int second, PayloadFormat? format, byte[] bytes) =>
        payloads.Add(new Payload(Start + second * Second, format, bytes, new SourceContext(SourceKind.Live, "test")));
}
