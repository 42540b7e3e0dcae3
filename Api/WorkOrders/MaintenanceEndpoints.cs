using Maintenance.Api.Access;
using Maintenance.Api.Fleet;
using Maintenance.Api.Rest;
using Maintenance.Core.Ports;
using Maintenance.Core.Time;
using Maintenance.Queries;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Maintenance.Api.WorkOrders;

/// <summary>Maintenance records, and how well RUL predictions matched recorded failures.</summary>
internal static class MaintenanceEndpoints
{
    public static void Map(RouteGroupBuilder api)
    {
        api.MapGet("/assets/{asset}/maintenance", GetRecordsAsync).Produces<MaintenanceContract[]>().ProducesValidationProblem()
            .ProducesProblem(404).WithTags("History")
            .WithSummary("Failures, repairs and inspections of an asset, newest first.");
        api.MapPost("/assets/{asset}/maintenance", PostRecordAsync).RequireAuthorization(AccessPolicies.Operator)
            .Produces<MaintenanceContract>().ProducesValidationProblem().ProducesProblem(404).WithTags("History")
            .WithSummary("Records a failure, repair or inspection, replacing any record of that time and kind. Operators, "
                + "engineers and admins, within their regions.");
        api.MapGet("/assets/{asset}/comparison", GetComparisonAsync).Produces<ComparisonContract>().ProducesValidationProblem()
            .ProducesProblem(404).WithTags("History")
            .WithSummary("The two hours before a time compared with the asset's own past week: features that deviate from its baseline.");
        api.MapGet("/models/coverage", GetCoverageAsync).Produces<ModelCoverage[]>().WithTags("Models")
            .WithSummary("How often the actual remaining life lay within each model's predicted P10 to P90 before recorded failures.");
    }

    private static async Task<IResult> GetRecordsAsync(
        string asset, string? limit, LiveFleet fleet, UserContext user, IConditionStore store, TimeProvider clock,
        CancellationToken cancellationToken)
    {
        var parameters = new Parameters(clock);
        var max = parameters.Whole("limit", limit, otherwise: 100, low: 1, high: 10_000);
        if (!parameters.AreValid) return parameters.Problem();
        if (AssetEndpoints.Find(fleet, user, asset) is null) return AssetEndpoints.Unknown(asset);
        return TypedResults.Ok((await MaintenanceRecordsQuery.RunAsync(store, asset, max, cancellationToken))
            .Select(MaintenanceContract.Of).ToArray());
    }

    private static async Task<IResult> PostRecordAsync(
        string asset, MaintenanceReport body, LiveFleet fleet, UserContext user, MaintenanceRecorder recorder, TimeProvider clock,
        CancellationToken cancellationToken)
    {
        if (AssetEndpoints.Find(fleet, user, asset) is null) return AssetEndpoints.Unknown(asset);
        var parameters = new Parameters(clock);
        if (recorder.Validate(asset, body, user.Name, parameters) is not { } record) return parameters.Problem();
        return TypedResults.Ok(MaintenanceContract.Of(await recorder.RecordAsync(record, cancellationToken)));
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
            : TypedResults.Problem($"at: no window of {asset} in the week before {UnixMicros.ToUtc(time):O} has evidence of its "
                + "condition.", statusCode: StatusCodes.Status404NotFound);
    }

    private static async Task<Ok<IReadOnlyList<ModelCoverage>>> GetCoverageAsync(IConditionStore store,
        CancellationToken cancellationToken) =>
        TypedResults.Ok(await RulCoverageQuery.RunAsync(store, cancellationToken));
}
