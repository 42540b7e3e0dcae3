using System.Net;
using System.Text.Json;
using Maintenance.Api.Alarms;
using Maintenance.Api.Alarms.Rules;
using Maintenance.Api.Rest;
using Maintenance.Core.Alarms;
using Maintenance.Core.Ports;
using Maintenance.Core.Tables;

namespace Maintenance.Host.Client;

/// <summary>The alarm rules of a running host, through <c>/api/v1/alarm-rules</c>, as the local command line.</summary>
internal sealed class RemoteAlarmRules(RunningHost host) : IAlarmRuleAdministration, IDisposable
{
    private const string Rules = "/api/v1/alarm-rules";
    private readonly HttpClient _client = host.CreateClient();

    public async Task<IReadOnlyList<AlarmRuleRow>> ListAsync(AlarmActor actor, CancellationToken cancellationToken)
    {
        using var response = await _client.GetAsync(Rules + "?history=true", cancellationToken);
        await ThrowIfRefusedAsync(response, cancellationToken);
        var versions = await response.Content.ReadFromJsonAsync<AlarmRuleContract[]>(JsonSerializerOptions.Web, cancellationToken);
        return [.. versions!.Select(v => v.ToRow())];
    }

    public async Task<AlarmRuleRow> ChangeAsync(AlarmRuleChange change, AlarmActor actor, CancellationToken cancellationToken)
    {
        var path = $"{Rules}/{Uri.EscapeDataString(change.Rule)}";
        using var response = change.Definition is not null
            ? await _client.PutAsJsonAsync(path, BodyOf(change), cancellationToken)
            : await _client.DeleteAsync($"{path}?scope={Uri.EscapeDataString(change.Scope)}&note={Uri.EscapeDataString(change.Note ?? "")}"
                + (change.Version is { } version ? $"&version={version}" : ""), cancellationToken);
        await ThrowIfRefusedAsync(response, cancellationToken);
        return (await response.Content.ReadFromJsonAsync<AlarmRuleContract>(JsonSerializerOptions.Web, cancellationToken))!.ToRow();
    }

    public async Task<IReadOnlyList<AlarmRuleError>> CheckAsync(AlarmRuleChange change, AlarmActor actor,
        CancellationToken cancellationToken)
    {
        using var response = await _client.PutAsJsonAsync($"{Rules}/{Uri.EscapeDataString(change.Rule)}?check=true", BodyOf(change),
            cancellationToken);
        try
        {
            await ThrowIfRefusedAsync(response, cancellationToken);
            return [];
        }
        catch (AlarmRuleException refused)
        {
            return refused.Errors;
        }
    }

    public async Task<AlarmDryRun> DryRunAsync(AlarmRuleChange change, int days, AlarmActor actor, CancellationToken cancellationToken)
    {
        JsonElement? definition = change.Definition is { } json ? JsonElement.Parse(AlarmRuleJson.Read(json).ToJsonString()) : null;
        using var response = await _client.PostAsJsonAsync(Rules + "/dry-run", new { change.Rule, change.Scope, definition, days },
            cancellationToken);
        await ThrowIfRefusedAsync(response, cancellationToken);
        return (await response.Content.ReadFromJsonAsync<AlarmDryRunContract>(JsonSerializerOptions.Web, cancellationToken))!.ToResult();
    }

    public void Dispose() => _client.Dispose();

    private static object BodyOf(AlarmRuleChange change) => new
    {
        change.Scope,
        definition = JsonElement.Parse(AlarmRuleJson.Read(change.Definition ?? "").ToJsonString()),
        change.Note,
        change.Version,
    };

    private static async Task ThrowIfRefusedAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        if (response.IsSuccessStatusCode) return;
        var detail = await Problem.ReadAsync(response, cancellationToken);
        throw response.StatusCode is HttpStatusCode.BadRequest or HttpStatusCode.NotFound or HttpStatusCode.Conflict
            ? new AlarmRuleException("", detail) : new StoreException(detail);
    }
}
