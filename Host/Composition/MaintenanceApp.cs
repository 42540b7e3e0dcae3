using System.Security.Cryptography;
using Maintenance.Api;
using Maintenance.Api.Access;
using Maintenance.Api.Observability;
using Maintenance.Dashboard;
using Maintenance.Host.Client;
using Maintenance.Ingest.Sources.EmbeddedBroker;
using Maintenance.Ingest.Sources.Http;
using Maintenance.Notification;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace Maintenance.Host.Composition;

/// <summary>
/// The composition root. Startup order: check the options, bind the broker's port, migrate the store and load the assets, start the
/// background services in the direction of the data flow, then listen on HTTP and announce the process.
/// </summary>
internal sealed partial class MaintenanceApp : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly BrokerSocket? _broker;
    private readonly string _dataDirectory;
    private readonly string _localToken;
    private readonly string? _fingerprint;
    private string? _firstPassword;

    private MaintenanceApp(WebApplication app, BrokerSocket? broker, string dataDirectory, string localToken, string? fingerprint)
    {
        _app = app;
        _broker = broker;
        _dataDirectory = dataDirectory;
        _localToken = localToken;
        _fingerprint = fingerprint;
    }

    /// <summary>Builds everything and prepares the store. The broker's port is bound, but nothing runs yet.</summary>
    /// <exception cref="OptionException">Invalid options, all in one message.</exception>
    public static async Task<MaintenanceApp> CreateAsync(IConfiguration configuration, CancellationToken cancellationToken)
    {
        var options = configuration.GetSection(HostOptions.SectionName).Get<HostOptions>() ?? new HostOptions();
        var roles = options.ParseRoles();
        var dataDirectory = Path.GetFullPath(options.DataDirectory);
        Directory.CreateDirectory(dataDirectory);
        if (await RunningHost.FindAsync(dataDirectory, cancellationToken) is { } other)
            throw new OptionException($"Host:DataDirectory {dataDirectory} is in use by process {other.ProcessId}, which runs "
                + $"at {other.Url}. Stop it, or choose another directory with --data.");

        var certificate = ServerCertificate.Read(options);
        var broker = roles.Contains(HostRole.Broker) ? ListenForBroker(configuration, roles) : null;
        try
        {
            var localToken = configuration["Dashboard:LocalToken"] ?? RandomNumberGenerator.GetHexString(48, lowercase: true);
            var app = Build(configuration, options, certificate, roles, broker, localToken);
            var host = new MaintenanceApp(app, broker, dataDirectory, localToken, certificate?.Fingerprint);
            await host.PrepareAsync(roles, cancellationToken);
            return host;
        }
        catch
        {
            broker?.Dispose();
            throw;
        }
    }

    /// <summary>Starts the services and listens.</summary>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await _app.StartAsync(cancellationToken);
        Announcement().Announce(_dataDirectory);
    }

    /// <summary>Completes once the process was asked to stop and everything has stopped.</summary>
    public Task WaitForShutdownAsync(CancellationToken cancellationToken) => _app.WaitForShutdownAsync(cancellationToken);

    public async ValueTask DisposeAsync()
    {
        RunningHost.Withdraw(_dataDirectory);
        await _app.DisposeAsync();
        _broker?.Dispose();
    }

    private RunningHost Announcement() => new(
        _app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First(),
        _localToken, Environment.ProcessId, _broker?.Port ?? 0, _fingerprint);

    private static WebApplication Build(
        IConfiguration configuration, HostOptions options, ServerCertificate? certificate, IReadOnlySet<HostRole> roles,
        BrokerSocket? broker, string localToken)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.Configuration.Sources.Clear();
        builder.Configuration.AddConfiguration(configuration);
        builder.Configuration.AddInMemoryCollection(DerivedOptions.Of(configuration, options, broker?.Port, localToken));
        builder.WebHost.UseUrls(HostUrls.Check(options.Urls));
        if (certificate is not null)
            builder.WebHost.UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel => kestrel.ConfigureHttpsDefaults(https =>
                (https.ServerCertificate, https.ServerCertificateChain) = (certificate.Own, certificate.Chain)));
        ConsoleLog.Use(builder.Logging, configuration);
        Stages.Add(builder.Services, builder.Configuration, roles, broker);
        builder.Services.AddHealthChecks().AddCheck("disk",
            new DiskHealthCheck(Path.GetFullPath(options.DataDirectory), options.MinFreeDiskBytes));

        var app = builder.Build();
        if (!roles.Contains(HostRole.Api))
        {
            // Without sign-in, no HTTP endpoint may accept or show data.
            app.MapGet("/alive", () => "alive");
            return app;
        }
        if (roles.Contains(HostRole.Dashboard)) app.MapDashboard();
        else app.MapApi();
        app.MapNotification();
        app.MapMetrics();
        if (roles.Contains(HostRole.Ingest)) app.MapIngest().RequireAuthorization(AccessPolicies.SendTelemetry);
        return app;
    }
}
