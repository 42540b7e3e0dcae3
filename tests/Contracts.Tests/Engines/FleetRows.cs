using Maintenance.Core.Conditions;
using Maintenance.Core.Channels;
using Maintenance.Core.Ports;
using Maintenance.Core.Tables;
using static Maintenance.Contracts.Tests.Sql.Rows;

namespace Maintenance.Contracts.Tests.Engines;

/// <summary>
/// Rows of a small fleet with everything a page can meet: corrections, gaps, absent channels, blocks without statistics, equal times.
/// </summary>
internal static class FleetRows
{
    public const string OldDrill = "OLD-2";
    public const string FarDrill = "FAR-3";
    public const long Before1970 = -5_000_001;
    public const long After2100 = 4_200_000_000_000_001;

    public const long Failed = Start + 150_500_000;

    /// <summary>Beginning of the day of <see cref="Start"/>.</summary>
    public const long Day = Start / DayLong * DayLong;

    private const long DayLong = 86_400_000_000;
    private const string Drill = "DRILL-1";
    private const int Seconds = 180;

    public static Task WriteAsync(IConditionStore store, CancellationToken cancellationToken) =>
        store.CommitAsync(Commit(Readings(), Extras(), Blocks(), Assessments(), Accounts(), DeadLetters(), Users(), Sessions(), Assets(),
            Serving(),
            Waveforms(), Survey(), Maintenance(), Orders(), Events(), Production(), Costs(), Budgets(), Rates()), cancellationToken);

    // 10 Hz with times that are no round numbers; a gap of half a minute; one channel comes in every third reading only.
    private static TableBatch Readings()
    {
        var random = new Random(7);
        var rows = new List<(string, object?)[]>();
        foreach (var drill in new[] { Drill, OldDrill })
            for (var i = 0; i < Seconds * 10; i++)
            {
                var time = Start + i * 100_000L + (i % 7 == 0 ? -1 : random.Next(90_000)) + (i > 900 ? 30 * Second : 0);
                var torque = (float)(14_000 + 3000 * random.NextDouble());
                rows.Add([("asset", drill), ("event_time", time), ("torque", torque),
                    ("rotary_speed", i % 3 == 0 ? (float)random.NextDouble() : null)]);
            }
        for (var i = 0; i < 40; i++)
            foreach (var start in new[] { Before1970, After2100 })
                rows.Add([("asset", FarDrill), ("event_time", start + i * 199_999L), ("torque", i - 20f)]);
        return Of(StoreTables.Reading, [.. rows]);
    }

    // Names that differ only by case, or by a space at the end, are different channels.
    private static TableBatch Extras()
    {
        var rows = new List<(string, object?)[]>();
        for (var i = 0; i < Seconds; i++)
            foreach (var (name, value) in new[] { ("Noise", 1f), ("noise", 2f), ("noise ", float.NaN) })
                rows.Add([("asset", Drill), ("event_time", Start + i * Second), ("channel", name), ("value", value * i)]);
        rows.Add([("asset", Drill), ("event_time", Start), ("channel", "noise "), ("value", 0.1f)]);
        return Of(StoreTables.ReadingExtra, [.. rows]);
    }

    /// <summary>A drill whose hole turns through north while it builds; of some blocks a direction or the depth is missing.</summary>
    public const string DirectionalDrill = "DIRECTIONAL-4";

    private static TableBatch Waveforms() => Of(StoreTables.Waveform, [.. Enumerable.Range(0, 6).Select(i => new (string, object?)[]
    {
        ("asset", DirectionalDrill), ("event_time", Start + i * 5 * Second), ("location", i % 2 == 0 ? "top-drive" : "gear"),
        ("sample_rate_hz", 5_120f), ("samples", BitConverter.GetBytes(i + 0.5f)),
    })]);

    private static TableBatch Survey()
    {
        string Mean(int channel) => ChannelStatistics.ColumnOf(StandardChannels.All[channel], ChannelStatisticKind.Mean);
        return Of(StoreTables.Descriptor, [.. Enumerable.Range(0, Seconds).Select(i => new (string, object?)[]
        {
            ("asset", DirectionalDrill), ("event_time", Start + i * Second), ("known_at", Start + (i + 1) * Second),
            ("log_offset", 500_000 + i), ("duration_us", Second), ("reading_count", 10), ("drilling_state", "drilling"),
            (Mean(StandardChannels.RotarySpeed), 120f), (Mean(StandardChannels.BitDepth), i % 5 == 0 ? null : 1_000f + i),
            (Mean(StandardChannels.HoleDepth), 1_000f + i), (Mean(StandardChannels.Inclination), i % 11 == 0 ? -0.5f : i / 10f),
            (Mean(StandardChannels.Azimuth), i % 13 == 0 ? null : (350f + i / 9f) % 360),
        })]);
    }

