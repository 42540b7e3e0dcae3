using Maintenance.Core.Assets;
using Maintenance.Host.Client;

namespace Maintenance.Host.Composition;

/// <summary>A simulated fleet as a running host knows it: its drills, and what their fields produce and cost.</summary>
/// <param name="client">Client of the host.</param>
/// <param name="fieldSeed">Seed of the fleet whose fields are told of; null: they are not.</param>
/// <param name="clock">Clock.</param>
/// <param name="log">Log.</param>
internal sealed class FleetAtHost(HttpClient client, ulong? fieldSeed, TimeProvider clock, ILogger log) : IAsyncDisposable
{
    private readonly CancellationTokenSource _ended = new();
    private Task _telling = Task.CompletedTask;

    /// <summary>Registers the drills and tells what is known of their fields; later days are told when they are over.</summary>
    /// <exception cref="HttpRequestException">The host refused it or stayed unreachable; the message says why.</exception>
    public async Task BeginAsync(IReadOnlyList<Asset> assets, CancellationToken cancellationToken)
    {
        await AssetRegistration.RegisterAsync(client, assets, clock, log, cancellationToken);
        if (fieldSeed is not { } seed) return;
        var reports = new FieldReports(client, assets, seed, clock, log);
        await reports.BeginAsync(cancellationToken);
        _telling = reports.RunAsync(_ended.Token);
    }

    public async ValueTask DisposeAsync()
    {
        await _ended.CancelAsync();
        await _telling;
        _ended.Dispose();
    }
}
