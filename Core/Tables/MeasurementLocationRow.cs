using Maintenance.Core.Assets;

namespace Maintenance.Core.Tables;

/// <summary>Where vibration is measured on an asset, and the machine there: upsert by (asset, name).</summary>
public readonly record struct MeasurementLocationRow : ITableRow<MeasurementLocationRow>
{
    /// <inheritdoc/>
    public static TableSchema Table { get; } = TableSchema.Of<MeasurementLocationRow>("measurement_location", "asset", "name");

    /// <summary>Id.</summary>
    public required string Asset { get; init; }

    /// <summary>Name that waveforms give.</summary>
    public required string Name { get; init; }

    /// <summary>Turns of the monitored shaft per turn of the string.</summary>
    public required double TurnsPerStringTurn { get; init; }

    /// <summary>Rolling elements of its bearing; 0 when the bearing is unknown.</summary>
    public required int BearingElements { get; init; }

    /// <summary>Diameter of an element, m; NaN when the bearing is unknown.</summary>
    public required double ElementDiameterM { get; init; }

    /// <summary>Pitch diameter, m; NaN when the bearing is unknown.</summary>
    public required double PitchDiameterM { get; init; }

    /// <summary>Contact angle, degrees; NaN when the bearing is unknown.</summary>
    public required double ContactAngleDeg { get; init; }

    /// <summary>Teeth of the gear on the shaft; 0 when there is none or it is unknown.</summary>
    public required int GearTeeth { get; init; }

    /// <summary>Rated power, kW; NaN when unknown.</summary>
    public required double PowerKw { get; init; }

    /// <summary>True on a flexible support.</summary>
    public required bool FlexibleSupport { get; init; }

    /// <summary>The location that a row describes.</summary>
    public MeasurementLocation Location => new(
        AssetId.Parse(Asset), Name, TurnsPerStringTurn,
        BearingElements > 0 ? new BearingGeometry(BearingElements, ElementDiameterM, PitchDiameterM, ContactAngleDeg) : null,
        GearTeeth, PowerKw, FlexibleSupport);

    /// <summary>The row of a location.</summary>
    public static MeasurementLocationRow Of(MeasurementLocation location) => new()
    {
        Asset = location.Asset.Value,
        Name = location.Name,
        TurnsPerStringTurn = location.TurnsPerStringTurn,
        BearingElements = location.Bearing?.Elements ?? 0,
        ElementDiameterM = location.Bearing?.ElementDiameterM ?? double.NaN,
        PitchDiameterM = location.Bearing?.PitchDiameterM ?? double.NaN,
        ContactAngleDeg = location.Bearing?.ContactAngleDeg ?? double.NaN,
        GearTeeth = location.GearTeeth,
        PowerKw = location.PowerKw,
        FlexibleSupport = location.FlexibleSupport,
    };

    /// <inheritdoc/>
    public static MeasurementLocationRow Map<TMap>(ref TMap map, in MeasurementLocationRow row) where TMap : struct, IRowMap => new()
    {
        Asset = map.Text("asset", row.Asset),
        Name = map.Text("name", row.Name),
        TurnsPerStringTurn = map.DoublePrecision("turns_per_string_turn", row.TurnsPerStringTurn),
        BearingElements = map.Integer("bearing_elements", row.BearingElements),
        ElementDiameterM = map.DoublePrecision("element_diameter_m", row.ElementDiameterM),
        PitchDiameterM = map.DoublePrecision("pitch_diameter_m", row.PitchDiameterM),
        ContactAngleDeg = map.DoublePrecision("contact_angle_deg", row.ContactAngleDeg),
        GearTeeth = map.Integer("gear_teeth", row.GearTeeth),
        PowerKw = map.DoublePrecision("power_kw", row.PowerKw),
        FlexibleSupport = map.Flag("flexible_support", row.FlexibleSupport),
    };
}
