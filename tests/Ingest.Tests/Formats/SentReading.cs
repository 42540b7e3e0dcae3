using Maintenance.Core.Channels;

namespace Maintenance.Ingest.Tests.Formats;

/// <summary>One numbered reading as a sender has it: SI units, Unix µs; a null is a missing value.</summary>
internal sealed record SentReading(string Asset, long TimeMicros, long Sequence, float? RotarySpeed, float? WeightOnBit, float? Own)
{
    /// <summary>Stream epoch of all of them.</summary>
    public const long Epoch = 7;

    /// <summary>Name of a customer's own channel.</summary>
    public const string OwnChannel = "pump strokes";

    /// <summary>Values by name of the channel, NaN for missing.</summary>
    public IReadOnlyList<(string Channel, float Value)> Values =>
    [
        (StandardChannels.All[StandardChannels.RotarySpeed].Name, RotarySpeed ?? float.NaN),
        (StandardChannels.All[StandardChannels.WeightOnBit].Name, WeightOnBit ?? float.NaN),
        (OwnChannel, Own ?? float.NaN),
    ];
}
