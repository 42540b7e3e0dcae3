using Maintenance.Api;
using Maintenance.Api.Alarms.Rules;
using Maintenance.Core.Assets;
using Maintenance.Core.Ports;
using Maintenance.Host.Alarms;
using Maintenance.Host.Assets;
using Maintenance.Host.Client;
using Maintenance.Host.Composition;
using Maintenance.Scoring;

namespace Maintenance.Host.Access;

/// <summary>How a verb reaches the alarm rules: through the host that owns the data directory, or directly in the store.</summary>
internal sealed class AlarmRuleAccess : IAsyncDisposable
{
    private readonly IAsyncDisposable? _services;
    private readonly IDisposable? _remote;

    private AlarmRuleAccess(IAlarmRuleAdministration rules, IDisposable? remote, IAsyncDisposable? services) =>
        (Rules, _remote, _services) = (rules, remote, services);

    public IAlarmRuleAdministration Rules { get; }

    /// <exception cref="OptionException">Invalid options, or there is neither a running host nor a store.</exception>
    public static async Task<AlarmRuleAccess> OpenAsync(string dataDirectory, string[] settings, CancellationToken cancellationToken)
    {
        if (await RunningHost.FindAsync(dataDirectory, cancellationToken) is { } host)
        {
            ClosedData.RefuseSettings(settings);
            var remote = new RemoteAlarmRules(host);
            return new AlarmRuleAccess(remote, remote, services: null);
        }
        var services = await ClosedData.OpenAsync(
            dataDirectory, settings, (add, _) => add.AddAlarmRules().AddAlarmDryRun(), cancellationToken);
        try
        {
            var store = services.GetRequiredService<IConditionStore>();
            await AlarmRuleTable.SeedAsync(store, cancellationToken);
            await AssetTable.LoadAsync(store, services.GetRequiredService<AssetRegistry>(), cancellationToken);
            return new AlarmRuleAccess(services.GetRequiredService<IAlarmRuleAdministration>(), remote: null, services);
        }
        catch
        {
            await services.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        _remote?.Dispose();
        if (_services is not null) await _services.DisposeAsync();
    }
}
