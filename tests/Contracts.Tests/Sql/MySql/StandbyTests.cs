using System.Diagnostics;
using System.Globalization;
using Maintenance.Contracts.Tests.Engines;
using Maintenance.Core.Ports;
using Maintenance.Core.Tables;
using Maintenance.Store.Log;
using Maintenance.Store.Sql;
using Maintenance.Store.Sql.MySql.Standby;
using Maintenance.Tests.Kafka;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit.Abstractions;

namespace Maintenance.Contracts.Tests.Sql.MySql;

/// <summary>
/// The primary cluster is lost while telemetry flows; its standby is promoted; the processes go on there and nothing of the telemetry is
/// missing.
/// </summary>
[Trait(TestKind.Name, TestKind.Server)]
public sealed class StandbyTests(ITestOutputHelper output) : IDisposable
{
    private readonly CancellationTokenSource _limit = new(TimeSpan.FromMinutes(5));
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("standby-tests-");
    private readonly Steps _steps = new();

    private CancellationToken Stop => _limit.Token;

    public void Dispose()
    {
        _limit.Dispose();
        _folder.Delete(recursive: true);
        output.WriteLine(string.Join('\n', _steps.Said));
    }

    [Fact]
    public async Task A_promoted_standby_takes_over_without_restart_and_holds_what_an_undisturbed_store_holds()
    {
        await using var site = await StandbySite.StartAsync(nodes: 3, Stop);
        var options = site.Options(await site.Primary.NewDatabaseAsync(Stop), readsOnStandby: true);
        await using var store = await ConditionStores.OpenAsync(options, NullLoggerFactory.Instance, Stop);
        await store.MigrateAsync(Stop);
        using var brokers = new MockCluster();
        var input = FleetInput.Make();
        var (half, threeQuarters) = (input.Count / 2, input.Count * 3 / 4);

        long atPromotion;
        await using (var plant = await Installation.StartAsync(KafkaInput.Options(brokers), store, Stop))
        {
            await plant.TakeAsync(input.Take(half), Stop);
            await UntilAsync(() => store.Replication is { Answers: true, TakesWrites: false, LagRecords: 0 });
            (await PortAsync(store)).ShouldBe(site.Standby.Port, "heavy reading leaves the primary alone");
            (await Should.ThrowAsync<StoreException>(() => Promotion(site)
                .RunAsync(options, _steps, Stop))).Message.ShouldContain("still takes writes");

            // What the primary acknowledges from here on never reaches the other site.
            await site.OnStandbyAsync("STOP SLAVE", Stop);
            await plant.TakeAsync(input.Skip(half).Take(threeQuarters - half), Stop);
            await UntilAsync(() => store.Replication is { LagRecords: > 0 } replication && replication.Lag > TimeSpan.Zero);
            await site.OnStandbyAsync("START SLAVE SQL_THREAD", Stop);
            await Task.WhenAll(site.Primary.Nodes.Select(n => n.KillAsync()));
            var lost = Stopwatch.StartNew();

            var going = plant.TakeAsync(input.Skip(threeQuarters), Stop); // Ingest needs no store
            var result = await Promotion(site).RunAsync(options, _steps, Stop);
            result.Term.ShouldBe(1);
            atPromotion = result.Offsets.Sum(o => o.Next);
            await going;
            Note($"primary lost to all stored: {lost.Elapsed.TotalSeconds:0.0} s; offsets at promotion {atPromotion}");
            await UntilAsync(() => store.Replication is { TakesWrites: true });
        }

        await using var undisturbed = await ConditionStores.OpenAsync(
            new ConditionStoreOptions { DataDirectory = _folder.FullName, MemoryLimitMiB = 256 }, NullLoggerFactory.Instance, Stop);
        await undisturbed.MigrateAsync(Stop);
        await using (var embedded = await Installation.StartAsync(new TelemetryLogOptions
        {
            DataDirectory = _folder.FullName,
            CommitInterval = TimeSpan.Zero, Fsync = false
        }, undisturbed, Stop))
            await embedded.TakeAsync(input, Stop);
        foreach (var table in new[] { StoreTables.Reading, StoreTables.ReadingExtra, StoreTables.Waveform, StoreTables.Descriptor,
            StoreTables.Assessment, StoreTables.ConditionMinute, StoreTables.StreamAccount, StoreTables.DeadLetter })
            Note($"{table.Name}: {await TableComparison.ShouldBeEqualAsync(undisturbed, store, table.Name, Stop)} rows");
        (await TotalAsync(store)).ShouldBeGreaterThan(atPromotion, "else nothing was scored again");

        await ShouldStayAsync(site, options);
    }

