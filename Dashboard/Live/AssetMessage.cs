using Maintenance.Api.Fleet;
using Maintenance.Api.Wording;

namespace Maintenance.Dashboard.Live;

/// <summary>The newest block of one watched drill, channels included.</summary>
/// <param name="ServerTimeUnixMillis">The server's clock.</param>
/// <param name="Item">What the fleet list shows of it.</param>
/// <param name="Reasons">Reasons in words.</param>
/// <param name="Corrections">Grows when the past changed: the client fetches its charts again.</param>
/// <param name="Channels">Values of the block by channel name: mean, minimum, maximum; null when missing.</param>
internal sealed record AssetMessage(
    double ServerTimeUnixMillis, FleetItem Item, IReadOnlyList<string> Reasons, long Corrections,
        IReadOnlyDictionary<string, float?[]> Channels)
{
    public static AssetMessage Of(DrillCondition drill, UnitSystem units, double serverTimeUnixMillis)
    {
        var channels = new Dictionary<string, float?[]>(StringComparer.Ordinal);
        if (drill.Latest is { } latest)
            for (var i = 0; i < latest.Channels.Length; i++)
                if (Core.Channels.StandardChannels.All.ElementAtOrDefault(latest.Channels[i]) is { } channel)
                    channels[channel.Name] = [Known(latest.Means[i]), Known(latest.Minima[i]), Known(latest.Maxima[i])];
        return new AssetMessage(serverTimeUnixMillis, FleetItem.Of(drill, units), ReasonText.All(drill.Assessed?.Reasons, units),
            drill.Corrections, channels);
    }

    private static float? Known(float value) => float.IsFinite(value) ? value : null;
}
