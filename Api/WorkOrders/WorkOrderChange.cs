namespace Maintenance.Api.WorkOrders;

/// <summary>Body of <c>PATCH /api/v1/work-orders/{number}</c>.</summary>
public sealed record WorkOrderChange : WorkOrderFields
{
    /// <summary>The revision that was read: a change of an older one is refused.</summary>
    public int? Revision { get; init; }

    /// <summary>open, planned, in_progress or cancelled; done by closing it.</summary>
    public string? State { get; init; }
}
