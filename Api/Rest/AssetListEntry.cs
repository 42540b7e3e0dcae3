using System.Text.Json.Serialization;
using Maintenance.Core.Assets;

namespace Maintenance.Api.Rest;

/// <summary>A row of a list of assets: an <see cref="AssetRegistration"/> and the asset's id.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record AssetListEntry(string? Asset, string? Region, string? Site, string? Rig, double? Latitude, double? Longitude,
    double? BitDiameterM, string? RigType = null, string? AssetClass = null,
    IReadOnlyList<MeasurementLocationEntry?>? MeasurementLocations = null)
{
    /// <summary>What is registered for the asset.</summary>
    [JsonIgnore]
    public AssetRegistration Registration =>
        new(Region, Site, Rig, Latitude, Longitude, BitDiameterM, RigType, AssetClass, MeasurementLocations);
}
