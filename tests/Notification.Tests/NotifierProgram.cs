using System.Globalization;
using Maintenance.Core.Alarms;
using Maintenance.Core.Assets;
using Maintenance.Notification.Delivery;
using Maintenance.Notification.Settings;
using Maintenance.Queries;
using Maintenance.Store.Sql;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Maintenance.Notification.Tests;

/// <summary>A process that tells three alarms to whoever the stored routes name, until all rows are finished; a test kills it.</summary>
internal static class NotifierProgram
{
    public static async Task<int> RunAsync(string folder, string port, string count)
    {
        var options = new OptionsWrapper<NotificationOptions>(new NotificationOptions
        {
            LeaseFor = TimeSpan.FromSeconds(1),
            Concurrency = 4,
            Smtp = new SmtpOptions
            {
                Host = "localhost", Port = int.Parse(port, CultureInfo.InvariantCulture), Security = SmtpSecurity.None,
                From = "alarms@example.org",
            },
        });
        await using var store = await ConditionStores.OpenAsync(new ConditionStoreOptions { DataDirectory = folder, MemoryLimitMiB = 256 },
            NullLoggerFactory.Instance, CancellationToken.None);
        using var meters = new ServiceCollection().AddMetrics().BuildServiceProvider();
        using var figures = new NotificationFigures(
            meters.GetRequiredService<System.Diagnostics.Metrics.IMeterFactory>(), TimeProvider.System);
        using var webhooks = new WebhookSender(options);
        var assets = new AssetRegistry();
        using var push = new PushSender(options, new NoDevices());
        using var notifier = new Notifier(store, new ThreeAlarms(), assets,
            new SettingsStore(store, new EphemeralDataProtectionProvider(), TimeProvider.System), new MessageWriter(assets, options),
            new EmailSender(options), webhooks, push, figures, options, TimeProvider.System, NullLogger<Notifier>.Instance);
        var expected = int.Parse(count, CultureInfo.InvariantCulture);
        while (true)
        {
            await notifier.RoundAsync(CancellationToken.None);
            var rows = await NotificationsQuery.RunAsync(store, RegionScope.All, [], 100_000, CancellationToken.None);
            if (figures.IsActive && rows.Count == expected && rows.All(r => r.State is "sent" or "unknown")) break;
            await Task.Delay(10);
        }
        await notifier.StopAsync(CancellationToken.None);
        return 0;
    }

    private sealed class ThreeAlarms : IAlarmSource
    {
        public long Version => 1;

        public IReadOnlyCollection<Alarm> All { get; } =
            [Alarms.Standing("first"), Alarms.Standing("second"), Alarms.Standing("third", AlarmPriority.High)];
    }

    private sealed class NoDevices : IPushDevices
    {
        public ValueTask<bool> IsOfSomebodyAsync(PushDevice device, CancellationToken cancellationToken) => new(false);

        public Task ForgetAsync(PushDevice device, CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
