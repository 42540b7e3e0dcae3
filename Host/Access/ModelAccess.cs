using Maintenance.Core.Ports;
using Maintenance.Host.Client;
using Maintenance.Host.Composition;
using Maintenance.Scoring.Registry;

namespace Maintenance.Host.Access;

/// <summary>How a verb reaches the model registry: through the host that owns the data directory, or directly in the store.</summary>
internal sealed class ModelAccess : IAsyncDisposable
{
    private readonly IAsyncDisposable? _store;
    private readonly IDisposable _registry;

    private ModelAccess(IModelRegistry models, IDisposable registry, IConditionStore? store) =>
        (Models, _registry, _store) = (models, registry, store);

    public IModelRegistry Models { get; }

    /// <exception cref="OptionException">There is neither a running host nor a store.</exception>
    public static async Task<ModelAccess> OpenAsync(string dataDirectory, CancellationToken cancellationToken)
    {
        if (await RunningHost.FindAsync(dataDirectory, cancellationToken) is { } host)
        {
            var remote = new RemoteModels(host);
            return new ModelAccess(remote, remote, store: null);
        }
        var store = await SqlAccess.OpenStoreAsync(dataDirectory, cancellationToken);
        var registry = new ModelRegistry(store, TimeProvider.System, ModelReaders.All);
        return new ModelAccess(registry, registry, store);
    }

    public async ValueTask DisposeAsync()
    {
        _registry.Dispose();
        if (_store is not null) await _store.DisposeAsync();
    }
}
