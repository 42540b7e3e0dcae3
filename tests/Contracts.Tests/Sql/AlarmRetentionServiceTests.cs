using Maintenance.Core.Ports;
using Maintenance.Core.Tables;
using Maintenance.Core.Time;
using Maintenance.Store.Retention;
using Maintenance.Store.Sql;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using static Maintenance.Contracts.Tests.Sql.Rows;

namespace Maintenance.Contracts.Tests.Sql;

/// <summary>When retention deletes alarms: by whole days, beyond all that anybody may still ask for.</summary>
public sealed class AlarmRetentionServiceTests : IDisposable
{
    private const long Day = 86_400 * Second;
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("alarm-retention-");
    private readonly CancellationTokenSource _limit = new(TimeSpan.FromMinutes(2));

    public void Dispose()
    {
        _limit.Dispose();
        _folder.Delete(recursive: true);
    }

    [Theory]
    [InlineData("10.00:00:00", "20.00:00:00", 50)] // at least 30 days, and as long as what has returned may wait
    [InlineData("90.00:00:00", "20.00:00:00", 110)]
    public async Task Alarms_are_deleted_beyond_the_greater_age_and_the_time_that_they_may_wait(string conditions, string wait, int days)
    {
        var clock = new FakeTimeProvider(new DateTimeOffset(UnixMicros.ToUtc(Start + (400 * Day) + (Day / 2))));
        await using var store = await ConditionStores.OpenAsync(
            new ConditionStoreOptions { DataDirectory = _folder.FullName, MemoryLimitMiB = 256 }, NullLoggerFactory.Instance, _limit.Token);
        await store.MigrateAsync(_limit.Token);
        await store.CommitAsync(Commit(
            Of(StoreTables.AlarmEvent, [.. Enumerable.Range(0, 400).Select(day => Event(day))]),
            Of(StoreTables.StreamAccount, [("asset", "a"), ("epoch", 1L), ("last_event_time", Start + (400 * Day))])), _limit.Token);
        var services = new ServiceCollection().AddLogging().AddSingleton<TimeProvider>(clock).AddSingleton<IConditionStore>(store)
            .AddRetention(new ConfigurationBuilder().AddInMemoryCollection(
            [
                KeyValuePair.Create("Retention:Conditions", (string?)conditions), KeyValuePair.Create("Alarms:KeepReturned", (string?)wait),
                KeyValuePair.Create("Retention:CheckInterval", (string?)"00:00:01"),
            ]).Build());
        await using var provider = services.BuildServiceProvider();
        var service = provider.GetServices<IHostedService>().Single();
        await service.StartAsync(_limit.Token);
        // The timer may not have begun yet.
        while ((await store.QueryAsync(new StoreQuery("SELECT count(*) FROM alarm_event"), _limit.Token)).Scalar is 400L)
            clock.Advance(TimeSpan.FromSeconds(1));
        await service.StopAsync(_limit.Token);
        (await store.ReadOffsetAsync(OffsetKey.AlarmsAged, _limit.Token)).ShouldBe(Start + ((400 - days) * Day));
        (await store.QueryAsync(new StoreQuery("SELECT min(known_at) FROM alarm_event"), _limit.Token)).Scalar
            .ShouldBe(UnixMicros.ToUtc(Start + ((400 - days) * Day)));
    }

    private static (string, object?)[] Event(int day) =>
    [
        ("asset", "a"), ("rule", "hot"), ("level", "high"), ("event_time", Start + (day * Day) - Second), ("known_at", Start + (day * Day)),
        ("returned", Start + (day * Day)), ("raised", Start + (day * Day)), ("rule_version", 1), ("priority", 2), ("withdrawn", 0),
    ];
}
