namespace Maintenance.Simulator.Physics;

/// <summary>Five regions of the world with real fields at approximate locations; the drills on them are fictitious.</summary>
internal static class OilProvinces
{
    public static IReadOnlyList<Province> All { get; } =
    [
        new("north-sea", "NO", AmbientDegC: 8, RigType: "semi-submersible",
        [
            new("sverdrup", 58.84, 2.54), new("ekofisk", 56.54, 3.21, "jack-up"), new("gullfaks", 61.20, 2.27),
            new("snorre", 61.45, 2.14), new("grane", 59.17, 2.49), new("forties", 57.73, 0.97), new("buzzard", 57.81, -0.98),
            new("clair", 60.69, -2.54),
        ]),
        new("gulf-of-mexico", "GM", AmbientDegC: 24, RigType: "drillship",
        [
            new("thunder-horse", 28.19, -88.50), new("mars", 28.17, -89.22), new("perdido", 26.13, -94.90), new("atlantis", 27.20, -90.03),
            new("mad-dog", 27.19, -90.27), new("appomattox", 28.58, -87.93), new("tahiti", 27.32, -90.71), new("na-kika", 28.52, -88.29),
        ]),
        new("permian", "PB", AmbientDegC: 20, RigType: "land-rig",
        [
            new("midland", 31.99, -102.08), new("delaware", 31.85, -103.90), new("spraberry", 32.48, -101.65),
            new("wolfcamp", 31.65, -102.45),
            new("andrews", 32.32, -102.55), new("lea", 32.70, -103.40), new("eddy", 32.40, -104.20), new("reeves", 31.32, -103.69),
        ]),
        new("santos", "BR", AmbientDegC: 23, RigType: "drillship",
        [
            new("buzios", -24.74, -42.59), new("tupi", -25.45, -42.85), new("mero", -24.62, -42.27), new("sapinhoa", -25.80, -43.23),
            new("atapu", -24.95, -42.52), new("sepia", -25.15, -42.60), new("marlim", -22.38, -40.03), new("roncador", -21.93, -39.75),
        ]),
        new("arabian-gulf", "AG", AmbientDegC: 32, RigType: "jack-up",
        [
            new("ghawar", 25.40, 49.50, "land-rig"), new("safaniya", 27.98, 48.75), new("rumaila", 30.15, 47.40, "land-rig"),
            new("upper-zakum", 24.85, 53.72), new("burgan", 28.95, 47.98, "land-rig"), new("al-shaheen", 26.60, 51.93),
            new("manifa", 27.72, 49.05), new("khurais", 25.07, 48.18, "land-rig"),
        ]),
    ];

    /// <param name="Region">Region name as in topics.</param>
    /// <param name="Prefix">Prefix of asset ids.</param>
    /// <param name="AmbientDegC">Mean air temperature, °C.</param>
    /// <param name="RigType">Type of its rigs, but for fields that have another one.</param>
    /// <param name="Fields">Its fields.</param>
    internal sealed record Province(string Region, string Prefix, double AmbientDegC, string RigType, IReadOnlyList<Field> Fields);

    /// <param name="Name">Field name as in topics.</param>
    /// <param name="LatitudeDeg">WGS 84, approximate.</param>
    /// <param name="LongitudeDeg">WGS 84, approximate.</param>
    /// <param name="RigType">Type of its rigs; null: as the province's.</param>
    internal sealed record Field(string Name, double LatitudeDeg, double LongitudeDeg, string? RigType = null);
}
