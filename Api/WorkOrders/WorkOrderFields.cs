using Maintenance.Core.WorkOrders;

namespace Maintenance.Api.WorkOrders;

/// <summary>What people say of a work order, when they raise or change it. Null: by default, or as it is.</summary>
public record WorkOrderFields
{
    /// <summary>What is to be done.</summary>
    public string? Title { get; init; }

    /// <summary>Suspected failure mode; blank: none in particular.</summary>
    public string? FailureMode { get; init; }

    /// <summary>low, medium or high.</summary>
    public string? Priority { get; init; }

    /// <summary>When it must be done, ISO 8601.</summary>
    public string? Due { get; init; }

    /// <summary>Who does it; blank: nobody.</summary>
    public string? Assignee { get; init; }

    /// <summary>Parts.</summary>
    public IReadOnlyList<WorkOrderPart>? Parts { get; init; }

    /// <summary>Hours of work.</summary>
    public double? Hours { get; init; }

    /// <summary>Cost of the work without parts.</summary>
    public double? LabourCost { get; init; }

    /// <summary>Hours in which the asset cannot be used.</summary>
    public double? DowntimeHours { get; init; }

    /// <summary>Free text; blank: none.</summary>
    public string? Notes { get; init; }

    /// <summary>The client's own key: the same request sent again does nothing twice.</summary>
    public string? RequestKey { get; init; }
}
