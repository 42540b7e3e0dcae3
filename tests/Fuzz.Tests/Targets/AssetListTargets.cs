using System.Globalization;
using Maintenance.Api.Rest;
using Maintenance.Core.Assets;

namespace Maintenance.Fuzz.Tests.Targets;

/// <summary>Lists of drills to register: whole, or refused by name.</summary>
internal abstract class AssetListTarget(string mediaType) : FuzzTarget
{
    public override IReadOnlyList<string> Words { get; } =
        ["asset", "region", "site", "rig", "latitude", "longitude", "bitDiameterM", "rigType", "assetClass",
            "measurementLocations", "bearing", "null", "\"", ",", ";", "1e999", "NaN"];

    public override bool Refuses(Exception error) => error is ListException;

    public override string Read(byte[] input)
    {
        var assets = AssetList.Read(input, mediaType, TimeProvider.System);
        Require(assets.Select(a => a.Id.Value).Distinct(StringComparer.Ordinal).Count() == assets.Count, "an asset stands twice");
        Require(assets.All(a => a.Region.Length > 0 && a.LatitudeDeg is double.NaN or (>= -90 and <= 90)), "a place is not valid");
        Require(assets.All(a => a.Locations?.Count is null or <= MeasurementLocations.Max), "too many locations");
        Require(assets.All(a => a.RigType is null or "" || AssetId.TryParse(a.RigType, out _)), "a rig type is not a name");
        return string.Create(CultureInfo.InvariantCulture,
            $"{assets.Count} {assets[0].Id} {assets[^1].BitDiameterM} {assets[0].Locations?.Count}");
    }
}

/// <summary>As CSV.</summary>
internal sealed class AssetListCsvTarget() : AssetListTarget(AssetList.CsvType)
{
    public override string Name => "asset-list-csv";

    public override IReadOnlyList<Type> Reads => [typeof(AssetList), typeof(ListBody), typeof(ListCsv<>)];

    public override IReadOnlyList<byte[]> Seeds { get; } =
        [Utf8("asset,region,site,rig,latitude,longitude,bitDiameterM\nA,n,S,R,59.1,2.4,0.2\n\"B\",n,S,R,,,\n"),
            Utf8("rig,site,region,asset\r\nR,S,n,A\r\n")];
}

/// <summary>As JSON.</summary>
internal sealed class AssetListJsonTarget() : AssetListTarget(AssetList.JsonType)
{
    public override string Name => "asset-list-json";

    public override IReadOnlyList<Type> Reads => [typeof(AssetList), typeof(ListBody)];

    public override IReadOnlyList<byte[]> Seeds { get; } =
        [Utf8("""[{"asset":"A","region":"n","site":"S","rig":"R","latitude":59.1},{"asset":"B","region":"n","site":"S","rig":"R"}]"""),
            Utf8("""
            [{"asset":"A","region":"n","site":"S","rig":"R","measurementLocations":[{"name":"a","turnsPerStringTurn":8.5,"gearTeeth":23,
            "bearing":{"elements":16,"elementDiameterMm":24,"pitchDiameterM":0.12,"contactAngleDeg":0}}]}]
            """)];
}
