namespace Maintenance.Core.Alarms.Performance;

/// <summary>One of the alarms that come most often.</summary>
/// <param name="Asset">Id.</param>
/// <param name="Rule"><see cref="AlarmRule.Id"/>.</param>
/// <param name="Alarms">How often it was announced.</param>
/// <param name="Share">Share of all.</param>
/// <param name="Chatters">True if it came <see cref="AlarmLoadLimits.Chatter"/> times in a minute.</param>
/// <param name="Advice">What would have removed how many, most first.</param>
public sealed record BadActor(
    string Asset, string Rule, int Alarms, double Share, bool Chatters, IReadOnlyList<AlarmAdvice> Advice)
{
    /// <summary>Pauses between its alarms, the newest first.</summary>
    public IReadOnlyList<AlarmPause> Pauses { get; init; } = [];

    /// <summary>
    /// How many of the <see cref="Pauses"/> no value is stored of, so that nothing is known of a deadband; null: not looked up.
    /// </summary>
    public int? PausesWithoutValues { get; init; }
}
