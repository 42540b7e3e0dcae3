using Maintenance.Api.Fleet;
using Maintenance.Api.Wording;
using Maintenance.Dashboard.Display;

namespace Maintenance.Dashboard.Live;

/// <summary>The newest block of one watched drill, with its channels.</summary>
/// <param name="ServerTimeUnixMillis">The server's clock.</param>
/// <param name="Item">The drill as in the fleet message.</param>
/// <param name="Reasons">Reasons as text, strongest first.</param>
/// <param name="Note">Part concerned by the leading finding, and its defect, or that the grade is held; mostly empty.</param>
/// <param name="Advice">What to do about the leading finding; null without one.</param>
/// <param name="Effect">What to expect of it.</param>
/// <param name="Rul">Remaining useful life as text; null without an estimate.</param>
/// <param name="Lines">Condition by failure mode, as text.</param>
/// <param name="Corrections">Incremented when past data changed; the client then reloads its charts.</param>
/// <param name="Channels">Values of the block by channel name: mean, minimum, maximum in stored units; null if missing.</param>
internal sealed record AssetMessage(
    double ServerTimeUnixMillis, FleetItem Item, IReadOnlyList<string> Reasons, string Note, string? Advice, string? Effect, string? Rul,
    IReadOnlyList<ConditionLine> Lines, long Corrections, IReadOnlyDictionary<string, float?[]> Channels)
{
    public static AssetMessage Of(DrillCondition drill, UnitSystem units, long nowUnixMicros)
    {
        var channels = new Dictionary<string, float?[]>(StringComparer.Ordinal);
        if (drill.Latest is { } latest)
            for (var i = 0; i < latest.Channels.Length; i++)
                if (Core.Channels.StandardChannels.All.ElementAtOrDefault(latest.Channels[i]) is { } channel)
                    channels[channel.Name] = [Known(latest.Means[i]), Known(latest.Minima[i]), Known(latest.Maxima[i])];
        var leading = ConditionText.Findings(drill.Latest?.Findings, units) is [var first, ..] ? first : null;
        return new AssetMessage(
            nowUnixMicros / 1000.0, FleetItem.Of(drill, units, nowUnixMicros), ReasonText.All(drill.Latest?.Reasons, units),
            ShownCondition.NoteOf(drill, units), leading?.Advice, leading?.Effect, RulText.Of(drill.RulHours),
            ConditionLine.Of(drill, units), drill.Corrections, channels);
    }

    private static float? Known(float value) => float.IsFinite(value) ? value : null;
}
