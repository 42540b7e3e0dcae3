using System.Text.Json;
using Maintenance.Api.Access;
using Maintenance.Api.Alarms.Notification;
using Maintenance.Api.Rest;
using Maintenance.Core.Ports;
using Maintenance.Core.Time;
using Maintenance.Notification.Planning;
using Maintenance.Notification.Settings;
using Maintenance.Queries;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Maintenance.Notification.Rest;

/// <summary>What was told to whom, and the settings that decide it.</summary>
internal static class NotificationEndpoints
{
    private const string Tag = "Notification";

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/notifications", GetLogAsync).RequireAuthorization(AccessPolicies.Operator).Produces<NotificationContract[]>()
            .ProducesValidationProblem().WithTags(Tag)
            .WithSummary("What was told of alarms, newest first: by asset, rule, route, recipient, message or state. Operators, engineers "
                + "and admins, within their regions.");
        MapSetting<NotificationRoute>(api, "/notification-routes", NotificationKinds.Route, "a route: which alarms are told to whom",
            SettingsCheck.Route);
        MapSetting<Rota>(api, "/on-call", NotificationKinds.Rota, "an on-call rota, with who is on call now", SettingsCheck.Rota);
        MapSetting<SealedWebhook>(api, "/notification-webhooks", NotificationKinds.Webhook,
            "a webhook; its address and secret are never shown again", (webhook, _) => SettingsCheck.Webhook(webhook));
        api.MapPost("/notification-routes/{name}/test", PostTestAsync).RequireAuthorization(AccessPolicies.WholeFleetEngineer)
            .Produces<NotificationContract[]>(202).ProducesProblem(404).WithTags(Tag)
            .WithSummary("Sends a test message to everybody a route names at the moment. Engineers and admins of all regions.");
    }

    private static void MapSetting<T>(IEndpointRouteBuilder api, string path, string kind, string words,
        Func<T, NotificationSettings, IEnumerable<(string Field, string Message)>> check) where T : class
    {
        api.MapGet(path, (SettingsStore store, TimeProvider clock, CancellationToken cancellationToken) =>
                GetSettingsAsync(kind, store, clock, cancellationToken))
            .RequireAuthorization(AccessPolicies.WholeFleetEngineer).Produces<SettingContract[]>().WithTags(Tag)
            .WithSummary($"Lists every {kind}. Engineers and admins of all regions.");
        api.MapPut(path + "/{name}", async (string name, HttpRequest request, SettingChanges changes, UserContext user, TimeProvider clock,
                CancellationToken cancellationToken) =>
            {
                var body = await ReadAsync<T>(request, cancellationToken);
                return await AnswerAsync(changes.SetAsync(kind, name, body, user.Name, check, cancellationToken), clock);
            })
            .RequireAuthorization(AccessPolicies.WholeFleetEngineer).Accepts<T>("application/json").Produces(204)
            .ProducesValidationProblem().WithTags(Tag)
            .WithSummary($"Sets {words}. An operator action. Engineers and admins of all regions.");
        api.MapDelete(path + "/{name}", (string name, SettingChanges changes, UserContext user, TimeProvider clock,
                CancellationToken cancellationToken) => AnswerAsync(changes.ApplyAsync(
                    kind, name, definition: null, secret: null, user.Name, settings => SettingChanges.Uses(settings, kind, name),
                    cancellationToken), clock))
            .RequireAuthorization(AccessPolicies.WholeFleetEngineer).Produces(204).ProducesValidationProblem().WithTags(Tag)
            .WithSummary($"Removes a {kind} that nothing names. An operator action. Engineers and admins of all regions.");
    }

    private static async Task<IResult> GetLogAsync(
        string? asset, string? rule, string? route, string? recipient, string? message, string? state, string? limit, UserContext user,
        IConditionStore store, TimeProvider clock, CancellationToken cancellationToken)
    {
        var parameters = new Parameters(clock);
        var max = parameters.Whole("limit", limit, otherwise: 100, low: 1, high: 10_000);
        if (state is not null && !NotificationStates.All.Contains(state, StringComparer.Ordinal))
            parameters.Refuse("state", $"'{state}' is not allowed; expected one of {string.Join(", ", NotificationStates.All)}.");
        if (!parameters.AreValid) return parameters.Problem();
        var rows = await NotificationsQuery.RunAsync(store, user.Scope,
        [
            ("asset", asset), ("rule", rule), ("route", route), ("recipient", recipient), ("message", message), ("state", state),
        ], max, cancellationToken);
        return TypedResults.Ok(rows.Select(NotificationContract.Of).ToArray());
    }

    private static async Task<IResult> GetSettingsAsync(
        string kind, SettingsStore store, TimeProvider clock, CancellationToken cancellationToken)
    {
        var (settings, now) = (await store.ReadAsync(cancellationToken), UnixMicros.Now(clock));
        return TypedResults.Ok(settings.Rows.Where(r => r.Kind == kind && r.Definition is not null)
            .Select(r => SettingContract.Of(r, settings.Rotas.TryGetValue(r.Name, out var rota) && kind == NotificationKinds.Rota
                ? [.. Enumerable.Range(1, rota.Levels.Count).Select(level => rota.OnCallAt(level, now))] : null)).ToArray());
    }

    private static async Task<IResult> PostTestAsync(
        string name, INotificationAdministration administration, UserContext user, CancellationToken cancellationToken) =>
        await administration.TestAsync(name, user.Name, cancellationToken) is { } rows
            ? TypedResults.Accepted($"/api/v1/notifications?route={name}", rows.Select(NotificationContract.Of).ToArray())
            : TypedResults.Problem($"There is no route {name}.", statusCode: StatusCodes.Status404NotFound);

    private static async Task<T> ReadAsync<T>(HttpRequest request, CancellationToken cancellationToken)
    {
        try
        {
            return await JsonSerializer.DeserializeAsync<T>(request.Body, SettingsJson.Options, cancellationToken)
                ?? throw new JsonException("The body is null.");
        }
        catch (JsonException error)
        {
            throw new BadHttpRequestException("The body is not the JSON expected.", StatusCodes.Status400BadRequest, error);
        }
    }

    private static async Task<IResult> AnswerAsync(Task<IReadOnlyList<(string Field, string Message)>> change, TimeProvider clock)
    {
        var parameters = new Parameters(clock);
        foreach (var (field, message) in await change) parameters.Refuse(field, message);
        return parameters.AreValid ? TypedResults.NoContent() : parameters.Problem();
    }
}
