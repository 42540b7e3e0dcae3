using Maintenance.Core.Alarms;
using Maintenance.Core.Tables;

namespace Maintenance.Api.Alarms;

/// <summary>Something that became known of an asset's alarms: events, or an action.</summary>
/// <param name="AtUnixMicros">When.</param>
/// <param name="Rows">Events of one record; null when it is an action.</param>
/// <param name="Action">An action.</param>
internal readonly record struct AlarmInput(long AtUnixMicros, IReadOnlyList<AlarmEventRow>? Rows, OperatorActionRow Action)
{
    /// <summary>The order of becoming known; of one microsecond, events before actions.</summary>
    public static Comparer<AlarmInput> Order { get; } = Comparer<AlarmInput>.Create(static (one, other) =>
        one.AtUnixMicros != other.AtUnixMicros ? one.AtUnixMicros.CompareTo(other.AtUnixMicros)
        : (one.Rows is null) != (other.Rows is null) ? (one.Rows is null).CompareTo(other.Rows is null)
        : one.Rows is null ? one.Action.Sequence.CompareTo(other.Action.Sequence)
        : one.Rows[0].LogOffset.CompareTo(other.Rows![0].LogOffset));

    public static AlarmInput Of(in OperatorActionRow action) => new(action.EventTimeUnixMicros, Rows: null, action);

    /// <summary>Rows of one asset by what became known together, in order.</summary>
    public static IEnumerable<AlarmInput> Of(IEnumerable<AlarmEventRow> rows)
    {
        List<AlarmEventRow> together = [];
        foreach (var row in rows.OrderBy(r => r.KnownAtUnixMicros).ThenBy(r => r.LogOffset))
        {
            if (together.Count > 0 && (together[0].KnownAtUnixMicros, together[0].LogOffset) != (row.KnownAtUnixMicros, row.LogOffset))
            {
                yield return new(together[0].KnownAtUnixMicros, together, default);
                together = [];
            }
            together.Add(row);
        }
        if (together.Count > 0) yield return new(together[0].KnownAtUnixMicros, together, default);
    }

    /// <summary>Folds it in.</summary>
    public void ApplyTo(AlarmFold fold)
    {
        if (Rows is not null) fold.Apply(Rows);
        else fold.Apply(Action);
    }
}
