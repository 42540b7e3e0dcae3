using System.Net;
using System.Text.Json;
using Maintenance.Api.Access;
using Maintenance.Core.Ports;

namespace Maintenance.Host.Client;

/// <summary>The accounts of a running host, through <c>/api/v1/users</c>; its audit names the local command line as actor.</summary>
internal sealed class RemoteAccounts(RunningHost host) : IAccounts, IDisposable
{
    private const string Users = "/api/v1/users";
    private readonly HttpClient _client = host.CreateClient();

    public async Task<IReadOnlyList<AccountSummary>> ListAsync(CancellationToken cancellationToken)
    {
        using var response = await _client.GetAsync(Users, cancellationToken);
        await ThrowIfRefusedAsync(response, cancellationToken);
        return (await response.Content.ReadFromJsonAsync<AccountSummary[]>(JsonSerializerOptions.Web, cancellationToken))!;
    }

    public async Task SaveAsync(string name, string? role, string? regions, string? password, string actor,
        CancellationToken cancellationToken)
    {
        using var response = await _client.PutAsJsonAsync($"{Users}/{Uri.EscapeDataString(name)}", new { role, regions, password },
            cancellationToken);
        await ThrowIfRefusedAsync(response, cancellationToken);
    }

    public async Task DeleteAsync(string name, string actor, CancellationToken cancellationToken)
    {
        // Slashes stand for themselves: a server does not decode them within a segment.
        var path = string.Join('/', name.Split('/').Select(Uri.EscapeDataString));
        using var response = await _client.DeleteAsync($"{Users}/{path}", cancellationToken);
        await ThrowIfRefusedAsync(response, cancellationToken);
    }

    public async Task RenameAsync(string name, string newName, string actor, CancellationToken cancellationToken)
    {
        using var response = await _client.PostAsJsonAsync(Users + "/rename", new { name, newName }, cancellationToken);
        await ThrowIfRefusedAsync(response, cancellationToken);
    }

    public void Dispose() => _client.Dispose();

    private static async Task ThrowIfRefusedAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        if (response.IsSuccessStatusCode) return;
        var detail = await Problem.ReadAsync(response, cancellationToken);
        throw response.StatusCode is HttpStatusCode.BadRequest or HttpStatusCode.NotFound or HttpStatusCode.Conflict
            ? AccountRefusedException.Of(detail) : new StoreException(detail);
    }
}
