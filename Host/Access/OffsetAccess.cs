using Maintenance.Core.Ports;
using Maintenance.Host.Client;
using Maintenance.Host.Composition;
using Maintenance.Scoring;
using Maintenance.Store.Log;

namespace Maintenance.Host.Access;

/// <summary>
/// How a verb reaches the readers' offsets: through the host that owns the data directory, or directly in the log and store.
/// </summary>
internal sealed class OffsetAccess : IAsyncDisposable
{
    private readonly IAsyncDisposable? _services;
    private readonly IDisposable? _remote;

    private OffsetAccess(IReaderOffsets offsets, IDisposable? remote, IAsyncDisposable? services) => (Offsets, _remote, _services) =
        (offsets, remote, services);

    public IReaderOffsets Offsets { get; }

    /// <exception cref="OptionException">Invalid options, or there is neither a running host nor a store.</exception>
    /// <exception cref="LogException">The log cannot be opened.</exception>
    public static async Task<OffsetAccess> OpenAsync(string dataDirectory, string[] settings, CancellationToken cancellationToken)
    {
        if (await RunningHost.FindAsync(dataDirectory, cancellationToken) is { } host)
        {
            ClosedData.RefuseSettings(settings);
            var remote = new RemoteOffsets(host);
            return new OffsetAccess(remote, remote, services: null);
        }
        var services = await ClosedData.OpenAsync(
            dataDirectory, settings, (add, configuration) => add.AddTelemetryLog(configuration).AddReaderOffsets(configuration),
            cancellationToken);
        return new OffsetAccess(services.GetRequiredService<IReaderOffsets>(), remote: null, services);
    }

    public async ValueTask DisposeAsync()
    {
        _remote?.Dispose();
        if (_services is not null) await _services.DisposeAsync();
    }
}
