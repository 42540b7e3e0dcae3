using System.Buffers;
using System.Text;
using System.Text.Json;
using Maintenance.Core.Tables;

namespace Maintenance.Core.Feed;

/// <summary>
/// A committed row of <c>alarm_event</c> or <c>operator_action</c> on its way to others: the value of a record of topic <c>alarms.v1</c>,
/// whose key is the asset (<c>docs/formats/alarms-v1.md</c>).
/// </summary>
/// <param name="Sender">The sending process, which has the row already.</param>
/// <param name="Event">The event; null when it is an action.</param>
/// <param name="Action">The action; null when it is an event.</param>
public sealed record SharedAlarm(string Sender, AlarmEventRow? Event, OperatorActionRow? Action)
{
    /// <summary>The version this code writes.</summary>
    public const int Current = 1;

    /// <summary>Key of records that are about no asset.</summary>
    public const string NoAsset = "-";

    /// <summary>An event.</summary>
    public static SharedAlarm Of(string sender, in AlarmEventRow row) => new(sender, row, Action: null);

    /// <summary>An action.</summary>
    public static SharedAlarm Of(string sender, in OperatorActionRow row) => new(sender, Event: null, row);

    /// <summary>What makes the row the same as another, whoever sent it.</summary>
    public string Identity => Event is { } row
        ? $"{row.Asset}~{row.Rule}~{row.Level}~{row.EventTimeUnixMicros}~{row.KnownAtUnixMicros}~{row.LogPartition}~{row.LogOffset}"
        : $"{Action!.Value.Sequence} {Action.Value.Hash}";

    /// <summary>Key of the record.</summary>
    public byte[] EncodeKey() => Encoding.UTF8.GetBytes((Event is { } row ? row.Asset : Action!.Value.Asset) ?? NoAsset);

    /// <summary>UTF-8 of the JSON text.</summary>
    public byte[] Encode()
    {
        var bytes = new ArrayBufferWriter<byte>(1 << 10);
        using (var json = new Utf8JsonWriter(bytes))
        {
            json.WriteStartObject();
            json.WriteNumber("version", Current);
            json.WriteString("sender", Sender);
            json.WriteStartObject(Event is null ? OperatorActionRow.Table.Name : AlarmEventRow.Table.Name);
            var map = new JsonRowWriter(json);
            if (Event is { } row) AlarmEventRow.Map(ref map, row);
            else OperatorActionRow.Map(ref map, Action!.Value);
            json.WriteEndObject();
            json.WriteEndObject();
        }
        return bytes.WrittenSpan.ToArray();
    }

    /// <summary>True for a row of a version this build does not know, for example during a rolling upgrade.</summary>
    public static bool IsOfAnotherVersion(ReadOnlySpan<byte> utf8) => SharedUpdate.IsOfAnotherVersion(utf8, Current);

    /// <summary>Null unless the bytes are a row of a known version.</summary>
    public static SharedAlarm? Decode(ReadOnlySpan<byte> utf8)
    {
        try
        {
            var reader = new Utf8JsonReader(utf8);
            using var document = JsonDocument.ParseValue(ref reader);
            if (document.RootElement is not { ValueKind: JsonValueKind.Object } root
                || !root.TryGetProperty("version", out var version) || version.ValueKind != JsonValueKind.Number
                || !version.TryGetInt32(out var number) || number != Current
                || !root.TryGetProperty("sender", out var sender) || sender.ValueKind != JsonValueKind.String) return null;
            if (root.TryGetProperty(AlarmEventRow.Table.Name, out var row) && row.ValueKind == JsonValueKind.Object)
            {
                var map = new JsonRowReader(row);
                return Of(sender.GetString()!, AlarmEventRow.Map(ref map, default));
            }
            if (root.TryGetProperty(OperatorActionRow.Table.Name, out row) && row.ValueKind == JsonValueKind.Object)
            {
                var map = new JsonRowReader(row);
                return Of(sender.GetString()!, OperatorActionRow.Map(ref map, default));
            }
            return null;
        }
        catch (Exception error) when (error is JsonException or FormatException or InvalidOperationException) // half of a surrogate pair
        {
            return null;
        }
    }
}
