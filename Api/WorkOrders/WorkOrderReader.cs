using Maintenance.Api.Rest;
using Maintenance.Core.Alarms;
using Maintenance.Core.Conditions;
using Maintenance.Core.Time;
using Maintenance.Core.WorkOrders;

namespace Maintenance.Api.WorkOrders;

/// <summary>Checks what people say of a work order. Errors go to <see cref="Parameters"/>, by the name of the field.</summary>
internal sealed class WorkOrderReader(Parameters parameters, long nowUnixMicros)
{
    private const int MaxTitle = 200;
    private const int MaxText = 2000;
    private const int MaxParts = 50;
    private const double MaxHours = 100_000;
    private const double MaxCost = 1e12;

    // Tolerates clock differences.
    private static readonly long FutureAllowed = UnixMicros.Length(TimeSpan.FromMinutes(5));

    /// <summary>Names of priorities, least urgent first.</summary>
    public static IReadOnlyList<string> Priorities { get; } = [.. Enum.GetValues<AlarmPriority>().Select(NameOf)];

    public static string NameOf(AlarmPriority priority) => priority.ToString().ToLowerInvariant();

    /// <summary>The order with the fields that are given.</summary>
    public WorkOrder With(WorkOrder order, WorkOrderFields fields)
    {
        var title = fields.Title is null ? order.Title : Text("title", fields.Title, MaxTitle);
        if (string.IsNullOrEmpty(title)) parameters.Refuse("title", "is blank; say what is to be done.");
        var hasDue = !string.IsNullOrWhiteSpace(fields.Due);
        return order with
        {
            Title = title ?? "",
            SuspectedMode = fields.FailureMode is null ? order.SuspectedMode : Mode(fields.FailureMode),
            Priority = Priority(fields.Priority) ?? order.Priority,
            DueUnixMicros = hasDue ? parameters.Time("due", fields.Due, order.DueUnixMicros) : order.DueUnixMicros,
            DueBecause = hasDue ? "as was set by hand" : order.DueBecause,
            Assignee = fields.Assignee is null ? order.Assignee : Text("assignee", fields.Assignee, MaxTitle),
            Parts = PartsOf(fields.Parts) ?? order.Parts,
            Hours = Amount("hours", fields.Hours, MaxHours) ?? order.Hours,
            LabourCost = Amount("labourCost", fields.LabourCost, MaxCost) ?? order.LabourCost,
            DowntimeHours = Amount("downtimeHours", fields.DowntimeHours, MaxHours) ?? order.DowntimeHours,
            Notes = fields.Notes is null ? order.Notes : Text("notes", fields.Notes, MaxText),
        };
    }

    /// <summary>The finding's records and the closed order; null when something is not allowed.</summary>
    public (WorkOrder Order, IReadOnlyList<MaintenanceRecord> Records)? Close(WorkOrder order, WorkOrderClosing closing, string actor)
    {
        var outcome = Word("outcome", closing.Outcome, FindingOutcomes.All);
        if (outcome is null) parameters.Refuse("outcome", $"'{closing.Outcome}' is not allowed; expected one of "
            + $"{string.Join(", ", FindingOutcomes.All)}.");
        var mode = Mode(closing.FailureMode) ?? (outcome == FindingOutcomes.Confirmed ? order.SuspectedMode : null);
        CheckMode(order, outcome, mode);
        var found = Past("found", closing.Found, nowUnixMicros);
        var failed = Past("failed", closing.Failed, UnixMicros.None);
        var began = Past("began", closing.Began, UnixMicros.None);
        if (began > found) parameters.Refuse("began", "lies after it was found.");
        if (failed > found) parameters.Refuse("failed", "lies after it was looked at.");
        if (began != UnixMicros.None && outcome is FindingOutcomes.NothingFound or FindingOutcomes.NotInspected)
            parameters.Refuse("began", "is allowed only with a fault that was found.");
        // Nothing was wrong now, and faults do not heal: nor was there when it was suspected.
        if (outcome == FindingOutcomes.NothingFound && order.Alarms.Count > 0) began = order.Alarms.Min(a => a.OccurrenceUnixMicros);
        if (began > found) began = UnixMicros.None;
        var component = Text("component", closing.Component, MaxTitle);
        var severity = Word("severity", closing.Severity, FaultSeverities.All);
        var closed = With(order, new WorkOrderFields
        {
            Parts = closing.Parts, Hours = closing.Hours, LabourCost = closing.LabourCost, DowntimeHours = closing.DowntimeHours,
            Notes = closing.Notes,
        });
        if (!parameters.AreValid) return null;
        var records = new List<MaintenanceRecord>();
        if (failed != UnixMicros.None) records.Add(Record(failed, MaintenanceKinds.Failed, mode));
        if (outcome != FindingOutcomes.NotInspected)
            records.Add(Record(found, MaintenanceKinds.Inspected, outcome == FindingOutcomes.NothingFound ? FailureModes.None : mode));
        if (closing.Repaired == true) records.Add(Record(found, MaintenanceKinds.Repaired, mode));
        return (closed with { State = WorkOrderStates.Done, Outcome = outcome, ClosedUnixMicros = nowUnixMicros }, records);

        MaintenanceRecord Record(long at, string kind, string? what) => new(
            order.Asset, at, kind, what, closed.Notes, nowUnixMicros, actor, Withdrawn: false)
        {
            WorkOrder = order.Number, Component = component, Severity = severity,
            BeganUnixMicros = kind == MaintenanceKinds.Inspected ? began : UnixMicros.None,
        };
    }

