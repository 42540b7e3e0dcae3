namespace Maintenance.Core.Assets;

/// <summary>
/// A drill and its place in the hierarchy region → site → rig → asset.
/// Region, site and rig are names of 1–64 characters of the same alphabet as <see cref="AssetId"/>; they form the MQTT topic.
/// </summary>
/// <param name="Id">Fleet-wide identifier.</param>
/// <param name="Region">Region, the unit that budgets and permissions are bound to, for example <c>north-sea</c>.</param>
/// <param name="Site">Field or installation.</param>
/// <param name="Rig">Rig on the site.</param>
/// <param name="LatitudeDeg">WGS 84 latitude, degrees, −90…90; NaN when unknown.</param>
/// <param name="LongitudeDeg">WGS 84 longitude, degrees, −180…180; NaN when unknown.</param>
/// <param name="BitDiameterM">Bit diameter in metres, used for mechanical specific energy; NaN when unknown.</param>
public sealed record Asset(
    AssetId Id,
    string Region,
    string Site,
    string Rig,
    double LatitudeDeg,
    double LongitudeDeg,
    double BitDiameterM)
{
    /// <summary>
    /// Type of its rig, for example <c>jack-up</c>; a name like <see cref="Region"/>, null of none. In a registration null keeps what is
    /// known, and an empty text says that there is none.
    /// </summary>
    public string? RigType { get; init; }

    /// <summary>Class of the machine, for example <c>top-drive</c>; as <see cref="RigType"/>.</summary>
    public string? AssetClass { get; init; }

    /// <summary>
    /// Where vibration is measured, and what is known of the machine there. Null: not stated; a registration then keeps what is known.
    /// </summary>
    public MeasurementLocations? Locations { get; init; }
}
