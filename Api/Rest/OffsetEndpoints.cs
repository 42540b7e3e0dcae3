using Maintenance.Api.Access;
using Maintenance.Core.Ports;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace Maintenance.Api.Rest;

/// <summary>Committed offsets of the telemetry log's readers. A refused move is 400 with the reason.</summary>
internal static class OffsetEndpoints
{
    public static void Map(RouteGroupBuilder api)
    {
        api.MapGet("/offsets", GetAsync).RequireAuthorization(AccessPolicies.Admin).Produces<ReaderOffset[]>().WithTags("Data")
            .WithSummary("Offsets of scoring and the dead letters per partition of the log, and why a partition is stopped.");
        api.MapPost("/offsets", PostAsync).RequireAuthorization(AccessPolicies.Admin).Produces<ReaderOffset>().ProducesProblem(400)
            .WithTags("Data")
            .WithSummary("Moves a reader to another offset of the log; the reason is audited. Readings already stored are "
                + "recognised as duplicates.");
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
            return TypedResults.Problem(refused.Message, statusCode: StatusCodes.Status400BadRequest, title: "The offset was not moved.");
        }
    }
}
