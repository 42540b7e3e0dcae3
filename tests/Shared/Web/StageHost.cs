using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using Maintenance.Core.Assets;
using Maintenance.Core.Feed;
using Maintenance.Core.Ports;
using Maintenance.Core.Tables;
using Maintenance.Scoring;
using Maintenance.Store.Sql;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Maintenance.Tests.Web;

/// <summary>
/// The stage under test (<c>HostedStage</c> of the project) as Host composes it, on loopback and a free port, over a real DuckDB store in a
/// temporary folder.
/// </summary>
public sealed class StageHost : IAsyncDisposable
{
    public const string AdminPassword = "correct-horse-battery";
    public const string ApiToken = "api-token-of-the-tests";
    private static readonly System.Runtime.CompilerServices.ConditionalWeakTable<HttpClient, CookieContainer> Cookies = [];
    private readonly string _folder;
    private readonly WebApplication _app;
    private readonly bool _ownsStore;

    private StageHost(string folder, WebApplication app, IConditionStore store, bool ownsStore, AssetRegistry registry, LiveFeed feed)
    {
        (_folder, _app, Store, _ownsStore, Registry, Feed) = (folder, app, store, ownsStore, registry, feed);
        Url = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
    }

    public string Url { get; }

    public IConditionStore Store { get; }

    public AssetRegistry Registry { get; }

    public LiveFeed Feed { get; }

    public IServiceProvider Services => _app.Services;

    public static async Task<StageHost> StartAsync(TimeProvider? clock = null, Func<IConditionStore, AssetRegistry, Task>? fill = null,
        params (string Key, string Value)[] settings)
    {
        var folder = Directory.CreateTempSubdirectory("web-tests-").FullName;
        var store = await ConditionStores.OpenAsync(new ConditionStoreOptions { DataDirectory = folder, MemoryLimitMiB = 256 },
            NullLoggerFactory.Instance, CancellationToken.None);
        await store.MigrateAsync(CancellationToken.None);
        var (registry, feed) = (new AssetRegistry(), new LiveFeed());
        if (fill is not null) await fill(store, registry);
        return await StartAsync(folder, store, ownsStore: true, registry, feed, clock, settings);
    }

    /// <summary>A second process over the store and the keys of another, which must outlive it.</summary>
    public static Task<StageHost> OverAsync(StageHost other, params (string Key, string Value)[] settings) =>
        StartAsync(other._folder, other.Store, ownsStore: false, other.Registry, new LiveFeed(), clock: null, settings);

    private static async Task<StageHost> StartAsync(string folder, IConditionStore store, bool ownsStore, AssetRegistry registry,
        LiveFeed feed, TimeProvider? clock, (string Key, string Value)[] settings)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ContentRootPath = folder });
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Configuration.AddInMemoryCollection(
        [
            KeyValuePair.Create("Host:DataDirectory", (string?)folder),
            KeyValuePair.Create("MAINTENANCE_ADMIN_PASSWORD", (string?)AdminPassword),
            KeyValuePair.Create("MAINTENANCE_API_TOKEN", (string?)ApiToken),
        ]);
        builder.Configuration.AddInMemoryCollection(settings.Select(s => KeyValuePair.Create(s.Key, (string?)s.Value)));
        if (clock is not null) builder.Services.AddSingleton(clock);
        builder.Services.AddSingleton(store);
        builder.Services.AddSingleton<IBackups>(new FolderBackups(store, Path.Combine(folder, "backups")));
        builder.Services.AddSelfComparison().AddAlarmDryRun().AddDrillAnalysis();
        builder.Services.AddSingleton(registry);
        builder.Services.AddSingleton(feed);
        HostedStage.Add(builder);
        var app = builder.Build();
        HostedStage.Map(app);
        await HostedStage.PrepareAsync(app.Services);
        await app.StartAsync();
        return new StageHost(folder, app, store, ownsStore, registry, feed);
    }

    /// <summary>A client that nobody has signed in; redirects are shown, not followed.</summary>
    public HttpClient Anonymous()
    {
        var cookies = new CookieContainer();
        var client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false, CookieContainer = cookies })
        {
            BaseAddress =
            new Uri(Url)
        };
        Cookies.Add(client, cookies);
        return client;
    }

    public static CookieContainer CookiesOf(HttpClient client) => Cookies.TryGetValue(client, out var cookies)
        ? cookies : throw new ArgumentException("Not a client of ours.");

    /// <summary>A program with the API token.</summary>
    public HttpClient Program()
    {
        var client = Anonymous();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", ApiToken);
        return client;
    }

    /// <summary>A person, signed in.</summary>
    public async Task<HttpClient> SignedInPersonAsync(string name, string password)
    {
        var client = Anonymous();
        using var answer = await HostedStage.SignInAsync(client, name, password);
        answer.StatusCode.ShouldBe(HttpStatusCode.Found, await answer.Content.ReadAsStringAsync());
        return client;
    }

    /// <summary>Creates an account and signs it in.</summary>
    public async Task<HttpClient> SignedInAsync(string role, string regions, string name = "someone")
    {
        const string Password = "a password of theirs";
        using var program = Program();
        using var put = await program.PutAsJsonAsync($"/api/v1/users/{name}", new { role, regions, password = Password });
        put.StatusCode.ShouldBe(HttpStatusCode.NoContent, await put.Content.ReadAsStringAsync());
        return await SignedInPersonAsync(name, Password);
    }

    public Task CommitAsync(params TableBatch[] batches) =>
        Store.CommitAsync(new StoreCommit { Batches = batches }, CancellationToken.None);

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
        if (!_ownsStore) return;
        await Store.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }
}