    private static TableBatch Blocks()
    {
        var (torque, speed) = (StandardChannels.All[StandardChannels.Torque], StandardChannels.All[StandardChannels.RotarySpeed]);
        var random = new Random(8);
        var rows = new List<(string, object?)[]>();
        for (var i = 0; i < Seconds; i++)
            for (var version = 0; version < (i % 20 == 3 ? 2 : 1); version++)
            {
                var mean = 14_000 + 1000 * random.NextDouble();
                (string, object?)[] block =
                [
                    ("asset", Drill), ("event_time", Start + i * Second), ("known_at", Start + i * Second + 300_000 + version),
                    ("log_offset", i), ("duration_us", Second),
                    ("reading_count", 10 + version), ("drilling_state", "drilling"),
                    (ChannelStatistics.ColumnOf(torque, ChannelStatisticKind.Minimum), (float)(mean - 5)),
                    (ChannelStatistics.ColumnOf(torque, ChannelStatisticKind.Maximum), (float)(mean + 7)),
                    (ChannelStatistics.ColumnOf(torque, ChannelStatisticKind.Mean), (float)mean), ("torque_mean", (float)mean),
                ];
                var value = i % 3 == 0 ? 2f : (float?)null;
                rows.Add([.. block, (ChannelStatistics.ColumnOf(speed, ChannelStatisticKind.Minimum), value),
                    (ChannelStatistics.ColumnOf(speed, ChannelStatisticKind.Maximum), value),
                    (ChannelStatistics.ColumnOf(speed, ChannelStatisticKind.Mean), value)]);
                // A store of before has no statistics: the readings are asked.
                rows.Add([.. block[..7].Select(v => v.Item1 == "asset" ? ("asset", OldDrill) : v)]);
            }
        return Of(StoreTables.Descriptor, [.. rows]);
    }

    private static TableBatch Assessments()
    {
        var random = new Random(9);
        var rows = new List<(string, object?)[]>();
        foreach (var drill in new[] { Drill, OldDrill })
            for (var i = 0; i < Seconds; i++)
                for (var version = 0; version < (i % 11 == 5 ? 3 : 1); version++)
                    rows.Add(
                    [
                        ("asset", drill), ("event_time", Start + i * Second), ("known_at", Start + i * Second + 400_000 + version % 2),
                        ("log_offset", i * 3 + version),
                        ("health_index", (float)(100 * random.NextDouble())), ("grade", i % 13 == 7 ? null : "ABCD"[version].ToString()),
                        ("failure_mode", "bearing wear"),
                        ("failure_probability", (float)random.NextDouble()), ("rul_p10_hours", i % 2 == 0 ? null : 1.5f),
                        ("rul_p50_hours", float.MaxValue), ("rul_p90_hours", 1e-40f), ("rul_limit_hours", 7.5f),
                        ("drilling_state", "drilling"), ("reasons", i % 4 == 0 ? null : "[{\"cause\":\"tab\\t and ümlaut\"}]"),
                        ("model_hash", "hash"), ("not_assessed", i % 13 == 7 ? "the string stands still" : null),
                        ("sensor_faults", "[{\"channel\":\"rotary_speed\",\"fault\":\"frozen\"}]"),
                    ]);
        return Of(StoreTables.Assessment, [.. rows]);
    }

    private static TableBatch Serving() => Of(StoreTables.ModelServing,
        [("reader", "scoring"), ("from_offset", 0), ("model_hash", "hash"), ("life_model_hash", "life-1")],
        [("reader", "scoring"), ("from_offset", 300), ("model_hash", "hash"), ("life_model_hash", "life-2")]);

    private static TableBatch Maintenance() => Of(StoreTables.MaintenanceRecord,
        [("asset", Drill), ("event_time", Failed), ("kind", "failed"), ("failure_mode", "imbalance"), ("recorded", Failed + 3),
            ("recorded_by", "ann"), ("work_order", 1), ("component", "race")],
        [("asset", Drill), ("event_time", Start + 10 * Second), ("kind", "repaired"), ("note", "ümlaut \\ \""), ("recorded", Start),
            ("recorded_by", "Bob")],
        [("asset", Drill), ("event_time", Start + 70 * Second), ("kind", "repaired"), ("recorded", Start), ("recorded_by", "Bob"),
            ("withdrawn", 1)],
        [("asset", OldDrill), ("event_time", Failed), ("kind", "failed"), ("recorded", Failed), ("recorded_by", "ann"), ("withdrawn", 1)]);

    private static TableBatch Orders() => Of(StoreTables.WorkOrder,
        Order(1, 1, "open", Start + (60 * Second)), Order(1, 2, "done", Start + (60 * Second)), Order(2, 1, "planned", Start),
        Order(3, 1, "in_progress", Start + (60 * Second), priority: 3));

    // Days with and without hours; nothing told is NULL, not 0.
    private static TableBatch Production() => Of(StoreTables.Production,
        [("asset", Drill), ("day", Day), ("basis", "actual"), ("oil_m3", 90.5), ("npt_hours", 6.0),
            ("recorded", Start), ("recorded_by", "ann")],
        [("asset", Drill), ("day", Day), ("basis", "plan"), ("oil_m3", 100.0), ("drilled_m", 24.0),
            ("recorded", Start), ("recorded_by", "ann")],
        [("asset", Drill), ("day", Day + DayLong), ("basis", "actual"), ("drilled_m", 12.25), ("recorded", Start), ("recorded_by", "Bob")],
        [("asset", OldDrill), ("day", Day), ("basis", "actual"), ("oil_m3", 10.0), ("recorded", Start), ("recorded_by", "ann")]);

