using Maintenance.Core.Ports;
using Microsoft.Extensions.Time.Testing;

namespace Maintenance.Contracts.Tests.Log;

/// <summary>
/// What every engine of <see cref="ITelemetryLog"/> guarantees. An engine subclasses it and supplies <see cref="OpenAsync"/>;
/// <c>BrokenTelemetryLogTests</c> proves that the suite notices engines that do not keep their word.
/// </summary>
public abstract partial class TelemetryLogContract : IAsyncLifetime
{
    private readonly List<ITelemetryLog> _opened = [];

    /// <summary>The log's clock.</summary>
    protected FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero));

    /// <summary>How long an awaited event may take.</summary>
    protected virtual TimeSpan Patience => TimeSpan.FromSeconds(60);

    /// <summary>Opens the log of this fact: a new one the first time, afterwards the same again.</summary>
    protected abstract ValueTask<ITelemetryLog> OpenAsync(LogTestOptions options);

    /// <summary>Applies retention now.</summary>
    protected abstract ValueTask ApplyRetentionAsync(ITelemetryLog log);

    /// <summary>Removes what the engine stored.</summary>
    protected abstract ValueTask CleanUpAsync();

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        foreach (var log in _opened) await log.DisposeAsync();
        await CleanUpAsync();
    }

    [Fact]
    public async Task The_engine_is_the_one_the_suite_is_named_after() => GetType().Name.ShouldBe($"{(await Open()).GetType().Name}Tests");

    private async Task<ITelemetryLog> Open(LogTestOptions? options = null)
    {
        var log = await OpenAsync(options ?? new LogTestOptions());
        _opened.Add(log);
        return log;
    }

    private async Task<ITelemetryLog> Reopen(ITelemetryLog log, LogTestOptions? options = null)
    {
        await log.DisposeAsync();
        return await Open(options);
    }

    private Task Soon(ValueTask task) => task.AsTask().WaitAsync(Patience);

    private Task<T> Soon<T>(ValueTask<T> task) => task.AsTask().WaitAsync(Patience);

    private Task<T> Soon<T>(Task<T> task) => task.WaitAsync(Patience);

    private Task<T[]> Soon<T>(IEnumerable<Task<T>> tasks) => Task.WhenAll(tasks).WaitAsync(Patience);
}
