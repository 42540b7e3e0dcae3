namespace Maintenance.Api.Alarms;

/// <summary>One of the ten alarms that come most often.</summary>
internal sealed record BadActorContract(
    string Asset, string Rule, int Alarms, double Share, bool Chatters, IReadOnlyList<AlarmAdviceContract> Advice);
