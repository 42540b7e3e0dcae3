using System.Globalization;
using Maintenance.Api.WorkOrders;
using Maintenance.Core.WorkOrders;
using Microsoft.AspNetCore.Http;

namespace Maintenance.Dashboard.Pages;

/// <summary>What the forms of work orders hold, as bodies of REST, which check it. A number that is none is NaN and refused.</summary>
internal static class WorkOrderForm
{
    public static WorkOrderRaising Raising(IFormCollection form) => new()
    {
        Asset = form["asset"], Alarms = Alarms([.. form["alarm"].OfType<string>()]), Title = Text(form, "title"),
        FailureMode = Text(form, "failureMode"), Priority = form["priority"], Due = Due(form), Assignee = Text(form, "assignee"),
        Parts = Parts(form), Hours = Number(form["hours"]), LabourCost = Number(form["labourCost"]),
        DowntimeHours = Number(form["downtimeHours"]), Notes = Text(form, "notes"), RequestKey = form["requestKey"],
    };

    public static WorkOrderChange Change(IFormCollection form) => new()
    {
        Revision = Revision(form), State = form["state"], Title = Text(form, "title"), FailureMode = Text(form, "failureMode"),
        Priority = form["priority"], Due = Due(form), Assignee = Text(form, "assignee"), Parts = Parts(form),
        Hours = Number(form["hours"]), LabourCost = Number(form["labourCost"]), DowntimeHours = Number(form["downtimeHours"]),
        Notes = Text(form, "notes"),
    };

    public static WorkOrderClosing Closing(IFormCollection form) => new()
    {
        Revision = Revision(form), Outcome = form["outcome"], FailureMode = form["failureMode"], Component = form["component"],
        Severity = form["severity"], Began = form["began"], Found = form["found"], Failed = form["failed"],
        Repaired = form["repaired"] == "true", Hours = Number(form["hours"]), LabourCost = Number(form["labourCost"]),
        DowntimeHours = Number(form["downtimeHours"]), Notes = Text(form, "notes"),
    };

    /// <summary>Alarms written as <c>asset~rule</c> or <c>asset~rule@occurrence</c>.</summary>
    public static IReadOnlyList<AlarmReference> Alarms(IReadOnlyList<string>? texts) => [.. (texts ?? []).Select(text =>
        text.IndexOf('@', StringComparison.Ordinal) is >= 0 and var at
            ? new AlarmReference(text[..at], text[(at + 1)..]) : new AlarmReference(text, Occurrence: null))];

    // Null where the form has no such field: then it stays as it is; blank where it was emptied.
    private static string? Text(IFormCollection form, string name) => form.TryGetValue(name, out var value) ? value.ToString() : null;

    // The field holds whole minutes: what nobody touched keeps its seconds and its reason.
    private static string? Due(IFormCollection form) => form["due"] == form["dueShown"] ? null : form["due"].ToString();

    private static int? Revision(IFormCollection form) =>
        int.TryParse(form["revision"], NumberStyles.None, CultureInfo.InvariantCulture, out var revision) ? revision : null;

    private static double? Number(string? text) => string.IsNullOrWhiteSpace(text) ? null
        : double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : double.NaN;

    private static List<WorkOrderPart>? Parts(IFormCollection form)
    {
        if (!form.TryGetValue("partName", out var names)) return null;
        var (numbers, costs) = (form["partNumber"], form["partCost"]);
        return [.. names.Select((name, i) => new WorkOrderPart(
            name ?? "", Number(numbers.ElementAtOrDefault(i)) ?? 1, Number(costs.ElementAtOrDefault(i)) ?? 0))
            .Where(p => !string.IsNullOrWhiteSpace(p.Name))];
    }
}
