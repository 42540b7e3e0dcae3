using System.Runtime.CompilerServices;
using Maintenance.Core.Tables;

namespace Maintenance.Core.Alarms;

/// <summary>Something that became known of an asset's alarms: events, or an action.</summary>
/// <param name="AtUnixMicros">When.</param>
/// <param name="Rows">Events of one record; null when it is an action.</param>
public readonly record struct AlarmInput(long AtUnixMicros, IReadOnlyList<AlarmEventRow>? Rows)
{
    // Boxed, as it is large, and most inputs are events.
    private readonly StrongBox<OperatorActionRow>? _action;

    private AlarmInput(in OperatorActionRow action) : this(action.EventTimeUnixMicros, Rows: null) => _action = new(action);

    /// <summary>The action; only where <see cref="Rows"/> is null.</summary>
    public OperatorActionRow Action => _action!.Value;

    /// <summary>The order of becoming known; of one microsecond, events before actions.</summary>
    public static Comparer<AlarmInput> Order { get; } = Comparer<AlarmInput>.Create(static (one, other) =>
        one.AtUnixMicros != other.AtUnixMicros ? one.AtUnixMicros.CompareTo(other.AtUnixMicros)
        : (one.Rows is null) != (other.Rows is null) ? (one.Rows is null).CompareTo(other.Rows is null)
        : one.Rows is null ? one.Action.Sequence.CompareTo(other.Action.Sequence)
        : one.Rows[0].LogOffset.CompareTo(other.Rows![0].LogOffset));

    /// <summary>An action.</summary>
    public static AlarmInput Of(in OperatorActionRow action) => new(action);

    /// <summary>Rows of one asset by what became known together, in order.</summary>
    public static IEnumerable<AlarmInput> Of(IEnumerable<AlarmEventRow> rows)
    {
        List<AlarmEventRow> together = [];
        foreach (var row in rows.OrderBy(r => r.KnownAtUnixMicros).ThenBy(r => r.LogOffset))
        {
            if (together.Count > 0 && (together[0].KnownAtUnixMicros, together[0].LogOffset) != (row.KnownAtUnixMicros, row.LogOffset))
            {
                yield return new(together[0].KnownAtUnixMicros, together.ToArray());
                together.Clear();
            }
            together.Add(row);
        }
        if (together.Count > 0) yield return new(together[0].KnownAtUnixMicros, together.ToArray());
    }

    /// <summary>All that an asset's alarms are folded from, in order; actions that change none of them are left out.</summary>
    /// <param name="rows">Rows of the asset, in any order.</param>
    /// <param name="actions">Actions on its alarms, on it, and on its rig, in any order.</param>
    public static List<AlarmInput> InOrder(IEnumerable<AlarmEventRow> rows, IEnumerable<OperatorActionRow> actions)
    {
        List<AlarmInput> inputs =
            [.. Of(rows), .. actions.Where(a => a.Rule is not null || OperatorActions.IsService(a.Action)).Select(a => Of(a))];
        inputs.Sort(Order);
        return inputs;
    }

    /// <summary>Folds it in.</summary>
    public void ApplyTo(AlarmFold fold)
    {
        if (Rows is not null) fold.Apply(Rows);
        else fold.Apply(Action);
    }
}
