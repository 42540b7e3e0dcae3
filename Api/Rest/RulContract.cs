using Maintenance.Core.Conditions;

namespace Maintenance.Api.Rest;

/// <summary>Remaining useful life with its uncertainty, operating hours; null while no model estimates it.</summary>
internal sealed record RulContract(double? P10, double? P50, double? P90)
{
    public static RulContract Of(RulQuantiles life) =>
        new(JsonNumber.Finite(life.P10), JsonNumber.Finite(life.P50), JsonNumber.Finite(life.P90));
}
