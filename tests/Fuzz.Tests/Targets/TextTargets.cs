using System.Text;
using Maintenance.Api.Rest;
using Maintenance.Api.Wording;
using Maintenance.Core.Assets;
using Maintenance.Core.Feed;
using Maintenance.Core.Tables;
using Maintenance.Core.Time;
using Maintenance.Ingest.Sources.Mqtt;
using Maintenance.Ingest.Sources.Mqtt.Wire;
using MQTTnet.Exceptions;

namespace Maintenance.Fuzz.Tests.Targets;

/// <summary>Topics of MQTT.</summary>
internal sealed class TopicTarget : FuzzTarget
{
    public override string Name => "mqtt-topic";

    public override IReadOnlyList<Type> Reads => [typeof(TelemetryTopic)];

    public override IReadOnlyList<byte[]> Seeds { get; } =
        [Utf8("maintenance/v1/north/s1/r1/D1/telemetry/json"), Utf8("maintenance/v1/////telemetry/"), Utf8("a/b")];

    public override IReadOnlyList<string> Words { get; } = ["maintenance/v1/", "telemetry", "/", "json", "csv", "v1", "ack", "+", "#"];

    public override string Read(byte[] input)
    {
        var text = Encoding.UTF8.GetString(input);
        var topic = TelemetryTopic.Parse(text);
        var matches = TelemetryTopic.Matches(input);
        Require(!matches || topic.Source.Asset is not null, "a topic that the filter matches names no asset");
        Require(!matches || topic.AcknowledgementTopic.EndsWith("/ack", StringComparison.Ordinal),
            "a topic that the filter matches has no answer");
        return $"{matches} {topic.Format}";
    }
}

/// <summary>MQTT's PUBLISH, as read in place.</summary>
internal sealed class PublishTarget : FuzzTarget
{
    public override string Name => "mqtt-publish";

    public override IReadOnlyList<Type> Reads => [typeof(PacketHeader), typeof(PublishPacket)];

    public override IReadOnlyList<byte[]> Seeds { get; } =
    [
        [0x32, 13, 0, 3, (byte)'a', (byte)'/', (byte)'b', 0, 7, 2, 1, 0, 1, 2, 3],
        [0x30, 0x86, 0x00, 0, 1, (byte)'a', 0, 9, 9],
    ];

    public override bool Refuses(Exception error) => error is MqttProtocolViolationException;

    public override string Read(byte[] input)
    {
        if (!PacketHeader.TryRead(input, out var header) || header.TotalBytes > input.Length) return "more is needed";
        var body = input.AsSpan(header.HeaderBytes, header.BodyBytes);
        var plain = PublishPacket.Read(header.First, body, hasProperties: false);
        Require(plain.PayloadStart <= body.Length && plain.Topic.Length > 0, "a PUBLISH reaches beyond its body");
        var five = PublishPacket.Read(header.First, body, hasProperties: true).PayloadStart;
        Require(five >= plain.PayloadStart && five <= body.Length, "properties reach beyond the body");
        return $"{plain.Qos} {plain.PacketId} {plain.PayloadStart} {five}";
    }
}

/// <summary>Updates of other processes.</summary>
internal sealed class SharedUpdateTarget : FuzzTarget
{
    public override string Name => "codec-assessments-v1";

    public override IReadOnlyList<Type> Reads => [typeof(SharedUpdate)];

    public override IReadOnlyList<byte[]> Seeds { get; } =
    [
        new SharedUpdate(1, "p", new AssetUpdate
        {
            Asset = "D1", Region = "r", EventTimeUnixMicros = 1, ReceivedUnixMicros = 2, HealthIndex = 93.5f, Grade = "A",
                FailureMode = "none",
            FailureProbability = 0.1f, DrillingState = "rotating", Channels = [0, 1], Means = [1, float.NaN], Minima = [0, 0],
                Maxima = [2, 2],
        }).Encode(),
    ];

    public override IReadOnlyList<string> Words { get; } = ["version", "sender", "update", "asset", "channels", "means", "null", "2",
        "\"NaN\"", "[]"];

    public override string Read(byte[] input)
    {
        var another = SharedUpdate.IsOfAnotherVersion(input);
        if (SharedUpdate.Decode(input) is not { } update) return $"none {another}";
        Require(!another, "an update is of this version and of another");
        Require(SharedUpdate.Decode(update.Encode())?.Encode().AsSpan().SequenceEqual(update.Encode()) == true,
            "decoded, encoded and decoded, it is another");
        return $"{update.Update.Asset} {update.Update.Channels?.Length}";
    }
}

/// <summary>Alarms and operators' actions of other processes.</summary>
internal sealed class SharedAlarmTarget : FuzzTarget
{
    public override string Name => "codec-alarms-v1";

