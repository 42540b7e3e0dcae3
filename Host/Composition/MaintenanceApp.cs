using System.Security.Cryptography;
using Maintenance.Core.Assets;
using Maintenance.Core.Feed;
using Maintenance.Core.Ports;
using Maintenance.Dashboard;
using Maintenance.Host.Client;
using Maintenance.Ingest;
using Maintenance.Mqtt;
using Maintenance.Scoring;
using Maintenance.Simulator;
using Maintenance.Store;
using Maintenance.Store.Retention;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace Maintenance.Host.Composition;

/// <summary>
/// The composition root: reads as the deployment diagram. Start order: options are checked, the broker listens, the store is migrated and
/// the assets are loaded, then the background services start in the direction of the data, then HTTP listens and the process announces itself.
/// </summary>
internal sealed partial class MaintenanceApp : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly MosquittoBroker? _broker;
    private readonly string _dataDirectory;
    private readonly string _localToken;

    private MaintenanceApp(WebApplication app, MosquittoBroker? broker, string dataDirectory, string localToken)
    {
        _app = app;
        _broker = broker;
        _dataDirectory = dataDirectory;
        _localToken = localToken;
    }

    public IServiceProvider Services => _app.Services;

    /// <summary>Builds everything and prepares the store; nothing runs yet.</summary>
    /// <exception cref="OptionException">Wrong options: all of them in one message.</exception>
    public static async Task<MaintenanceApp> CreateAsync(IConfiguration configuration, CancellationToken cancellationToken)
    {
        var options = configuration.GetSection(HostOptions.Section).Get<HostOptions>() ?? new HostOptions();
        var roles = options.ParseRoles();
        var dataDirectory = Path.GetFullPath(options.DataDirectory);
        Directory.CreateDirectory(dataDirectory);

        var broker = roles.Contains(HostRole.Broker) ? await StartBrokerAsync(configuration, dataDirectory, cancellationToken) : null;
        try
        {
            var localToken = configuration["Dashboard:LocalToken"] ?? RandomNumberGenerator.GetHexString(48, lowercase: true);
            var app = Build(configuration, options, roles, broker, localToken);
            await PrepareAsync(app, roles, cancellationToken);
            return new MaintenanceApp(app, broker, dataDirectory, localToken);
        }
        catch
        {
            if (broker is not null) await broker.DisposeAsync();
            throw;
        }
    }

    /// <summary>Starts the services and listens.</summary>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await _app.StartAsync(cancellationToken);
        Announcement().Announce(_dataDirectory);
    }

    /// <summary>Completes when the process is asked to stop and everything has stopped.</summary>
    public Task WaitForShutdownAsync(CancellationToken cancellationToken) => _app.WaitForShutdownAsync(cancellationToken);

    public RunningHost Announcement() => new(
        _app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First(),
        _localToken, Environment.ProcessId, _broker?.Port ?? 0);

    public async ValueTask DisposeAsync()
    {
        RunningHost.Withdraw(_dataDirectory);
        await _app.DisposeAsync();
        if (_broker is not null) await _broker.DisposeAsync();
    }

    private static WebApplication Build(
        IConfiguration configuration, HostOptions options, IReadOnlySet<HostRole> roles, MosquittoBroker? broker, string localToken)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.Configuration.Sources.Clear();
        builder.Configuration.AddConfiguration(configuration);
        builder.Configuration.AddInMemoryCollection(Derive(configuration, options, broker, localToken));
        builder.WebHost.UseUrls(options.Urls.Split(';'));
        builder.Logging.ClearProviders();
        builder.Logging.AddConfiguration(configuration.GetSection("Logging"));
        builder.Logging.AddSimpleConsole(o => (o.SingleLine, o.TimestampFormat) = (true, "HH:mm:ss "));

        var services = builder.Services;
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton<AssetRegistry>();
        services.AddSingleton<LiveFeed>();
        services.AddTelemetryLog(builder.Configuration);
        services.AddConditionStore(builder.Configuration);
        if (roles.Contains(HostRole.Scoring)) services.AddScoring(builder.Configuration).AddRetention(builder.Configuration);
        if (roles.Contains(HostRole.Ingest)) services.AddIngest(builder.Configuration);
        if (roles.Contains(HostRole.Dashboard)) services.AddDashboard(builder.Configuration);
        if (roles.Contains(HostRole.Simulator)) services.AddSimulator(builder.Configuration);

        var app = builder.Build();
        if (roles.Contains(HostRole.Dashboard)) app.MapDashboard();
        if (roles.Contains(HostRole.Ingest)) app.MapIngest();
        return app;
    }
}
