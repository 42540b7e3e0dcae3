using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Maintenance.Core.Channels;
using Maintenance.Core.Telemetry;
using Maintenance.Core.Time;

namespace Maintenance.Simulator.Edge;

/// <summary>A record of codec V1 as the JSON block of <c>docs/formats/telemetry-json.md</c>; NaN becomes null.</summary>
internal static class EdgeJson
{
    public static byte[] Encode(ReadOnlySpan<byte> record)
    {
        var view = TelemetryRecordView.DecodeTrusted(record);
        var buffer = new ArrayBufferWriter<byte>(record.Length * 2);
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("asset"u8, view.AssetUtf8);
            json.WriteString("time"u8, TimeOf(view.EventTimeUnixMicros));
            json.WriteNumber("epoch"u8, view.Epoch);
            json.WriteNumber("sequence"u8, view.Sequence);
            if (view.Flags.HasFlag(RecordFlags.Historical)) json.WriteBoolean("historical"u8, value: true);
            json.WriteNumber("intervalMs"u8, view.IntervalMicros / 1000.0);
            json.WriteStartObject("channels"u8);
            for (var i = 0; i < view.ChannelCount; i++)
            {
                json.WritePropertyName(view.ChannelId(i) == TelemetryCodecV1.NamedChannel
                    ? Encoding.UTF8.GetString(view.ChannelNameUtf8(i)) : StandardChannels.All[view.ChannelId(i)].Name);
                WriteValues(json, view.Column(i));
            }
            json.WriteEndObject();
            WriteWaveforms(json, view);
            json.WriteEndObject();
        }
        return buffer.WrittenSpan.ToArray();
    }

    private static void WriteWaveforms(Utf8JsonWriter json, in TelemetryRecordView view)
    {
        if (view.WaveformCount == 0) return;
        json.WriteStartArray("waveforms"u8);
        for (var i = 0; i < view.WaveformCount; i++)
        {
            var waveform = view.Waveform(i);
            json.WriteStartObject();
            json.WriteString("location"u8, waveform.LocationUtf8);
            json.WriteNumber("sampleRateHz"u8, waveform.SampleRateHz);
            json.WriteString("time"u8, TimeOf(waveform.StartUnixMicros));
            json.WritePropertyName("samples"u8);
            WriteValues(json, waveform.Samples);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static void WriteValues(Utf8JsonWriter json, ReadOnlySpan<float> values)
    {
        json.WriteStartArray();
        foreach (var value in values)
        {
            if (float.IsFinite(value)) json.WriteNumberValue(value);
            else json.WriteNullValue();
        }
        json.WriteEndArray();
    }

    private static string TimeOf(long unixMicros) => UnixMicros.ToUtc(unixMicros)
        .ToString("yyyy-MM-ddTHH:mm:ss.ffffffZ", CultureInfo.InvariantCulture);
}
