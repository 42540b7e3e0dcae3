using Maintenance.Api.Fleet;
using Maintenance.Api.Wording;

namespace Maintenance.Dashboard.Live;

/// <summary>The newest block of one watched drill, with its channels.</summary>
/// <param name="ServerTimeUnixMillis">The server's clock.</param>
/// <param name="Item">The drill as in the fleet message.</param>
/// <param name="Reasons">Reasons as text, strongest first.</param>
/// <param name="Corrections">Incremented when past data changed; the client then reloads its charts.</param>
/// <param name="Channels">Values of the block by channel name: mean, minimum, maximum in stored units; null if missing.</param>
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
