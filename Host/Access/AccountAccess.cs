using Maintenance.Api;
using Maintenance.Api.Access;
using Maintenance.Host.Client;
using Maintenance.Host.Composition;

namespace Maintenance.Host.Access;

/// <summary>How a verb reaches the accounts: through the host that owns the data directory, or directly in the store.</summary>
internal sealed class AccountAccess : IAsyncDisposable
{
    private readonly IAsyncDisposable? _services;
    private readonly IDisposable? _remote;

    private AccountAccess(IAccounts accounts, IDisposable? remote, IAsyncDisposable? services) =>
        (Accounts, _remote, _services) = (accounts, remote, services);

    public IAccounts Accounts { get; }

    /// <exception cref="OptionException">Invalid options, or there is neither a running host nor a store.</exception>
    public static async Task<AccountAccess> OpenAsync(string dataDirectory, string[] settings, CancellationToken cancellationToken)
    {
        if (await RunningHost.FindAsync(dataDirectory, cancellationToken) is { } host)
        {
            ClosedData.RefuseSettings(settings);
            var remote = new RemoteAccounts(host);
            return new AccountAccess(remote, remote, services: null);
        }
        var services = await ClosedData.OpenAsync(
            dataDirectory, settings, (add, configuration) => add.AddAccounts(configuration), cancellationToken);
        return new AccountAccess(services.GetRequiredService<IAccounts>(), remote: null, services);
    }

    public async ValueTask DisposeAsync()
    {
        _remote?.Dispose();
        if (_services is not null) await _services.DisposeAsync();
    }
}
