namespace Maintenance.Api.Alarms;

/// <summary>One of the ten alarms that come most often.</summary>
/// <param name="Asset">Asset.</param>
/// <param name="Rule">Rule.</param>
/// <param name="Alarms">How often it was announced.</param>
/// <param name="Share">Share of all.</param>
/// <param name="Chatters">Whether it came three times within a minute.</param>
/// <param name="Advice">What would have removed how many.</param>
/// <param name="Pauses">Pauses of at most an hour between its alarms, of which the newest 200 are looked at for a deadband.</param>
/// <param name="PausesWithoutValues">Those of which no value is stored (any more); null: the alarm has no limit of a stored signal.</param>
internal sealed record BadActorContract(
    string Asset, string Rule, int Alarms, double Share, bool Chatters, IReadOnlyList<AlarmAdviceContract> Advice,
    int Pauses, int? PausesWithoutValues);
