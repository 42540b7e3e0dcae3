using Maintenance.Core.Conditions;
using Maintenance.Dashboard.Live;

namespace Maintenance.Dashboard.Rest;

/// <summary>Remaining useful life with its uncertainty, operating hours; null while no model estimates it.</summary>
internal sealed record RemainingLifeContract(double? P10, double? P50, double? P90)
{
    public static RemainingLifeContract Of(RulQuantiles life) => new(FleetItem.Finite(life.P10), FleetItem.Finite(life.P50), FleetItem.Finite(life.P90));
}
