using System.Text.Json.Serialization;
using Maintenance.Core.Telemetry;

namespace Maintenance.Core.Assets;

/// <summary>
/// A <see cref="MeasurementLocation"/> as JSON, in the body of an asset and in the mapping of a recording. Unknown members are refused.
/// </summary>
/// <param name="Name">Location that the waveforms name, 1–63 printable ASCII characters.</param>
/// <param name="TurnsPerStringTurn">Turns of the monitored shaft per turn of the string, more than 0 and at most 1,000; omitted: 1.</param>
/// <param name="Bearing">Its bearing; omitted: unknown.</param>
/// <param name="GearTeeth">Teeth of the gear on that shaft, at most 1,000; omitted or 0: none, or unknown.</param>
/// <param name="PowerKw">Rated power, kW, more than 0 and at most 100,000; omitted: unknown.</param>
/// <param name="FlexibleSupport">Support of ISO 20816-3; omitted: rigid.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record MeasurementLocationEntry(
    string? Name, double? TurnsPerStringTurn = null, BearingGeometryEntry? Bearing = null, int? GearTeeth = null, double? PowerKw = null,
    bool? FlexibleSupport = null)
{
    private const double MaxTurns = 1000;
    private const int MaxTeeth = 1000;
    private const double MaxPowerKw = 100_000;

    /// <summary>A location as JSON.</summary>
    public static MeasurementLocationEntry Of(MeasurementLocation location) => new(
        location.Name, location.TurnsPerStringTurn, location.Bearing is { } bearing ? BearingGeometryEntry.Of(bearing) : null,
        location.GearTeeth, double.IsNaN(location.PowerKw) ? null : location.PowerKw, location.FlexibleSupport);

    /// <summary>Checks a list of locations.</summary>
    /// <param name="asset">Their drill.</param>
    /// <param name="entries">The list; null when none was given.</param>
    /// <param name="refuse">Called for each thing that is wrong, with the field and what is allowed.</param>
    /// <returns>The locations; null when none was given, or something was refused.</returns>
    public static MeasurementLocations? Check(AssetId asset, IReadOnlyList<MeasurementLocationEntry?>? entries,
        Action<string, string> refuse)
    {
        const string field = "measurementLocations";
        if (entries is null) return null;
        if (entries.Count > MeasurementLocations.Max)
        {
            refuse(field, $"{entries.Count} locations are not allowed; expected at most {MeasurementLocations.Max}.");
            return null;
        }
        var valid = true;
        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        for (var i = 0; i < entries.Count; i++)
        {
            var at = $"{field}[{i}]";
            if (entries[i] is not { } entry) Refuse(at, "null is not allowed; expected a location.");
            else
            {
                entry.Check((name, message) => Refuse($"{at}.{name}", message));
                if (!names.Add(entry.Name ?? "")) Refuse($"{at}.name", $"'{entry.Name}' is named twice.");
            }
        }
        return valid ? MeasurementLocations.Of(entries.Select(e => e!.ToLocation(asset))) : null;

        void Refuse(string name, string message)
        {
            valid = false;
            refuse(name, message);
        }
    }

    private void Check(Action<string, string> refuse)
    {
        if (Name is not { Length: > 0 and <= TelemetryCodecV1.MaxNameBytes } || !Name.All(c => c is >= ' ' and <= '~')
            || Name.Trim() != Name)
            refuse("name", $"'{Name}' is not allowed; expected 1 to {TelemetryCodecV1.MaxNameBytes} printable ASCII characters, as the "
                + "waveforms name it.");
        if (TurnsPerStringTurn is { } turns && !(turns > 0 && turns <= MaxTurns))
            refuse("turnsPerStringTurn", $"{turns} is not allowed; expected more than 0 and at most {MaxTurns}.");
        if (GearTeeth is < 0 or > MaxTeeth) refuse("gearTeeth", $"{GearTeeth} is not allowed; expected 0 to {MaxTeeth}.");
        if (PowerKw is { } power && !(power > 0 && power <= MaxPowerKw))
            refuse("powerKw", $"{power} is not allowed; expected kW, more than 0 and at most {MaxPowerKw}.");
        Bearing?.Check((name, message) => refuse($"bearing.{name}", message));
    }

    private MeasurementLocation ToLocation(AssetId asset) => new(
        asset, Name!, TurnsPerStringTurn ?? 1, Bearing?.ToGeometry(), GearTeeth ?? 0, PowerKw ?? double.NaN, FlexibleSupport ?? false);
}
