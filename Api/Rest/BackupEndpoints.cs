using Maintenance.Api.Access;
using Maintenance.Core.Ports;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace Maintenance.Api.Rest;

/// <summary>Backups of this process's store.</summary>
internal static class BackupEndpoints
{
    public static void Map(RouteGroupBuilder api) =>
        api.MapPost("/backups", TakeAsync).RequireAuthorization(AccessPolicies.Admin).Produces<BackupSummary>().ProducesProblem(503)
            .WithTags("Data")
            .WithSummary("Backs up into Backup:Directory while everything runs on; incremental=true: only what is new since the newest "
                + "backup there. Responds when done.");

    private static async Task<IResult> TakeAsync(bool? incremental, [FromServices] IBackups backups, CancellationToken cancellationToken) =>
        TypedResults.Ok(await backups.TakeAsync(incremental ?? false, cancellationToken));
}
