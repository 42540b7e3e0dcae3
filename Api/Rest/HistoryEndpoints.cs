using System.Text.Json;
using Maintenance.Api.Access;
using Maintenance.Api.Fleet;
using Maintenance.Core.Ports;
using Maintenance.Core.Time;
using Maintenance.Queries;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Options;

namespace Maintenance.Api.Rest;

/// <summary>History of one asset: channels, health, assessments, explanations, streams.</summary>
internal static class HistoryEndpoints
{
    private const int DefaultPoints = 600;
    private static readonly TimeSpan DefaultRange = TimeSpan.FromMinutes(15);

    public static void Map(RouteGroupBuilder api)
    {
        api.MapGet("/assets/{asset}/channels", GetChannelsAsync).Produces<ChannelsContract>().ProducesValidationProblem()
            .ProducesProblem(404).WithTags("History")
            .WithSummary("Channels over a range of event time, decimated to minimum, maximum and mean in at most `points` buckets.");
        api.MapGet("/assets/{asset}/channels/by-depth", GetChannelsByDepthAsync).Produces<DepthChannelsContract>()
            .ProducesValidationProblem().ProducesProblem(404).WithTags("History")
            .WithSummary("The same by the depth of the hole, while the bit was on bottom; `top` and `bottom` in metres.");
        api.MapGet("/assets/{asset}/health", GetHealthAsync).Produces<ChannelsContract>().ProducesValidationProblem().ProducesProblem(404)
            .WithTags("History")
            .WithSummary("Health index over a range of event time, decimated in the same way.");
        api.MapGet("/assets/{asset}/arrivals", GetArrivalsAsync).Produces<ArrivalsContract>().ProducesValidationProblem()
            .ProducesProblem(404).WithTags("History")
            .WithSummary("Where blocks arrived late or were corrected, in the buckets of the channels; `lateAfter` in seconds.");
        api.MapGet("/assets/{asset}/assessments", GetAssessmentsAsync).Produces<AssessmentContract[]>().ProducesValidationProblem()
            .ProducesProblem(404).WithTags("History")
            .WithSummary("Assessments as stored, oldest first; of a long range the newest `limit`.");
        api.MapGet("/assets/{asset}/explanation", GetExplanationAsync).Produces<AssessmentContract>().ProducesValidationProblem()
            .ProducesProblem(404).WithTags("History")
            .WithSummary("The assessment in effect at a time, with its reasons.");
        api.MapGet("/assets/{asset}/verification", GetVerificationAsync).Produces<VerificationContract>().ProducesValidationProblem()
            .ProducesProblem(404).ProducesProblem(409).WithTags("History")
            .WithSummary("The assessment in effect at a time, recomputed from the log: inputs, outputs as stored and as recomputed, "
                + "reasons.");
        api.MapGet("/streams/{asset}", GetStreamsAsync).Produces<StreamContract[]>().ProducesProblem(404).WithTags("Data")
            .WithSummary("The asset's streams with their counts and stored sequences, so that a sender can resume.");
    }

    private static async Task<IResult> GetChannelsAsync(
        string asset, string? from, string? to, string? points, string? channels, LiveFleet fleet, UserContext user, IConditionStore store,
        IOptions<RestOptions> options, TimeProvider clock, CancellationToken cancellationToken)
    {
        var parameters = new Parameters(clock);
        var range = parameters.Range(from, to, DefaultRange);
        var count = Points(parameters, points, options.Value);
        var (standard, extra) = Parameters.Channels(channels);
        if (!parameters.AreValid) return parameters.Problem();
        if (AssetEndpoints.Find(fleet, user, asset) is null) return AssetEndpoints.Unknown(asset);
        var history = await ChannelHistoryQuery.RunAsync(store, asset, range, count, standard, cancellationToken);
        if (extra is not { Count: 0 })
            history = history.With(await ExtraChannelHistoryQuery.RunAsync(store, asset, range, count, extra, cancellationToken));
        return TypedResults.Ok(Contract(asset, range, history));
    }

