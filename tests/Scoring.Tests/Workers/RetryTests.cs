using System.Threading.Channels;
using Maintenance.Core.Ports;
using Maintenance.Scoring.Offsets;
using Maintenance.Scoring.Workers;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace Maintenance.Scoring.Tests.Workers;

/// <summary>How failures for now are tried again; the clock is the test's.</summary>
public sealed class RetryTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private readonly FakeTimeProvider _clock = new();

    [Fact]
    public async Task Pauses_grow_to_a_bound_and_the_attempts_are_told()
    {
        var told = new List<(TimeSpan Pause, int Attempts)>();
        var retries = Retries.Forever(TimeSpan.FromMilliseconds(50), e => e is IOException, (_, pause, attempts) =>
            told.Add((pause, attempts)), _clock);
        var calls = 0;
        await DriveAsync(retries.ExecuteAsync(_ => ++calls <= 2_000 ? throw new IOException() : ValueTask.CompletedTask).AsTask());
        told.Select(t => t.Attempts).ShouldBe(Enumerable.Range(1, 2_000));
        told[0].Pause.ShouldBeLessThan(TimeSpan.FromMilliseconds(200));
        told.ShouldAllBe(t => t.Pause >= TimeSpan.Zero && t.Pause <= Retries.MaxPause);
        told.Skip(20).ShouldAllBe(t => t.Pause == Retries.MaxPause);
    }

    [Fact]
    public async Task What_is_not_for_now_is_not_tried_again()
    {
        var retries = Retries.Forever(TimeSpan.FromMilliseconds(50), e => e is IOException, (_, _, _) => { }, _clock);
        await Should.ThrowAsync<InvalidOperationException>(retries.ExecuteAsync(_ => throw new InvalidOperationException()).AsTask());
    }

    [Fact]
    public async Task A_worker_that_fails_is_begun_again_and_is_well_after_it_lived_for_a_while()
    {
        var begun = Channel.CreateUnbounded<int>();
        var (log, failures, count) = (new ObservedLog(), new List<string>(), 0);
        var group = new PartitionGroup<object>(
            "telemetry.v1", _ => new object(),
            async (_, token) =>
            {
                var run = ++count;
                begun.Writer.TryWrite(run);
                if (run <= 3) throw new LogException($"failure {run}", isTransient: true);
                await Task.Delay(Timeout.InfiniteTimeSpan, token);
            },
            _clock, log);
        log.Logged = () => failures.AddRange(group.Failures);
        await group.OnAssignedAsync([7]);
        await DriveAsync(UntilAsync(begun.Reader, run: 4));
        failures.ShouldBe(["telemetry.v1/7: failure 1", "telemetry.v1/7: failure 2", "telemetry.v1/7: failure 3"]);

        await DriveAsync(UntilWellAsync(group));
        await group.OnRevokedAsync([7]).AsTask().WaitAsync(Patience);
        group.Workers.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_partition_that_leaves_does_not_wait_for_the_pause_of_its_worker()
    {
        var failed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var group = new PartitionGroup<object>(
            "telemetry.v1", _ => new object(),
            (_, _) =>
            {
                failed.TrySetResult();
                throw new LogException("broker away", isTransient: true);
            },
            _clock, NullLogger.Instance);
        await group.OnAssignedAsync([0]);
        await failed.Task.WaitAsync(Patience);
        await group.OnRevokedAsync([0]).AsTask().WaitAsync(Patience); // nobody moves the clock
        group.Failures.ShouldBeEmpty();
    }

    // A pause may begin at any moment after the clock was moved, so it is moved until the work is done.
    private async Task DriveAsync(Task work)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (!work.IsCompleted)
        {
            patience.Token.ThrowIfCancellationRequested();
            _clock.Advance(Retries.MaxPause);
            await Task.Yield();
        }
        await work;
    }

    private static async Task UntilAsync(ChannelReader<int> begun, int run)
    {
        while (await begun.ReadAsync() != run)
        {
        }
    }

    private static async Task UntilWellAsync(PartitionGroup<object> group)
    {
        while (group.Failures.Any()) await Task.Yield();
    }

    /// <summary>Calls back on the thread that logs.</summary>
    private sealed class ObservedLog : ILogger
    {
        public Action Logged { get; set; } = () => { };

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception,
            Func<TState, Exception?, string> formatter) => Logged();
    }
}
