using Maintenance.Api.Access;
using Maintenance.Core.Conditions;
using Maintenance.Core.Ports;
using Maintenance.Core.Tables;
using Maintenance.Core.Time;

namespace Maintenance.Api.Rest;

/// <summary>
/// Validates a maintenance report and stores it with its author. A report with the same time and kind replaces the record.
/// </summary>
public sealed class MaintenanceRecorder(IConditionStore store, AuditTrail audit, TimeProvider clock)
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

    public async Task RecordAsync(MaintenanceRecord record, CancellationToken cancellationToken)
    {
        await store.CommitAsync(new StoreCommit { Batches = [TableBatch.Of(MaintenanceRecordRow.Of(record))] }, cancellationToken);
        await audit.WriteAsync(
            record.RecordedBy, record.Withdrawn ? "withdraw-maintenance" : "record-maintenance", record.Asset,
            $"{record.Kind} {UnixMicros.ToUtc(record.EventTimeUnixMicros):O} {record.FailureMode}".TrimEnd(), cancellationToken);
    }

    private static string? OneOf(string name, string? text, IReadOnlyList<string> allowed, Parameters parameters)
    {
        if (text is not null && allowed.Contains(text, StringComparer.Ordinal)) return text;
        parameters.Refuse(name, $"'{text}' is not allowed; expected one of {string.Join(", ", allowed)}.");
        return null;
    }
}
