using System.Text;
using Maintenance.Api.Rest;
using Maintenance.Core.Time;
using Maintenance.Core.WorkOrders;
using Microsoft.AspNetCore.Http;

namespace Maintenance.Api.WorkOrders;

/// <summary>A list of work orders as a CSV file.</summary>
public static class WorkOrderCsv
{
    private static readonly string[] Columns =
    [
        "number", "revision", "asset", "title", "failure_mode", "priority", "state", "due", "due_because", "assignee", "hours",
        "labour_cost", "parts_cost", "downtime_hours", "outcome", "raised", "raised_by", "closed", "notes",
    ];

    /// <summary>Answers with the file.</summary>
    public static async Task SendAsync(HttpResponse response, IReadOnlyList<WorkOrder> orders, CancellationToken cancellationToken)
    {
        response.ContentType = CsvDownload.ContentType + "; charset=utf-8";
        response.Headers.ContentDisposition = "attachment; filename=work-orders.csv";
        var writer = new StreamWriter(response.Body, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), leaveOpen: true);
        await using (writer.ConfigureAwait(false))
        {
            var rows = new CsvRows(writer);
            await rows.WriteAsync([[.. Columns]], cancellationToken);
            await rows.WriteAsync([.. orders.Select(Row)], cancellationToken);
        }
    }

    private static object?[] Row(WorkOrder o) =>
    [
        o.Number, (long)o.Revision, o.Asset, o.Title, o.SuspectedMode, WorkOrderReader.NameOf(o.Priority), o.State, Time(o.DueUnixMicros),
        o.DueBecause, o.Assignee, o.Hours, o.LabourCost, o.PartsCost, o.DowntimeHours, o.Outcome, Time(o.RaisedUnixMicros), o.RaisedBy,
        Time(o.ClosedUnixMicros), o.Notes,
    ];

    private static DateTime? Time(long unixMicros) => unixMicros == UnixMicros.None ? null : UnixMicros.ToUtc(unixMicros);
}
