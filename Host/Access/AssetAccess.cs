using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Maintenance.Api.Access;
using Maintenance.Api.Rest;
using Maintenance.Core.Assets;
using Maintenance.Core.Ports;
using Maintenance.Host.Assets;
using Maintenance.Host.Client;

namespace Maintenance.Host.Access;

/// <summary>How a verb registers drills: with the host that owns the data directory, or directly in the store.</summary>
internal sealed class AssetAccess : IAsyncDisposable
{
    private readonly HttpClient? _client;
    private readonly IConditionStore? _store;

    private AssetAccess(HttpClient? client, IConditionStore? store) => (_client, _store) = (client, store);

    /// <exception cref="Composition.OptionException">There is neither a running host nor a store.</exception>
    public static async Task<AssetAccess> OpenAsync(string dataDirectory, CancellationToken cancellationToken) =>
        await RunningHost.FindAsync(dataDirectory, cancellationToken) is { } host
            ? new AssetAccess(host.CreateClient(), store: null)
            : new AssetAccess(client: null, await SqlAccess.OpenStoreAsync(dataDirectory, cancellationToken));

    /// <summary>Registers the list of a file, all or none.</summary>
    /// <exception cref="ListException">The list is refused; the message names its wrong rows.</exception>
    public Task<AssetsRegistered> RegisterAsync(byte[] body, string mediaType, CancellationToken cancellationToken) =>
        _client is null ? WriteAsync(_store!, body, mediaType, cancellationToken) : SendAsync(_client, body, mediaType, cancellationToken);

    /// <summary>Removes drills from the fleet; their data stays.</summary>
    /// <returns>Number of drills removed; those that are not registered are ignored.</returns>
    /// <exception cref="StoreException">The host or the store refused.</exception>
    public async Task<int> RemoveAsync(IReadOnlyList<string> assets, CancellationToken cancellationToken)
    {
        if (_client is null)
            return await (await RegistrarAsync(_store!, cancellationToken)).RemoveAllAsync(assets, Environment.UserName, cancellationToken);
        var removed = 0;
        foreach (var asset in assets.Distinct(StringComparer.Ordinal))
        {
            using var response = await _client.DeleteAsync($"/api/v1/assets/{Uri.EscapeDataString(asset)}", cancellationToken);
            if (response.StatusCode == HttpStatusCode.NotFound) continue;
            if (!response.IsSuccessStatusCode)
                throw new StoreException($"The host refused to remove {asset}: {(int)response.StatusCode} "
                    + await response.Content.ReadAsStringAsync(cancellationToken));
            removed++;
        }
        return removed;
    }

    public async ValueTask DisposeAsync()
    {
        _client?.Dispose();
        if (_store is not null) await _store.DisposeAsync();
    }

    private static async Task<AssetsRegistered> WriteAsync(IConditionStore store, byte[] body, string mediaType,
        CancellationToken cancellationToken)
    {
        var assets = AssetList.Read(body, mediaType, TimeProvider.System);
        var registrar = await RegistrarAsync(store, cancellationToken);
        return await registrar.RegisterAllAsync(assets, Environment.UserName, cancellationToken);
    }

    private static async Task<AssetRegistrar> RegistrarAsync(IConditionStore store, CancellationToken cancellationToken)
    {
        var registry = new AssetRegistry();
        await AssetTable.LoadAsync(store, registry, cancellationToken);
        return new AssetRegistrar(store, registry, new AuditTrail(store, TimeProvider.System));
    }

    private static async Task<AssetsRegistered> SendAsync(HttpClient client, byte[] body, string mediaType,
        CancellationToken cancellationToken)
    {
        using var content = new ByteArrayContent(body);
        content.Headers.ContentType = new MediaTypeHeaderValue(mediaType);
        using var response = await client.PostAsync("/api/v1/assets", content, cancellationToken);
        if (response.IsSuccessStatusCode)
            return (await response.Content.ReadFromJsonAsync<AssetsRegistered>(JsonSerializerOptions.Web, cancellationToken))!;
        var detail = await Problem.ReadAsync(response, cancellationToken);
        throw response.StatusCode == HttpStatusCode.BadRequest ? new ListException(detail) : new StoreException(detail);
    }
}
