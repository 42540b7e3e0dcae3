using Maintenance.Api.Access;
using Maintenance.Api.Fleet;
using Maintenance.Core.Ports;
using Maintenance.Core.Time;
using Maintenance.Queries;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Maintenance.Api.Rest;

/// <summary>What was done to drills, and what it says about the models of remaining life.</summary>
internal static class MaintenanceEndpoints
{
    public static void Map(RouteGroupBuilder api)
    {
        api.MapGet("/assets/{asset}/maintenance", GetRecordsAsync).Produces<MaintenanceContract[]>().ProducesValidationProblem()
            .ProducesProblem(404).WithTags("History")
            .WithSummary("Failures, repairs and inspections of an asset, newest first.");
        api.MapPost("/assets/{asset}/maintenance", PostRecordAsync).RequireAuthorization(AccessPolicies.Operator)
            .Produces<MaintenanceContract>().ProducesValidationProblem().ProducesProblem(404).WithTags("History")
            .WithSummary("Records a failure, a repair or an inspection, or replaces the record of that time and kind. Operators, "
                + "engineers and admins, within their regions.");
        api.MapGet("/assets/{asset}/comparison", GetComparisonAsync).Produces<ComparisonContract>().ProducesValidationProblem()
            .ProducesProblem(404).WithTags("History")
            .WithSummary("The last two hours before a time compared with the asset's own past week: what is unlike itself.");
        api.MapGet("/models/coverage", GetCoverageAsync).Produces<ModelCoverage[]>().WithTags("Models")
            .WithSummary("How often the truth lay within the P10 to P90 of remaining life that each model told before recorded failures.");
    }

    private static async Task<IResult> GetRecordsAsync(
        string asset, string? limit, LiveFleet fleet, UserContext user, IConditionStore store, TimeProvider clock,
            CancellationToken cancellationToken)
    {
        var parameters = new Parameters(clock);
        var most = parameters.Whole("limit", limit, otherwise: 100, low: 1, high: 10_000);
        if (!parameters.AreValid) return parameters.Problem();
        if (AssetEndpoints.Find(fleet, user, asset) is null) return AssetEndpoints.Unknown(asset);
        return TypedResults.Ok((await MaintenanceRecordsQuery.RunAsync(store, asset, most, cancellationToken))
            .Select(MaintenanceContract.Of).ToArray());
    }

    private static async Task<IResult> PostRecordAsync(
        string asset, MaintenanceReport body, LiveFleet fleet, UserContext user, MaintenanceRecorder recorder, TimeProvider clock,
            CancellationToken cancellationToken)
    {
        if (AssetEndpoints.Find(fleet, user, asset) is null) return AssetEndpoints.Unknown(asset);
        var parameters = new Parameters(clock);
        if (recorder.Validate(asset, body, user.Name, parameters) is not { } record) return parameters.Problem();
        await recorder.RecordAsync(record, cancellationToken);
        return TypedResults.Ok(MaintenanceContract.Of(record));
    }

    private static async Task<IResult> GetComparisonAsync(
        string asset, string? at, LiveFleet fleet, UserContext user, IBaselineComparer comparer, TimeProvider clock,
            CancellationToken cancellationToken)
    {
        var parameters = new Parameters(clock);
        if (AssetEndpoints.Find(fleet, user, asset) is not { } drill) return AssetEndpoints.Unknown(asset);
        var time = parameters.Time("at", at, drill.Latest?.EventTimeUnixMicros ?? UnixMicros.Now(clock));
        if (!parameters.AreValid) return parameters.Problem();
        return await comparer.CompareAsync(asset, UnixMicros.ToUtc(time), cancellationToken) is { } found
            ? TypedResults.Ok(ComparisonContract.Of(asset, found))
            : TypedResults.Problem($"at: no window of {asset} in the week before {UnixMicros.ToUtc(time):O} tells anything of its "
                + "condition.", statusCode: StatusCodes.Status404NotFound);
    }

    private static async Task<Ok<IReadOnlyList<ModelCoverage>>> GetCoverageAsync(IConditionStore store,
        CancellationToken cancellationToken) =>
        TypedResults.Ok(await RulCoverageQuery.RunAsync(store, cancellationToken));
}
