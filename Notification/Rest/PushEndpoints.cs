using Maintenance.Api.Access;
using Maintenance.Api.Alarms.Notification;
using Maintenance.Api.Rest;
using Maintenance.Core.Time;
using Maintenance.Notification.Settings;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Maintenance.Notification.Rest;

/// <summary>Web push: every person's own devices.</summary>
internal static class PushEndpoints
{
    private const string Tag = "Notification";

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/push/key", async (PushDevices devices, CancellationToken cancellationToken) =>
                TypedResults.Ok(new PushKeyContract(await devices.KeyAsync(cancellationToken))))
            .Produces<PushKeyContract>().WithTags(Tag)
            .WithSummary("The public key that a browser subscribes with (applicationServerKey), base64url.");
        api.MapGet("/push/devices", GetAsync).Produces<PushDeviceContract[]>().WithTags(Tag)
            .WithSummary("The caller's devices that take notifications, the newest first.");
        api.MapPost("/push/devices", PostAsync).Produces<PushAddedContract>(201)
            .ProducesValidationProblem().WithTags(Tag)
            .WithSummary("Adds a browser's subscription to the caller's devices; its address and keys are never shown again.");
        api.MapDelete("/push/devices/{name}", async (string name, PushDevices devices, UserContext user,
                CancellationToken cancellationToken) => await devices.RemoveAsync(user.Name, name, cancellationToken)
                    ? (IResult)TypedResults.NoContent() : Unknown(name))
            .Produces(204).ProducesProblem(404).WithTags(Tag)
            .WithSummary("Removes one of the caller's devices.");
        api.MapPost("/push/devices/{name}/test", async (string name, PushDevices devices, UserContext user,
                CancellationToken cancellationToken) => await devices.TestAsync(user.Name, name, cancellationToken)
                    ? (IResult)TypedResults.Accepted($"/api/v1/notifications?route=push:{user.Name}") : Unknown(name))
            .Produces(202).ProducesProblem(404).WithTags(Tag)
            .WithSummary("Sends a test message to one of the caller's devices.");
    }

    private static async Task<Ok<PushDeviceContract[]>> GetAsync(
        PushDevices devices, UserContext user, CancellationToken cancellationToken) => TypedResults.Ok(
        (await devices.ListAsync(user.Name, cancellationToken)).Select(PushDeviceContract.Of).ToArray());

    private static async Task<IResult> PostAsync(PushSubscriptionReport body, PushDevices devices, UserContext user, TimeProvider clock,
        CancellationToken cancellationToken)
    {
        var (name, faults) = await devices.AddAsync(user.Name,
            new SealedPush(body.Endpoint ?? "", body.Keys?.P256dh ?? "", body.Keys?.Auth ?? ""), body.Device, cancellationToken);
        var parameters = new Parameters(clock);
        foreach (var (field, message) in faults) parameters.Refuse(field, message);
        return parameters.AreValid ? TypedResults.Created($"/api/v1/push/devices/{name}", new PushAddedContract(name))
            : parameters.Problem();
    }

    private static ProblemHttpResult Unknown(string name) =>
        TypedResults.Problem($"You have no device '{name}'.", statusCode: StatusCodes.Status404NotFound);
}

/// <summary>The public key.</summary>
internal sealed record PushKeyContract(string PublicKey);

/// <summary>The name of a device that was added.</summary>
internal sealed record PushAddedContract(string Name);

/// <summary>A device of the caller.</summary>
/// <param name="Name">Name.</param>
/// <param name="Device">What the browser calls itself.</param>
/// <param name="PushService">Scheme, host and port of its push service.</param>
/// <param name="Since">When notifications were switched on.</param>
internal sealed record PushDeviceContract(string Name, string Device, string PushService, DateTime Since)
{
    public static PushDeviceContract Of(NotificationDevice device) =>
        new(device.Name, device.Device, device.Origin, UnixMicros.ToUtc(device.AddedUnixMicros));
}

/// <summary>A browser's subscription, as <c>PushSubscription.toJSON()</c> gives it, and what the browser calls itself.</summary>
/// <param name="Endpoint">Address at its push service.</param>
/// <param name="ExpirationTime">When it ends, ms since 1970; not used.</param>
/// <param name="Keys">Its keys.</param>
/// <param name="Device">At most 80 characters.</param>
internal sealed record PushSubscriptionReport(string? Endpoint, double? ExpirationTime, PushSubscriptionKeys? Keys, string? Device);

/// <summary>Keys of a subscription.</summary>
internal sealed record PushSubscriptionKeys(string? P256dh, string? Auth);
