using Maintenance.Core.Tables;

namespace Maintenance.Core.Conditions;

/// <summary>What people did to an asset or found on it; a row of <see cref="StoreTables.MaintenanceRecord"/>. Times are Unix µs, UTC.</summary>
/// <param name="Asset">Asset.</param>
/// <param name="EventTimeUnixMicros">When it was.</param>
/// <param name="Kind">One of <see cref="MaintenanceKinds"/>; with asset and time the identity of the record.</param>
/// <param name="FailureMode">One of <see cref="FailureModes"/>; null when it is not known, or none of them.</param>
/// <param name="Note">In the person's own words; null without any.</param>
/// <param name="RecordedUnixMicros">When it was recorded, or last changed.</param>
/// <param name="RecordedBy">Who recorded it.</param>
/// <param name="Withdrawn">True when it was recorded by mistake and counts for nothing.</param>
public sealed record MaintenanceRecord(
    string Asset, long EventTimeUnixMicros, string Kind, string? FailureMode, string? Note, long RecordedUnixMicros, string RecordedBy, bool Withdrawn)
{
    /// <summary>Rows of records.</summary>
    public static TableBatch Batch(IEnumerable<MaintenanceRecord> records)
    {
        var batch = new TableBatch(StoreTables.MaintenanceRecord);
        foreach (var r in records)
        {
            batch.Column<string?>(0).Add(r.Asset);
            batch.Column<long>(1).Add(r.EventTimeUnixMicros);
            batch.Column<string?>(2).Add(r.Kind);
            batch.Column<string?>(3).Add(r.FailureMode);
            batch.Column<string?>(4).Add(r.Note);
            batch.Column<long>(5).Add(r.RecordedUnixMicros);
            batch.Column<string?>(6).Add(r.RecordedBy);
            batch.Column<byte>(7).Add(r.Withdrawn ? (byte)1 : (byte)0);
        }
        return batch;
    }
}
