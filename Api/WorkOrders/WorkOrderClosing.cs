using Maintenance.Core.WorkOrders;

namespace Maintenance.Api.WorkOrders;

/// <summary>Body of <c>POST /api/v1/work-orders/{number}/close</c>: what was found and done.</summary>
public sealed record WorkOrderClosing
{
    /// <summary>The revision that was read.</summary>
    public int? Revision { get; init; }

    /// <summary>confirmed, another_mode, nothing_found or not_inspected.</summary>
    public string? Outcome { get; init; }

    /// <summary>Failure mode that was found; default of confirmed: the suspected one.</summary>
    public string? FailureMode { get; init; }

    /// <summary>Part concerned.</summary>
    public string? Component { get; init; }

    /// <summary>incipient, degraded or critical.</summary>
    public string? Severity { get; init; }

    /// <summary>When the fault began, if known.</summary>
    public string? Began { get; init; }

    /// <summary>When it was looked at; default: now.</summary>
    public string? Found { get; init; }

    /// <summary>When the asset failed, if it did.</summary>
    public string? Failed { get; init; }

    /// <summary>True when it was restored to as new.</summary>
    public bool? Repaired { get; init; }

    /// <summary>Parts taken.</summary>
    public IReadOnlyList<WorkOrderPart>? Parts { get; init; }

    /// <summary>Hours of work.</summary>
    public double? Hours { get; init; }

    /// <summary>Cost of the work without parts.</summary>
    public double? LabourCost { get; init; }

    /// <summary>Hours in which the asset could not be used.</summary>
    public double? DowntimeHours { get; init; }

    /// <summary>Free text.</summary>
    public string? Notes { get; init; }
}
