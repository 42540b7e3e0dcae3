using Maintenance.Core.Alarms;
using Maintenance.Core.Alarms.Performance;
using Maintenance.Core.Assets;

namespace Maintenance.Api.Rest;

/// <summary>One time that an alarm stood, as now known: all levels of its rule together. Unknown values are null.</summary>
/// <param name="Id">Asset and rule: <c>{asset}~{rule}</c>.</param>
/// <param name="Asset">Asset.</param>
/// <param name="Region">Its region; null when it is not registered.</param>
/// <param name="Rig">Its rig.</param>
/// <param name="Rule">Rule.</param>
/// <param name="Title">What it is called.</param>
/// <param name="Priority">The greatest that stood: <c>low</c>, <c>medium</c> or <c>high</c>.</param>
/// <param name="Occurrence">When the condition began.</param>
/// <param name="Raised">When the alarm was due.</param>
/// <param name="Returned">First reading that no longer showed the condition; null while it stands.</param>
/// <param name="KnownAt">When it was first known.</param>
/// <param name="OverWhenKnown">True when it was already over then.</param>
/// <param name="Escalations">How often a greater priority joined.</param>
internal sealed record AlarmOccurrenceContract(
    string Id, string Asset, string? Region, string? Rig, string Rule, string Title, string Priority, DateTime? Occurrence,
    DateTime? Raised, DateTime? Returned, DateTime? KnownAt, bool OverWhenKnown, int Escalations)
{
    public static AlarmOccurrenceContract Of(string id, in AlarmOccurrence alarm, Asset? asset, AlarmDefinitions definitions) => new(
        Alarm.IdOf(id, alarm.Rule), id, asset?.Region, asset?.Rig, alarm.Rule,
        definitions.Find(id, alarm.Rule, alarm.BeginUnixMicros).Rule.Title, AlarmContract.Word(alarm.Priority),
        AlarmContract.Time(alarm.BeginUnixMicros), AlarmContract.Time(alarm.RaisedUnixMicros),
        AlarmContract.Time(alarm.ReturnedUnixMicros), AlarmContract.Time(alarm.KnownAtUnixMicros), alarm.WasOver, alarm.Escalations);
}