    private static async Task<IResult> GetChannelsByDepthAsync(
        string asset, string? from, string? to, string? top, string? bottom, string? points, string? channels, LiveFleet fleet,
        UserContext user, IConditionStore store, IOptions<RestOptions> options, TimeProvider clock, CancellationToken cancellationToken)
    {
        var parameters = new Parameters(clock);
        var range = parameters.Range(from, to, DefaultRange);
        var depths = parameters.Depths(top, bottom);
        var count = Points(parameters, points, options.Value);
        var (standard, extra) = Parameters.Channels(channels);
        if (extra is { Count: > 0 })
            parameters.Refuse("channels", $"{string.Join(", ", extra)}: by depth there are the standard channels only.");
        if (!parameters.AreValid) return parameters.Problem();
        if (AssetEndpoints.Find(fleet, user, asset) is null) return AssetEndpoints.Unknown(asset);
        var history = await DepthHistoryQuery.RunAsync(store, asset, range, depths, count, standard, cancellationToken);
        return TypedResults.Ok(new DepthChannelsContract(
            asset, range.From, range.To, Metres(history.Shown.Top), Metres(history.Shown.Bottom), Metres(history.Channels.BucketMicros),
            history.OffBottom.TotalHours, [.. history.Channels.BucketStarts.Select(Metres)],
            [.. history.DrilledUnixMicros.Select(t => t / 1000.0)], history.Times, Series(history.Channels)));
    }

    private static double Metres(long micrometres) => micrometres / (double)DepthRange.Metre;

    private static async Task<IResult> GetHealthAsync(
        string asset, string? from, string? to, string? points, LiveFleet fleet, UserContext user, IConditionStore store,
        IOptions<RestOptions> options, TimeProvider clock, CancellationToken cancellationToken)
    {
        var parameters = new Parameters(clock);
        var range = parameters.Range(from, to, DefaultRange);
        var count = Points(parameters, points, options.Value);
        if (!parameters.AreValid) return parameters.Problem();
        if (AssetEndpoints.Find(fleet, user, asset) is null) return AssetEndpoints.Unknown(asset);
        return TypedResults.Ok(Contract(asset, range, await HealthHistoryQuery.RunAsync(store, asset, range, count, cancellationToken)));
    }

    private static async Task<IResult> GetArrivalsAsync(
        string asset, string? from, string? to, string? points, string? lateAfter, LiveFleet fleet, UserContext user,
        IConditionStore store, IOptions<RestOptions> options, TimeProvider clock, CancellationToken cancellationToken)
    {
        var parameters = new Parameters(clock);
        var range = parameters.Range(from, to, DefaultRange);
        var count = Points(parameters, points, options.Value);
        var late = TimeSpan.FromSeconds(parameters.Whole("lateAfter", lateAfter, otherwise: 60, low: 1, high: 86_400));
        if (!parameters.AreValid) return parameters.Problem();
        if (AssetEndpoints.Find(fleet, user, asset) is null) return AssetEndpoints.Unknown(asset);
        return TypedResults.Ok(ArrivalsContract.Of(
            asset, range, late, await ArrivalsQuery.RunAsync(store, asset, range, count, late, cancellationToken)));
    }

    private static async Task<IResult> GetAssessmentsAsync(
        string asset, string? from, string? to, string? limit, LiveFleet fleet, UserContext user, IConditionStore store, TimeProvider clock,
        CancellationToken cancellationToken)
    {
        var parameters = new Parameters(clock);
        var range = parameters.Range(from, to, DefaultRange);
        var max = parameters.Whole("limit", limit, otherwise: 1_000, low: 1, high: 10_000);
        if (!parameters.AreValid) return parameters.Problem();
        if (AssetEndpoints.Find(fleet, user, asset) is null) return AssetEndpoints.Unknown(asset);
        var rows = await AssessmentHistoryQuery.RunAsync(store, asset, range, max, cancellationToken);
        return TypedResults.Ok(rows.Select(AssessmentContract.Of).ToArray());
    }

