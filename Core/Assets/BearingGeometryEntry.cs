using System.Text.Json.Serialization;

namespace Maintenance.Core.Assets;

/// <summary>A <see cref="BearingGeometry"/> as JSON; each diameter in metres, or in millimetres as catalogues have it.</summary>
/// <param name="Elements">Rolling elements of a row, 3–500, no more than two rows hold.</param>
/// <param name="ElementDiameterM">Diameter of an element, m.</param>
/// <param name="ElementDiameterMm">The same in mm.</param>
/// <param name="PitchDiameterM">Diameter of the circle of their centres, m: greater than an element's, and at most 10.</param>
/// <param name="PitchDiameterMm">The same in mm.</param>
/// <param name="ContactAngleDeg">Contact angle, degrees, 0–90; omitted: 0.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record BearingGeometryEntry(
    int? Elements,
    double? ElementDiameterM = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] double? ElementDiameterMm = null,
    double? PitchDiameterM = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] double? PitchDiameterMm = null,
    double? ContactAngleDeg = null)
{
    private const int MinElements = 3;
    private const int MaxElements = 500;
    private const double MaxPitchM = 10;

    private double? ElementM => ElementDiameterM ?? ElementDiameterMm / 1000;

    private double? PitchM => PitchDiameterM ?? PitchDiameterMm / 1000;

    /// <summary>A geometry as JSON.</summary>
    public static BearingGeometryEntry Of(BearingGeometry bearing) => new(
        bearing.Elements, ElementDiameterM: bearing.ElementDiameterM, PitchDiameterM: bearing.PitchDiameterM,
        ContactAngleDeg: bearing.ContactAngleDeg);

    internal void Check(Action<string, string> refuse)
    {
        var elements = Elements is >= MinElements and <= MaxElements;
        if (!elements) refuse("elements", $"'{Elements}' is not allowed; expected {MinElements} to {MaxElements} rolling elements.");
        if (ContactAngleDeg is { } angle && !(angle >= 0 && angle <= 90))
            refuse("contactAngleDeg", $"{angle} is not allowed; expected degrees from 0 to 90.");
        One(refuse, "pitchDiameterM", PitchDiameterM, PitchDiameterMm);
        One(refuse, "elementDiameterM", ElementDiameterM, ElementDiameterMm);
        if (PitchM is not { } pitch || ElementM is not { } element) return;
        if (!(pitch > 0 && pitch <= MaxPitchM))
            refuse("pitchDiameterM", $"{pitch} m is not allowed; expected more than 0 and at most {MaxPitchM} m.");
        else if (!(element > 0 && element < pitch))
            refuse("elementDiameterM", $"{element} m is not allowed; expected more than 0 and less than the pitch diameter of {pitch} m.");
        else if (elements && Elements!.Value * element > 2 * Math.PI * pitch)
            refuse("elements", $"{Elements} elements of {element} m do not fit on a circle of {pitch} m, not even in two rows.");
    }

    internal BearingGeometry ToGeometry() => new(Elements!.Value, ElementM!.Value, PitchM!.Value, ContactAngleDeg ?? 0);

    private static void One(Action<string, string> refuse, string name, double? metres, double? millimetres)
    {
        if (metres is null && millimetres is null) refuse(name, $"is missing; expected it, or {name}m in millimetres.");
        if (metres is not null && millimetres is not null) refuse(name, $"and {name}m are both given; expected one of them.");
    }
}