    public override IReadOnlyList<Type> Reads => [typeof(SharedAlarm)];

    public override IReadOnlyList<byte[]> Seeds { get; } =
    [
        SharedAlarm.Of("p", new AlarmEventRow
        {
            Asset = "D1", Rule = "hot", Level = "high", EventTimeUnixMicros = 1, KnownAtUnixMicros = 2, LogPartition = 0, LogOffset = 1,
            RuleVersion = 1, Priority = 2, RaisedUnixMicros = 1, ReturnedUnixMicros = UnixMicros.None, Value = 99, Limit = float.NaN,
            Withdrawn = false, Because = null,
        }).Encode(),
        SharedAlarm.Of("p", new OperatorActionRow
        {
            Sequence = 1, EventTimeUnixMicros = 1, Actor = "ann", Action = "comment", Asset = "D1", Rule = "hot", OccurrenceUnixMicros = 1,
            Priority = 2, UntilUnixMicros = UnixMicros.None, Text = "t", Detail = null, RequestKey = null, PreviousHash = "", Hash = "",
        }).Encode(),
    ];

    public override IReadOnlyList<string> Words { get; } = ["version", "sender", "alarm_event", "operator_action", "event_time", "null",
        "2", "\"9999-12-31T23:59:59.999999Z\"", "1e39", "true", "{}"];

    public override string Read(byte[] input)
    {
        var another = SharedAlarm.IsOfAnotherVersion(input);
        if (SharedAlarm.Decode(input) is not { } alarm) return $"none {another}";
        Require(!another, "an alarm is of this version and of another");
        Require(SharedAlarm.Decode(alarm.Encode())?.Encode().AsSpan().SequenceEqual(alarm.Encode()) == true,
            "decoded, encoded and decoded, it is another");
        return $"{alarm.Identity} {alarm.EncodeKey().Length}";
    }
}

/// <summary>Reasons of an assessment, as stored.</summary>
internal sealed class ReasonsTarget : FuzzTarget
{
    public override string Name => "stored-reasons";

    public override IReadOnlyList<Type> Reads => [typeof(ReasonText)];

    public override IReadOnlyList<byte[]> Seeds { get; } =
        [Utf8("""[{"feature":"axial_rms_mean","value":1.5,"usualLow":0,"usualHigh":1,"effect":-3.5}]"""), Utf8("[]")];

    public override IReadOnlyList<string> Words { get; } = ["feature", "value", "effect", "null", "axial_rms_mean", "\"NaN\"", "[1]"];

    public override string Read(byte[] input) =>
        string.Join("; ", ReasonText.Read(Encoding.UTF8.GetString(input), UnitSystem.Oilfield).Select(r => r.Text));
}

/// <summary>Parameters of REST: times, ranges, numbers, channels; names of assets and regions.</summary>
internal sealed class ParametersTarget : FuzzTarget
{
    public override string Name => "rest-parameters";

    public override IReadOnlyList<Type> Reads => [typeof(Parameters), typeof(AssetId), typeof(RegionScope), typeof(Api.Access.Roles)];

    public override IReadOnlyList<byte[]> Seeds { get; } =
    [
        Utf8("2026-05-04T11:59:58Z"), Utf8("2026-05-04T11:59:58.123456+02:00"), Utf8("1777895998000"), Utf8("25"),
            Utf8("WOB,rotary_speed,own"),
        Utf8("NO-GRANE-RIG2-D1"), Utf8("north, south"), Utf8("*"), Utf8("engineer"),
    ];

    public override string Read(byte[] input)
    {
        var text = Encoding.UTF8.GetString(input);
        var parameters = new Parameters(TimeProvider.System);
        var time = parameters.Time("from", text, 0);
        Require(time >= 0 && UnixMicros.ToUtc(time).Year <= 2200, "a time outside the allowed years was accepted");
        var whole = parameters.Whole("limit", text, 5, 1, 100);
        Require(whole is >= 1 and <= 100, "a number outside its bounds was accepted");
        var (standard, extra) = Parameters.Channels(text);
        Require(parameters.AreValid == (parameters.Message.Length == 0), "what is refused is not said");
        var isAsset = AssetId.TryParse(text, out var id);
        Require(!isAsset || AssetId.Parse(id.Value) == id, "an asset's id does not parse again");
        var scope = RegionScope.Parse(text);
        Require(RegionScope.Parse(scope.ToString()).ToString() == scope.ToString(), "a list of regions does not parse again");
        return $"{time} {whole} {standard.Count} {extra?.Count} {isAsset} {scope.Regions.Count} {Api.Access.Roles.TryParse(text, out _)}";
    }
}
