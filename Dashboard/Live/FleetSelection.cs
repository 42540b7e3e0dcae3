using Maintenance.Api.Wording;
using Maintenance.Core.Assets;

namespace Maintenance.Dashboard.Live;

/// <summary>What a connection is shown of the fleet. Equal views are shown the same.</summary>
/// <param name="Scope">What its person may see.</param>
/// <param name="Region">The only region it watches, in any case; null watches all.</param>
/// <param name="Units">Units of texts.</param>
internal sealed record FleetSelection(RegionScope Scope, string? Region, UnitSystem Units)
{
    public bool Shows(string region) =>
        Scope.Allows(region) && (Region is null || string.Equals(Region, region, StringComparison.OrdinalIgnoreCase));

    public bool Equals(FleetSelection? other) => other is not null && Units == other.Units
        && string.Equals(Region, other.Region, StringComparison.OrdinalIgnoreCase) && Scope.Equals(other.Scope);

    public override int GetHashCode() =>
        HashCode.Combine(Scope, Units, Region is null ? 0 : StringComparer.OrdinalIgnoreCase.GetHashCode(Region));
}
