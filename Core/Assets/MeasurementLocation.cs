namespace Maintenance.Core.Assets;

/// <summary>
/// A place on a drill where vibration is measured, and what is known of the machine there. What is unknown is not judged.
/// </summary>
/// <param name="Asset">The drill.</param>
/// <param name="Name">Name as in the waveforms sent, for example <c>top-drive-bearing</c>.</param>
/// <param name="TurnsPerStringTurn">Turns of the monitored shaft per turn of <c>rotary_speed</c>; 1 when it is the string's own.</param>
/// <param name="Bearing">Geometry of the bearing; null when unknown.</param>
/// <param name="GearTeeth">Teeth of the gear on the monitored shaft; 0 when there is none or it is unknown.</param>
/// <param name="PowerKw">Rated power of the machine, kW: group 1 of ISO 20816-3 above 300, group 2 from 15; NaN when unknown.</param>
/// <param name="FlexibleSupport">True on a flexible support, false on a rigid one (ISO 20816-3).</param>
public sealed record MeasurementLocation(
    AssetId Asset,
    string Name,
    double TurnsPerStringTurn,
    BearingGeometry? Bearing,
    int GearTeeth,
    double PowerKw,
    bool FlexibleSupport);
