using Maintenance.Api.Access;
using Maintenance.Api.Fleet;
using Maintenance.Core.Time;
using Maintenance.Dashboard.Display;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Maintenance.Dashboard.Live;

/// <summary>Where the drills of a list are, for its map: columns, as there may be ten thousand.</summary>
/// <param name="Assets">Drills.</param>
/// <param name="Latitudes">Degrees north.</param>
/// <param name="Longitudes">Degrees east.</param>
/// <param name="States">Index into <see cref="DrillStates.All"/>.</param>
internal sealed record FleetPlaces(
    IReadOnlyList<string> Assets, IReadOnlyList<double> Latitudes, IReadOnlyList<double> Longitudes, IReadOnlyList<int> States)
{
    /// <summary>Maps <c>GET /fleet/places?region=…&amp;grade=…&amp;at=…</c>; with a time, Unix ms, as they were known then.</summary>
    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/fleet/places", GetAsync).ExcludeFromDescription();

    private static async Task<Ok<FleetPlaces>> GetAsync(
        string? region, string? grade, string? at, LiveFleet fleet, FleetPast past, UserContext user, TimeProvider clock,
        CancellationToken cancellationToken)
    {
        var replay = ReplayTime.Of(at, span: null, clock);
        var drills = replay is null ? fleet.All : await past.AsKnownAsync(replay.AtUnixMicros, cancellationToken);
        var ranking = new FleetRanking(drills, user.Scope, region, replay?.AtUnixMicros ?? UnixMicros.Now(clock));
        var state = DrillStates.All.FirstOrDefault(s => string.Equals(s, grade, StringComparison.OrdinalIgnoreCase));
        return TypedResults.Ok(Of(ranking, state));
    }

    /// <summary>Those of a ranking that are somewhere.</summary>
    /// <param name="ranking">The drills.</param>
    /// <param name="state">The only state; null for all.</param>
    public static FleetPlaces Of(FleetRanking ranking, string? state)
    {
        var drills = ranking.ByRisk(state)
            .Where(d => double.IsFinite(d.Asset.LatitudeDeg) && double.IsFinite(d.Asset.LongitudeDeg)).ToArray();
        return new FleetPlaces(
            Array.ConvertAll(drills, d => d.Asset.Id.Value), Array.ConvertAll(drills, d => Math.Round(d.Asset.LatitudeDeg, 4)),
            Array.ConvertAll(drills, d => Math.Round(d.Asset.LongitudeDeg, 4)), Array.ConvertAll(drills, ranking.StateIndexOf));
    }
}