    /// <summary>A priority by its name; null when blank.</summary>
    public AlarmPriority? Priority(string? text) => Word("priority", text, Priorities) is { } word
        ? Enum.GetValues<AlarmPriority>().First(p => NameOf(p) == word) : null;

    /// <summary>One of the words, in any case; null when blank, refused when another.</summary>
    public string? Word(string name, string? text, IReadOnlyList<string> allowed)
    {
        if (string.IsNullOrWhiteSpace(text)) return null;
        var word = text.Trim().ToLowerInvariant();
        if (allowed.Contains(word, StringComparer.Ordinal)) return word;
        parameters.Refuse(name, $"'{text}' is not allowed; expected one of {string.Join(", ", allowed)}.");
        return null;
    }

    private string? Mode(string? text) => Word("failureMode", text, FailureModes.All);

    private void CheckMode(WorkOrder order, string? outcome, string? mode)
    {
        if (outcome == FindingOutcomes.AnotherMode && mode is null)
            parameters.Refuse("failureMode", $"is missing: which mode was found instead? One of {string.Join(", ", FailureModes.All)}.");
        if (outcome == FindingOutcomes.AnotherMode && mode is not null && mode == order.SuspectedMode)
            parameters.Refuse("failureMode", $"{mode} is what was suspected: the outcome is confirmed.");
        if (outcome == FindingOutcomes.Confirmed && order.SuspectedMode is { } suspected && mode != suspected)
            parameters.Refuse("failureMode", $"{suspected} was suspected: the outcome of {mode} is another_mode.");
        if (outcome is FindingOutcomes.NothingFound or FindingOutcomes.NotInspected && mode is not null)
            parameters.Refuse("failureMode", "is allowed only with a fault that was found.");
    }

    private long Past(string name, string? text, long otherwise)
    {
        var at = parameters.Time(name, text, otherwise);
        if (at > nowUnixMicros + FutureAllowed) parameters.Refuse(name, $"{UnixMicros.ToUtc(at):O} lies in the future.");
        return at;
    }

    private IReadOnlyList<WorkOrderPart>? PartsOf(IReadOnlyList<WorkOrderPart>? parts)
    {
        if (parts is null) return null;
        if (parts.Count > MaxParts || parts.Any(p => string.IsNullOrWhiteSpace(p.Name) || p.Name.Length > MaxTitle
            || !(p.Number > 0 && p.Number <= MaxCost) || !(p.UnitCost >= 0 && p.UnitCost <= MaxCost)))
            parameters.Refuse("parts", $"at most {MaxParts}, each with a name, a number above 0 and a unit cost of at least 0.");
        return parts;
    }

    private double? Amount(string name, double? value, double most)
    {
        if (value is { } given && !(given >= 0 && given <= most)) parameters.Refuse(name, $"{given} is not allowed; expected 0 to {most}.");
        return value;
    }

    private string? Text(string name, string? text, int most)
    {
        if (string.IsNullOrWhiteSpace(text)) return null;
        if (text.Trim() is var trimmed && trimmed.Length > most)
            parameters.Refuse(name, $"has {trimmed.Length} characters; at most {most} are allowed.");
        return trimmed;
    }
}
