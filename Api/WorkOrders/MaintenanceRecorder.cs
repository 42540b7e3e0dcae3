using Maintenance.Api.Access;
using Maintenance.Api.Alarms;
using Maintenance.Api.Rest;
using Maintenance.Core.Alarms;
using Maintenance.Core.Conditions;
using Maintenance.Core.Ports;
using Maintenance.Core.Tables;
using Maintenance.Core.Time;
using Maintenance.Queries;

namespace Maintenance.Api.WorkOrders;

/// <summary>
/// Validates a maintenance report and stores it with its author. A report with the same time and kind replaces the record.
/// </summary>
public sealed class MaintenanceRecorder(IConditionStore store, AlarmActions actions, AuditTrail audit, TimeProvider clock)
{
    private const int MaxNoteLength = 500;

    /// <summary>What can be recorded as the failure mode; <c>none</c> of an inspection only.</summary>
    public static IReadOnlyList<string> Modes { get; } = [FailureModes.None, .. FailureModes.All];

    // Tolerates clock differences; planned work is not a record.
    private static readonly TimeSpan FutureAllowed = TimeSpan.FromMinutes(5);

    /// <summary>Null if something is invalid; <paramref name="parameters"/> then holds the errors.</summary>
    public MaintenanceRecord? Validate(string asset, MaintenanceReport report, string actor, Parameters parameters)
    {
        var now = UnixMicros.Now(clock);
        var at = parameters.Time("time", report.Time, now);
        if (at > now + UnixMicros.Length(FutureAllowed)) parameters.Refuse("time", $"{UnixMicros.ToUtc(at):O} lies in the future; only "
            + "past events can be recorded.");
        var kind = OneOf("kind", report.Kind, MaintenanceKinds.All, parameters);
        var mode = string.IsNullOrWhiteSpace(report.FailureMode)
            ? null : OneOf("failureMode", report.FailureMode, Modes, parameters);
        if (mode == FailureModes.None && kind != MaintenanceKinds.Inspected)
            parameters.Refuse("failureMode", "'none' is allowed only for inspections; omit it if the cause is unknown.");
        var note = string.IsNullOrWhiteSpace(report.Note) ? null : report.Note.Trim();
        if (note is { Length: > MaxNoteLength }) parameters.Refuse("note", $"has {note.Length} characters; at most {MaxNoteLength} "
            + "are allowed.");
        return parameters.AreValid ? new MaintenanceRecord(asset, at, kind!, mode, note, now, actor, report.Withdrawn ?? false) : null;
    }

    /// <summary>
    /// Keeps a record with its operator action and its entry of the audit. One that corrects the finding of a work order stays its finding.
    /// </summary>
    /// <returns>The record as it is kept.</returns>
    public async Task<MaintenanceRecord> RecordAsync(MaintenanceRecord record, CancellationToken cancellationToken)
    {
        var kept = record;
        await actions.CommitAsync(async stop =>
        {
            var known = await MaintenanceRecordsQuery.FindAsync(store, record.Asset, record.EventTimeUnixMicros, record.Kind, stop);
            kept = known is null ? record : record with
            {
                WorkOrder = known.WorkOrder,
                Component = known.Component,
                Severity = known.Severity,
                BeganUnixMicros = known.BeganUnixMicros,
            };
            var what = $"{record.Kind} {UnixMicros.ToUtc(record.EventTimeUnixMicros):O} {record.FailureMode}".TrimEnd();
            var entry = audit.Row(record.RecordedBy, record.Withdrawn ? "withdraw-maintenance" : "record-maintenance", record.Asset, what);
            var action = new OperatorAction
            {
                Actor = record.RecordedBy, Action = OperatorActions.WorkOrder, Asset = record.Asset,
                Text = record.Withdrawn ? $"withdrawn: {what}" : what,
            };
            return new ActionCommit([action], [TableBatch.Of(MaintenanceRecordRow.Of(kept)), TableBatch.Of(entry)]);
        }, cancellationToken);
        return kept;
    }

    private static string? OneOf(string name, string? text, IReadOnlyList<string> allowed, Parameters parameters)
    {
        if (text is not null && allowed.Contains(text, StringComparer.Ordinal)) return text;
        parameters.Refuse(name, $"'{text}' is not allowed; expected one of {string.Join(", ", allowed)}.");
        return null;
    }
}
