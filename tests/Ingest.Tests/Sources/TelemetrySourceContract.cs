using Maintenance.Core.Ports;
using Maintenance.Core.Telemetry;
using Maintenance.Ingest.Tests.Sources.Mqtt;
using MQTTnet.Exceptions;

namespace Maintenance.Ingest.Tests.Sources;

/// <summary>What every source keeps to (<see cref="ITelemetrySource"/>). A subclass starts one over a log and is its sender.</summary>
public abstract class TelemetrySourceContract : IAsyncLifetime
{
    private const int Readings = 10;

    private FakeLog _log = null!;
    private ITelemetrySource _source = null!;

    /// <summary>The type of the source.</summary>
    internal abstract Type SourceType { get; }

    public async Task InitializeAsync() => (_log, _source) = await StartAsync();

    public abstract Task DisposeAsync();

    /// <summary>Starts the source and the way to it.</summary>
    internal abstract Task<(FakeLog Log, ITelemetrySource Source)> StartAsync();

    /// <summary>
    /// Sends a block of the asset: true once it is acknowledged, as taken or as refused; false, or an exception, when it is known that it
    /// will not be.
    /// </summary>
    internal abstract Task<bool> SendAsync(string asset, byte[] block, CancellationToken cancellationToken);

    [Fact]
    public async Task A_running_source_has_no_complaint_and_takes_telemetry()
    {
        _source.ShouldBeOfType(SourceType);
        _source.Complaint.ShouldBeNull();

        (await SendAsync("D1", 0)).ShouldBeTrue();

        _log.Records.ShouldHaveSingleItem().Sequence.ShouldBe(0);
        _source.Completion.IsFaulted.ShouldBeFalse();
    }

    [Fact]
    public async Task Nothing_is_acknowledged_before_the_log_has_it()
    {
        _log.Stall();
        var sending = SendAsync("D1", 0);
        await _log.Asked;

        sending.IsCompleted.ShouldBeFalse();
        _log.Resume();

        (await sending).ShouldBeTrue();
        _log.ReadingCount.ShouldBe(Readings);
    }

    [Fact]
    public async Task What_is_refused_is_acknowledged_when_its_dead_letter_is_durable()
    {
        _log.Stall();
        var sending = SendAsync("GHOST", 0);
        await _log.Asked;

        sending.IsCompleted.ShouldBeFalse();
        _log.Resume();

        (await sending).ShouldBeTrue();
        _log.Letters.ShouldHaveSingleItem().Reason.ShouldBe(DeadLetterReason.UnknownAsset);
    }

    [Fact]
    public async Task While_the_log_fails_nothing_is_acknowledged_and_what_is_sent_again_arrives()
    {
        _log.FailingFlushes = 2;

        while (!await SendAsync("D1", 0)) _log.RecordCount.ShouldBe(0);

        _log.FailingFlushes.ShouldBe(0);
        _log.Records.Select(r => r.Sequence).Distinct().ShouldBe([0]);
    }

    [Fact]
    public async Task Of_a_flood_onto_a_log_that_stands_still_nothing_is_lost_that_was_acknowledged()
    {
        const int blocks = 200;
        _log.Stall();
        var early = 0;
        var sending = Enumerable.Range(0, blocks).Select(SendCountedAsync).ToArray();
        await _log.Asked;
        Volatile.Read(ref early).ShouldBe(0);

        _log.Resume();
        var acknowledged = await Task.WhenAll(sending);
        for (var i = 0; i < blocks; i++)
            while (!acknowledged[i]) acknowledged[i] = await SendAsync("D1", i * Readings);

        _log.Records.Select(r => r.Sequence).Distinct().Order().ShouldBe(Enumerable.Range(0, blocks).Select(i => (long)i * Readings));

        async Task<bool> SendCountedAsync(int block)
        {
            var taken = await SendAsync("D1", block * Readings);
            if (taken) Interlocked.Increment(ref early);
            return taken;
        }
    }

    [Fact]
    public async Task A_stopped_source_says_so_and_acknowledges_nothing_that_waited_for_the_log()
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(IngestHost.Soon);
        _log.Stall();
        var sending = SendAsync("D1", IngestHost.Block("D1", 0, Readings), patience.Token);
        await _log.Asked;

        await _source.StopAsync(IngestHost.Soon);
        await _source.Completion.WaitAsync(IngestHost.Soon);
        _log.Resume();

        _source.Complaint.ShouldNotBeNull();
        await patience.CancelAsync();
        (await IsAcknowledgedAsync(sending)).ShouldBeFalse();
        _log.RecordCount.ShouldBe(0);
    }

    private static async Task<bool> IsAcknowledgedAsync(Task<bool> sending)
    {
        try
        {
            return await sending;
        }
        catch (Exception error) when (error is OperationCanceledException or HttpRequestException or MqttCommunicationException
            or MqttClientDisconnectedException)
        {
            return false;
        }
    }

    private Task<bool> SendAsync(string asset, long sequence) =>
        SendAsync(asset, IngestHost.Block(asset, sequence, Readings), IngestHost.Soon);
}
