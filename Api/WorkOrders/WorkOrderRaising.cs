namespace Maintenance.Api.WorkOrders;

/// <summary>Body of <c>POST /api/v1/work-orders</c>: asset or alarms; everything else has a default from them.</summary>
public sealed record WorkOrderRaising : WorkOrderFields
{
    /// <summary>Asset; default: that of the alarms.</summary>
    public string? Asset { get; init; }

    /// <summary>Alarms that it comes from, all of one asset.</summary>
    public IReadOnlyList<AlarmReference>? Alarms { get; init; }
}

/// <summary>An alarm, as somebody saw it.</summary>
/// <param name="Id">Asset and rule, as <c>ns-alpha-001~bearing_temperature_high</c>.</param>
/// <param name="Occurrence">Its beginning, ISO 8601; default: of the alarm as it is now.</param>
public sealed record AlarmReference(string? Id, string? Occurrence);
