using System.Net.Http.Headers;
using Maintenance.Host.Client;
using Maintenance.Host.Composition;
using Microsoft.Extensions.Configuration;

namespace Maintenance.Host.Tests.Observability;

/// <summary>The whole product in this process: free ports, a folder of its own.</summary>
internal sealed class RunningApp : IAsyncDisposable
{
    public const string Drill = "WORKSHOP-D1";
    private readonly string _folder;
    private readonly MaintenanceApp _app;

    private RunningApp(string folder, MaintenanceApp app, RunningHost host)
    {
        (_folder, _app, Host) = (folder, app, host);
        Admin = Anonymous();
        Admin.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", host.Token);
    }

    public string Folder => _folder;

    public RunningHost Host { get; }

    public HttpClient Admin { get; }

    public static Task<RunningApp> StartAsync(string[] roles, string[] settings, params (string Key, string Value)[] openTelemetry) =>
        StartInAsync(Directory.CreateTempSubdirectory("host-tests-").FullName, roles, settings, openTelemetry);

    /// <summary>In a folder that may hold data; it is deleted with the host.</summary>
    public static async Task<RunningApp> StartInAsync(string folder, string[] roles, string[] settings,
        params (string Key, string Value)[] openTelemetry)
    {
        var configuration = new ConfigurationBuilder()
            .AddConfiguration(AppConfiguration.Build("Embedded", folder, roles,
                ["Host:Urls=http://127.0.0.1:0", "Logging:LogLevel:Default=Warning", .. settings]))
            .AddInMemoryCollection(openTelemetry.Select(o => KeyValuePair.Create(o.Key, (string?)o.Value))).Build();
        var app = await MaintenanceApp.CreateAsync(configuration, CancellationToken.None);
        await app.StartAsync(CancellationToken.None);
        return new RunningApp(folder, app, (await RunningHost.FindAsync(folder, CancellationToken.None)).ShouldNotBeNull());
    }

    public HttpClient Anonymous() => new(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = new Uri(Host.Url) };

    public async ValueTask DisposeAsync()
    {
        Admin.Dispose();
        await _app.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }
}
