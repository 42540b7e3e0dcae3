using System.Text;
using Maintenance.Core.Channels;
using Maintenance.Core.Telemetry;

namespace Maintenance.Ingest.Tests;

/// <summary>A record of the log in a form that tests can look at.</summary>
internal sealed record TelemetryRecordCopy(
    string Asset, RecordFlags Flags, long Epoch, long Sequence, long[] Times, long Received,
    Dictionary<string, (float[] Values, ChannelQuality Quality)> Channels, int Waveforms)
{
    public static TelemetryRecordCopy Of(byte[] key, byte[] value)
    {
        TelemetryRecordView.TryDecode(value, out var view).ShouldBe(DecodeStatus.Ok);
        var asset = Encoding.ASCII.GetString(view.AssetUtf8);
        Encoding.ASCII.GetString(key).ShouldBe(asset);
        var times = new long[view.ReadingCount];
        for (var i = 0; i < times.Length; i++) times[i] = view.TimeOf(i);
        Dictionary<string, (float[], ChannelQuality)> channels = [];
        Dictionary<string, float[]> remainders = [];
        for (var i = 0; i < view.ChannelCount; i++)
        {
            var name = view.ChannelId(i) == TelemetryCodecV1.NamedChannel
                ? Encoding.UTF8.GetString(view.ChannelNameUtf8(i)) : StandardChannels.All[view.ChannelId(i)].Name;
            if (view.IsRemainder(i)) remainders.Add(name, view.Column(i).ToArray());
            else channels.Add(name, (view.Column(i).ToArray(), view.Quality(i)));
        }
        return new(asset, view.Flags, view.Epoch, view.Sequence, times, view.ReceivedUnixMicros, channels, view.WaveformCount)
        {
            Remainders = remainders,
        };
    }

    /// <summary>By channel, what is to be added to its values.</summary>
    public Dictionary<string, float[]> Remainders { get; private init; } = [];

    public float[] this[string channel] => Channels[channel].Values;
}
