using Maintenance.Api.Access;
using Maintenance.Core.Ports;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace Maintenance.Api.Rest;

/// <summary>Where the readers of the telemetry log stand. A refused move is 400 with the reason.</summary>
internal static class OffsetEndpoints
{
    public static void Map(RouteGroupBuilder api)
    {
        api.MapGet("/offsets", GetAsync).RequireAuthorization(AccessPolicies.Admin).Produces<ReaderOffset[]>().WithTags("Data")
            .WithSummary("Where scoring and the dead letters stand in each partition of the log, and what stops them.");
        api.MapPost("/offsets", PostAsync).RequireAuthorization(AccessPolicies.Admin).Produces<ReaderOffset>().ProducesProblem(400)
            .WithTags("Data")
            .WithSummary("Lets a reader go on at another offset of the log, with a reason that is audited. Readings stored already are "
                + "recognised.");
    }

    private static async Task<IResult> GetAsync([FromServices] IReaderOffsets offsets, CancellationToken cancellationToken) =>
        TypedResults.Ok(await offsets.ListAsync(cancellationToken));

    private static async Task<IResult> PostAsync(OffsetMoveRequest body, [FromServices] IReaderOffsets offsets, UserContext user,
        CancellationToken cancellationToken)
    {
        try
        {
            return TypedResults.Ok(await offsets.MoveAsync(body.Topic ?? "", body.Partition, body.To ?? "", body.Reason ?? "", user.Name,
                cancellationToken));
        }
        catch (OffsetRefusedException refused)
        {
            return TypedResults.Problem(refused.Message, statusCode: StatusCodes.Status400BadRequest, title: "The offset is not moved.");
        }
    }
}
