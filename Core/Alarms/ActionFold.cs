using System.Text.Json;
using Maintenance.Core.Tables;

namespace Maintenance.Core.Alarms;

/// <summary>What an operator's action does to an alarm.</summary>
internal static class ActionFold
{
    public static void Apply(AlarmFold fold, AlarmEntry entry, in OperatorActionRow action)
    {
        switch (action.Action)
        {
            case OperatorActions.Comment:
                fold.Put(entry with { Comments = entry.Comments + 1 });
                break;
            case OperatorActions.Assign:
                fold.Put(entry with { Assignee = Detail(action, "assignee") });
                break;
            case OperatorActions.WorkOrder:
                fold.Put(entry with { WorkOrder = Detail(action, "workOrder") ?? entry.WorkOrder });
                break;
            default:
                if (Trigger(action) is { } trigger) fold.Step(entry, trigger);
                break;
        }
    }

    private static AlarmTrigger? Trigger(in OperatorActionRow action) => OperatorActions.TriggerOf(action.Action) is { } known
        ? new(known, action.EventTimeUnixMicros)
        {
            Priority = (AlarmPriority)action.Priority,
            OnsetUnixMicros = action.OccurrenceUnixMicros,
            UntilUnixMicros = action.UntilUnixMicros,
            By = action.Actor,
            Reason = action.Text,
        } : null;

    private static string? Detail(in OperatorActionRow action, string name)
    {
        if (action.Detail is null) return null;
        using var json = JsonDocument.Parse(action.Detail);
        return json.RootElement.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
    }
}