    [Fact]
    public async Task A_planned_hand_over_under_load_loses_nothing_and_repeats_nothing()
    {
        const int RowsPerCommit = 500;
        await using var site = await StandbySite.StartAsync(nodes: 1, Stop);
        var options = site.Options(await site.Primary.NewDatabaseAsync(Stop), readsOnStandby: false);
        await using var store = await ConditionStores.OpenAsync(options, NullLoggerFactory.Instance, Stop);
        await store.MigrateAsync(Stop);
        using var over = new SemaphoreSlim(0);
        var commits = 0;
        var longest = TimeSpan.Zero;
        var writing = Task.Run(WriteAsync);
        while (Volatile.Read(ref commits) < 20) await Task.Delay(10, Stop);
        var result = await Promotion(site, isPlanned: true).RunAsync(options, _steps, Stop);
        var (atPromotion, onStandby) = (Volatile.Read(ref commits), result.Offsets.Single().Next);
        onStandby.ShouldBeGreaterThanOrEqualTo(20);
        while (Volatile.Read(ref commits) < atPromotion + 20) await Task.Delay(10, Stop);
        over.Release();
        await writing;
        Note($"{commits} commits, {onStandby} on the standby at promotion, longest interruption {longest.TotalSeconds:0.0} s");

        (await PortAsync(store)).ShouldBe(site.Standby.Port);
        var rows = await store.QueryAsync(new StoreQuery("SELECT count(*), count(DISTINCT event_time) FROM reading"), Stop);
        rows.Rows[0].ShouldBe([(long)commits * RowsPerCommit, (long)commits * RowsPerCommit]);

        async Task WriteAsync()
        {
            for (; over.CurrentCount == 0; commits++)
            {
                var (started, batch) = (Stopwatch.GetTimestamp(), Rows.Readings("a", RowsPerCommit, (long)commits * RowsPerCommit));
                while (!await TryCommitAsync(batch)) await Task.Delay(50, Stop); // as a worker does
                longest = TimeSpan.FromTicks(Math.Max(longest.Ticks, Stopwatch.GetElapsedTime(started).Ticks));
            }
        }

        async Task<bool> TryCommitAsync(TableBatch batch)
        {
            try
            {
                await store.CommitAsync(Rows.Commit(partition: 0, commits == 0 ? null : commits, commits + 1, batch), Stop);
                return true;
            }
            catch (OffsetConflictException conflict) when (conflict.Found == commits + 1)
            {
                return true; // the attempt before had no answer, and had happened
            }
            catch (StoreException error) when (error.IsTransient)
            {
                return false;
            }
        }
    }

    // The old primary comes back with rows the new one does not have: whoever starts now must not write to it.
    private async Task ShouldStayAsync(StandbySite site, ConditionStoreOptions options)
    {
        await site.Primary.Nodes[0].StartAloneAsync(Stop);
        var fresh = site.Options(options.MySqlWire.Database, readsOnStandby: false);
        await using var store = await ConditionStores.OpenAsync(fresh, NullLoggerFactory.Instance, Stop);
        (await PortAsync(store)).ShouldBe(site.Standby.Port);
        await store.CommitAsync(new StoreCommit { Batches = [Rows.Of(StoreTables.Asset, [("asset", "after"), ("region", "r")])] }, Stop);
        await using var standby = await site.Standby.ConnectAsync(Stop);
        await using var count = new MySqlConnector.MySqlCommand($"SELECT count(*) FROM {options.MySqlWire.Database}.asset WHERE asset = "
            + "'after'", standby);
        Convert.ToInt64(await count.ExecuteScalarAsync(Stop), CultureInfo.InvariantCulture).ShouldBe(1);
        (await Promotion(site).RunAsync(options, _steps, Stop)).Term.ShouldBe(1, "a second promotion finds it done");
    }

    private static StandbyPromotion Promotion(StandbySite site, bool isPlanned = false) =>
        new(site.Standby.Address, StandbySite.Root, PasswordFile: null, isPlanned, TimeSpan.FromSeconds(60));

    private async Task<int> PortAsync(IConditionStore store)
    {
        var result = await store.QueryReadOnlyAsync("SELECT @@port", new QueryLimits(10, TimeSpan.FromSeconds(10)), Stop);
        return Convert.ToInt32(result.Rows[0][0], CultureInfo.InvariantCulture);
    }

    private async Task<long> TotalAsync(IConditionStore store)
    {
        var result = await store.QueryAsync(new StoreQuery("SELECT sum(next_offset) FROM log_offset"), Stop);
        return Convert.ToInt64(result.Rows[0][0], CultureInfo.InvariantCulture);
    }

    private async Task UntilAsync(Func<bool> state)
    {
        while (!state()) await Task.Delay(50, Stop);
    }

    private void Note(FormattableString text) => _steps.Report(FormattableString.Invariant(text));

    private sealed class Steps : IProgress<string>
    {
        public System.Collections.Concurrent.ConcurrentQueue<string> Said { get; } = new();

        public void Report(string value) => Said.Enqueue(value);
    }
}
