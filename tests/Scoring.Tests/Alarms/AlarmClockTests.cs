using Maintenance.Core.Alarms;
using Maintenance.Core.Tables;
using Maintenance.Core.Time;
using Maintenance.Scoring.Tests.Pipeline;
using Maintenance.Scoring.Workers;
using Microsoft.Extensions.Time.Testing;
using static Maintenance.Scoring.Tests.Alarms.TestRules;

namespace Maintenance.Scoring.Tests.Alarms;

/// <summary>What only the clock can show: silence, and off-delays that are over although nothing came.</summary>
public sealed class AlarmClockTests(DuckDbFixture fixture) : IClassFixture<DuckDbFixture>
{
    private const string Signal = "bearing_temperature";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(UnixMicros.ToUtc(Records.Start)));

    [Fact]
    public async Task Silence_raises_and_the_next_record_ends_it_and_back_fill_changes_nothing()
    {
        await using var drill = Start(new Lab(fixture.Store) { Clock = _clock }, Rule("gap", Above(AlarmSignals.DataGap, 60), 5));
        await drill.ReceiveAsync(0);
        var raised = await drill.ClockAsync();
        (raised.EventTimeUnixMicros, raised.RaisedUnixMicros, raised.ReturnedUnixMicros).ShouldBe((At(1), At(66), UnixMicros.None));
        raised.KnownAtUnixMicros.ShouldBeGreaterThanOrEqualTo(At(66));
        var back = await drill.ReceiveAsync(100);
        (await CurrentAsync(drill.Asset)).ShouldHaveSingleItem().ReturnedUnixMicros.ShouldBe(back);
        for (var second = 1; second < 60; second++) await drill.ReceiveAsync(second);
        (await RowsAsync(drill.Asset)).Select(r => (r.EventTimeUnixMicros, r.ReturnedUnixMicros, r.Withdrawn)).ShouldBe(
            [(At(1), UnixMicros.None, false), (At(1), back, false)]);
    }

    [Fact]
    public async Task Silence_outlives_a_restart_and_is_told_once()
    {
        var lab = new Lab(fixture.Store) { Clock = _clock };
        await using var drill = Start(lab, Rule("gap", Above(AlarmSignals.DataGap, 60)));
        await drill.ReceiveAsync(0);
        await drill.RestartAsync();
        await drill.ClockAsync(); // the drill has sent nothing to this worker
        await drill.RestartAsync();
        await drill.PassAsync(30);
        (await RowsAsync(drill.Asset)).Count.ShouldBe(1);
        var back = await drill.ReceiveAsync(130);
        (await RowsAsync(drill.Asset)).Select(r => (r.EventTimeUnixMicros, r.ReturnedUnixMicros)).ShouldBe(
            [(At(1), UnixMicros.None), (At(1), back)]);
    }

    [Fact]
    public async Task An_alarm_returns_by_the_clock_and_goes_on_when_late_data_shows_it()
    {
        await using var drill = Start(new Lab(fixture.Store) { Clock = _clock }, Rule("hot", Above(Signal, 20), 0, 10));
        await drill.ReceiveAsync(0, 25);
        await drill.ReceiveAsync(5, 18);
        (await drill.ClockAsync()).ReturnedUnixMicros.ShouldBe(At(5));
        await drill.ReceiveAsync(8, 25);
        (await CurrentAsync(drill.Asset)).ShouldHaveSingleItem().ReturnedUnixMicros.ShouldBe(UnixMicros.None);
        await drill.ReceiveAsync(20, 18);
        await drill.ReceiveAsync(31, 18);
        (await CurrentAsync(drill.Asset)).ShouldHaveSingleItem().ReturnedUnixMicros.ShouldBe(At(20));
    }

    [Fact]
    public async Task A_rule_that_is_changed_judges_without_a_block()
    {
        var lab = new Lab(fixture.Store) { Clock = _clock };
        await using var drill = Start(lab, Rule("hot", Above(Signal, 30)));
        await drill.ReceiveAsync(0, 25);
        await drill.ReceiveAsync(1, 25);
        lab.Alarms.Use(AlarmRuleSet.Of(Rule("hot", Above(Signal, 20)) with { Version = 2 }));
        (await drill.ClockAsync()).RuleVersion.ShouldBe(2);
    }

    private Drill Start(Lab lab, AlarmRule rule)
    {
        lab.Alarms.Use(AlarmRuleSet.Of(rule));
        return new Drill(lab, _clock);
    }

    private static long At(int second) => Records.Start + (second * UnixMicros.PerSecond);

    private Task<IReadOnlyList<AlarmEventRow>> CurrentAsync(string asset) => AlarmRows.OfAsync(fixture.Store, asset, current: true);

    private Task<IReadOnlyList<AlarmEventRow>> RowsAsync(string asset) => AlarmRows.OfAsync(fixture.Store, asset, current: false);

    /// <summary>A drill whose worker runs on.</summary>
    private sealed class Drill : IAsyncDisposable
    {
        private readonly ScriptedLog _log = new();
        private readonly string _reader = Lab.NewName("reader");
        private readonly Lab _lab;
        private readonly FakeTimeProvider _clock;
        private readonly IDisposable _subscription;
        private CancellationTokenSource _stop = new();
        private TaskCompletionSource<AlarmEventRow> _row = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private PartitionWorker _worker;
        private Task _running;

        public Drill(Lab lab, FakeTimeProvider clock)
        {
            (_lab, _clock) = (lab, clock);
            _subscription = lab.Feed.SubscribeAlarms(rows =>
            {
                foreach (var row in rows.Where(r => r.Asset == Asset)) _row.TrySetResult(row);
            });
            (_worker, _running) = Run();
        }

        public string Asset { get; } = Lab.NewName("clock");

        // The clock goes on to the block's reception, which is returned.
        public async Task<long> ReceiveAsync(int second, float value = 18)
        {
            var ahead = At(second + 1) - UnixMicros.Now(_clock);
            _clock.Advance(TimeSpan.FromMicroseconds(Math.Max(ahead, UnixMicros.PerSecond)));
            var received = UnixMicros.Now(_clock);
            _log.Add([Records.Encode(AlarmEventTests.Reading(Asset, second, value, received))]);
            await _worker.WaitForPositionAsync(_log.End, CancellationToken.None).WaitAsync(Patience);
            return received;
        }

        // Lets time pass until the clock has shown something.
        public async Task<AlarmEventRow> ClockAsync()
        {
            _row = new(TaskCreationOptions.RunContinuationsAsynchronously);
            var (row, started) = (_row.Task, TimeProvider.System.GetTimestamp());
            while (!row.IsCompleted && !_running.IsCompleted && TimeProvider.System.GetElapsedTime(started) < Patience) await PassAsync(1);
            if (_running.IsCompleted) await _running;
            row.IsCompleted.ShouldBeTrue("the clock shows it");
            return await row;
        }

        public async Task PassAsync(int seconds)
        {
            for (var i = 0; i < seconds; i++)
            {
                _clock.Advance(TimeSpan.FromSeconds(1));
                await Task.Yield();
            }
        }

        public async Task RestartAsync()
        {
            await StopAsync();
            (_worker, _running) = Run();
        }

        public async ValueTask DisposeAsync()
        {
            await StopAsync();
            _stop.Dispose();
            _subscription.Dispose();
        }

        private async Task StopAsync()
        {
            await _stop.CancelAsync();
            await Should.ThrowAsync<OperationCanceledException>(_running);
        }

        private (PartitionWorker Worker, Task Running) Run()
        {
            _stop = new CancellationTokenSource();
            var worker = new PartitionWorker(_lab.Services(_log, _reader), partition: 0);
            return (worker, worker.RunAsync(_stop.Token));
        }
    }
}
