using System.Diagnostics.Metrics;
using Maintenance.Core.Alarms;
using Maintenance.Core.Assets;
using Maintenance.Core.Ports;
using Maintenance.Core.Tables;
using Maintenance.Core.Time;
using Maintenance.Notification.Delivery;
using Maintenance.Notification.Settings;
using Maintenance.Queries;
using Maintenance.Store.Sql;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace Maintenance.Notification.Tests;

/// <summary>A real DuckDB store, a clock of the test's, and as many notifiers over them as a test wants.</summary>
internal sealed class Desk : IAsyncDisposable, IAlarmSource, IPushDevices
{
    private static readonly EphemeralDataProtectionProvider Keys = new();
    private readonly string _folder = Directory.CreateTempSubdirectory("notification-").FullName;
    private readonly Dictionary<string, Alarm> _alarms = new(StringComparer.Ordinal);
    private readonly ServiceProvider _meters = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private readonly AssetRegistry _assets = new();
    private readonly List<IDisposable> _owned = [];

    private Desk()
    {
        _assets.AddOrReplace([Rows.Drill(Alarms.North, "north-sea"), Rows.Drill(Alarms.South, "santos")]);
        _owned.Add(_meters);
    }

    public IConditionStore Store { get; set; } = null!;

    public FakeTimeProvider Clock { get; } = new(new DateTimeOffset(UnixMicros.ToUtc(Alarms.Noon)));

    public long Version { get; private set; }

    public IReadOnlyCollection<Alarm> All => [.. _alarms.Values];

    public NotificationFigures Figures { get; private set; } = null!;

    public static async Task<Desk> OpenAsync()
    {
        var desk = new Desk();
        desk.Store = await ConditionStores.OpenAsync(new ConditionStoreOptions { DataDirectory = desk._folder, MemoryLimitMiB = 256 },
            NullLoggerFactory.Instance, CancellationToken.None);
        await desk.Store.MigrateAsync(CancellationToken.None);
        desk.Figures = new NotificationFigures(desk._meters.GetRequiredService<IMeterFactory>(), desk.Clock);
        desk._owned.Add(desk.Figures);
        return desk;
    }

    public static NotificationOptions Options(int smtpPort, params string[] networks) => new()
    {
        BaseUrl = "https://maintenance.example.org/",
        SendTimeout = TimeSpan.FromSeconds(10),
        WebhookNetworks = networks,
        Smtp = new SmtpOptions { Host = "localhost", Port = smtpPort, Security = SmtpSecurity.None, From = "alarms@example.org" },
    };

    /// <summary>Another process, with all of its own.</summary>
    public Notifier Notifier(NotificationOptions options, IConditionStore? store = null)
    {
        var wrapped = new OptionsWrapper<NotificationOptions>(options);
        var webhooks = new WebhookSender(wrapped);
        var push = new PushSender(wrapped, this);
        var notifier = new Notifier(store ?? Store, this, _assets, Settings(), new MessageWriter(_assets, wrapped),
            new EmailSender(wrapped), webhooks, push, Figures, wrapped, Clock, NullLogger<Notifier>.Instance);
        _owned.AddRange([notifier, webhooks, push]);
        return notifier;
    }

    public SettingsStore Settings() => new(Store, Keys, Clock);

    public void Put(params Alarm[] alarms)
    {
        foreach (var alarm in alarms) _alarms[alarm.Id] = alarm;
        Version++;
    }

    /// <summary>Stores a route as REST would.</summary>
    public Task SetAsync(NotificationRoute route) => SetAsync("route", route.Name, SettingsJson.Write(route), secret: null);

    public async Task SetAsync(string kind, string name, string? definition, object? secret) =>
        await Store.CommitAsync(new StoreCommit
        {
            Batches = [TableBatch.Of(Settings().Changed(NotificationSettings.None, kind, name, definition, secret, "test"))],
        }, CancellationToken.None);

    /// <summary>Accounts that are gone.</summary>
    public HashSet<string> Gone { get; } = new(StringComparer.Ordinal);

    public ValueTask<bool> IsOfSomebodyAsync(PushDevice device, CancellationToken cancellationToken) => new(!Gone.Contains(device.User));

    public Task ForgetAsync(PushDevice device, CancellationToken cancellationToken) =>
        SetAsync("push", device.Name, definition: null, secret: null);

    /// <summary>Rounds until nothing is left to do at this moment; then the clock goes on.</summary>
    public async Task RunAsync(Notifier notifier, TimeSpan forward = default)
    {
        for (var quiet = 0; quiet < 2;)
        {
            var before = await RowsAsync();
            await notifier.RoundAsync(CancellationToken.None);
            await notifier.ArrivedAsync();
            quiet = before.SequenceEqual(await RowsAsync()) ? quiet + 1 : 0;
        }
        Clock.Advance(forward);
    }

    public Task<IReadOnlyList<NotificationRow>> RowsAsync() =>
        NotificationsQuery.RunAsync(Store, RegionScope.All, [], 100_000, CancellationToken.None);

    /// <summary>State and attempts of each row, by rule and recipient.</summary>
    public async Task<string[]> StatesAsync() =>
        [.. (await RowsAsync()).Select(r => $"{r.Rule} {r.Recipient.Split('@')[0]} {r.State} {r.Attempts}").Order(StringComparer.Ordinal)];

    public async ValueTask DisposeAsync()
    {
        foreach (var owned in Enumerable.Reverse(_owned)) owned.Dispose();
        await Store.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }
}