    private static TableBatch Costs() => Of(StoreTables.Cost,
        [("region", "North-Sea"), ("reference", "A 1"), ("department", "drilling"), ("asset", Drill), ("day", Day), ("kind", "npt"),
            ("amount", 0.1), ("work_order", 1), ("recorded", Start)],
        [("region", "North-Sea"), ("reference", "a 1"), ("department", "drilling"), ("day", Day), ("kind", "other"), ("amount", -20.25),
            ("recorded", Start)],
        [("region", "santos"), ("reference", "A 1"), ("department", "drilling"), ("day", Day), ("kind", "repair"), ("amount", 7.0),
            ("recorded", Start)]);

    private static TableBatch Budgets() => Of(StoreTables.Budget,
        [("region", "santos"), ("department", "drilling"), ("month", Day), ("amount", 1e12), ("recorded", Start)]);

    private static TableBatch Rates() => Of(StoreTables.Rate,
        [("region", "*"), ("kind", "oil_price"), ("failure_mode", ""), ("valid_from", Day), ("amount", 472.0), ("recorded", Start)],
        [("region", "santos"), ("kind", "repair"), ("failure_mode", "whirl"), ("valid_from", Day), ("amount", 1.0), ("recorded", Start)]);

    // The second is withdrawn by a later row.
    private static TableBatch Events() => Of(StoreTables.AlarmEvent,
        Event(Start, knownAt: Start), Event(Start + Second, knownAt: Start), Event(Start + Second, knownAt: Start + Second, withdrawn: 1));

    private static (string Column, object? Value)[] Event(long at, long knownAt, int withdrawn = 0) =>
    [
        ("asset", Drill), ("rule", "hot"), ("level", "high"), ("event_time", at), ("known_at", knownAt), ("log_offset", 3),
        ("rule_version", 2), ("raised", at), ("withdrawn", withdrawn),
    ];

    private static (string Column, object? Value)[] Order(long number, int revision, string state, long due, int priority = 1) =>
    [
        ("number", number), ("revision", revision), ("asset", Drill), ("title", $"ümlaut {number}"), ("alarms", "[{\"rule\":\"hot\","
            + "\"occurrenceUnixMicros\":7}]"), ("parts", "[]"), ("state", state), ("due", due), ("due_because", "because"),
        ("priority", priority), ("raised", Start), ("raised_by", "ann"), ("changed", Start), ("changed_by", "ann"), ("hours", 1.5),
        .. state == "done" ? new (string, object?)[] { ("closed", Start + Second) } : [],
    ];

    private static TableBatch Accounts() => Of(StoreTables.StreamAccount,
        [("asset", Drill), ("epoch", 1), ("sequenced", 1), ("sent", 5000), ("stored", 4990), ("duplicates", 3), ("late", 2),
            ("first_event_time", Start), ("last_event_time", Start + Second - 1), ("last_received", Start + 5), ("ranges", "[[0,4989]]")],
        [("asset", Drill), ("epoch", 2), ("sequenced", 0), ("sent", 7), ("stored", 7), ("ranges", "[]")],
        [("asset", OldDrill), ("epoch", long.MaxValue), ("sequenced", 1), ("sent", 4_000_000_000_000), ("stored", 3_999_999_999_999),
            ("ranges", "[[0,1]]")]);

    // Some were received at the same microsecond.
    private static TableBatch DeadLetters() => Of(StoreTables.DeadLetter, [.. Enumerable.Range(0, 12).Select(i => new (string, object?)[]
    {
        ("received", Start + i / 3), ("log_partition", i % 2), ("log_offset", i),
        ("asset", i % 4 == 0 ? null : i % 4 == 1 ? "UNKNOWN-9" : Drill), ("source", "mqtt"),
        ("reason", i % 2 == 0 ? "malformed" : "unknownAsset"), ("detail", $"letter {i}: \"quoted\" \\ and \t"), ("readings", i),
        ("payload_bytes", 3L + i), ("payload", new byte[] { 0, 255, (byte)i }),
    })]);

    private static TableBatch Assets() =>
        Of(StoreTables.Asset, [("asset", Drill), ("region", "North-Sea")], [("asset", OldDrill), ("region", "santos")]);

    private static TableBatch Sessions() => Of(StoreTables.UserSession,
        [("session", "s1"), ("user_key", "ann"), ("started", Start), ("expires", Start + 9)]);

    private static TableBatch Users() => Of(StoreTables.UserAccount,
        [("name", "ann"), ("role", "admin"), ("regions", "*"), ("password_hash", "x"), ("created", Start)],
        [("name", "Bob"), ("role", "viewer"), ("regions", "north,south"), ("password_hash", "y"), ("created", Start + 1)]);
}
