using Maintenance.Api.Wording;
using Maintenance.Core.Conditions;

namespace Maintenance.Api.Rest;

/// <summary>
/// Remaining useful life with its uncertainty, operating hours; null while no model estimates it. A quantile at or beyond what the model's
/// training saw is null, and <see cref="MoreThan"/> says what it is more than.
/// </summary>
internal sealed record RulContract(double? P10, double? P50, double? P90, double? MoreThan, string? Text)
{
    public static RulContract Of(RulQuantiles life) => new(
        Told(life, life.P10), Told(life, life.P50), Told(life, life.P90),
        life.IsKnown && life.IsBeyond(life.P90) ? JsonNumber.Finite(life.Limit) : null, RulText.Of(life));

    private static double? Told(RulQuantiles life, float quantile) => life.IsBeyond(quantile) ? null : JsonNumber.Finite(quantile);
}