    private static async Task<IResult> GetExplanationAsync(
        string asset, string? at, LiveFleet fleet, UserContext user, IConditionStore store, TimeProvider clock,
        CancellationToken cancellationToken)
    {
        var parameters = new Parameters(clock);
        if (AssetEndpoints.Find(fleet, user, asset) is not { } drill) return AssetEndpoints.Unknown(asset);
        var time = parameters.Time("at", at, drill.Latest?.EventTimeUnixMicros ?? UnixMicros.Now(clock));
        if (!parameters.AreValid) return parameters.Problem();
        return await ExplanationQuery.RunAsync(store, asset, time, cancellationToken) is { } row
            ? TypedResults.Ok(AssessmentContract.Of(row))
            : TypedResults.Problem($"at: there is no assessment of {asset} within the hour before {UnixMicros.ToUtc(time):O}.",
                statusCode: StatusCodes.Status404NotFound);
    }

    private static async Task<IResult> GetVerificationAsync(
        string asset, string? at, LiveFleet fleet, UserContext user, [FromServices] IAssessmentVerifier? verifier, TimeProvider clock,
        CancellationToken cancellationToken)
    {
        var parameters = new Parameters(clock);
        if (AssetEndpoints.Find(fleet, user, asset) is not { } drill) return AssetEndpoints.Unknown(asset);
        var time = parameters.Time("at", at, drill.Latest?.EventTimeUnixMicros ?? UnixMicros.Now(clock));
        if (!parameters.AreValid) return parameters.Problem();
        if (verifier is null) return TypedResults.Problem("This process does not score; ask a process with the role "
            + "Scoring.", statusCode: StatusCodes.Status409Conflict);
        try
        {
            return await verifier.VerifyAsync(asset, UnixMicros.ToUtc(time), cancellationToken) is { } verified
                ? TypedResults.Ok(VerificationContract.Of(verified))
                : TypedResults.Problem($"at: there is no assessment of {asset} within the hour before {UnixMicros.ToUtc(time):O}.",
                    statusCode: StatusCodes.Status404NotFound);
        }
        catch (UnverifiableException error)
        {
            return TypedResults.Problem(error.Message, statusCode: StatusCodes.Status409Conflict,
                title: "The assessment cannot be recomputed.");
        }
    }

    private static async Task<IResult> GetStreamsAsync(
        string asset, LiveFleet fleet, UserContext user, IConditionStore store, CancellationToken cancellationToken)
    {
        if (AssetEndpoints.Find(fleet, user, asset) is null) return AssetEndpoints.Unknown(asset);
        var rows = await StreamAccountsQuery.RunAsync(store, asset, cancellationToken);
        return TypedResults.Ok(rows.Select(r => new StreamContract(
            r.Epoch, r.Sequenced, r.Sent, r.Stored, r.Duplicates, r.Late, r.FirstEventTime, r.LastEventTime, r.LastReceived,
            JsonElement.Parse(r.Ranges))).ToArray());
    }

    private static int Points(Parameters parameters, string? text, RestOptions options) =>
        parameters.Whole("points", text, Math.Min(DefaultPoints, options.MaxPoints), low: 10, high: options.MaxPoints);

    private static ChannelsContract Contract(string asset, TimeRange range, ChannelHistory history) => new(
        asset, range.From, range.To, history.BucketMicros * 1e-6, [.. history.BucketStarts.Select(t => t / 1000.0)], Series(history));

    private static ChannelSeriesContract[] Series(ChannelHistory history) =>
        [.. history.Series.Select(s => new ChannelSeriesContract(
            s.Name, s.Channel?.Mnemonic, s.Channel?.Unit, s.Channel?.Location, s.Minima, s.Maxima, s.Means))];
}
