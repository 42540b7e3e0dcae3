using Maintenance.Core.Ports;
using Maintenance.Ingest.Intake;
using Maintenance.Ingest.Observability;
using Maintenance.Ingest.Sources.Mqtt.Inbound;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Polly;
using Polly.Retry;

namespace Maintenance.Ingest.Sources.Mqtt;

/// <summary>
/// Moves MQTT messages into the log: takes all that are waiting, decodes them, appends them with one flush, and only then acknowledges: to
/// the publisher (PUBACK, PUBREC) and, for numbered readings, per asset (<c>docs/formats/acknowledgement.md</c>). Rejected payloads are
/// durable as dead letters before they are acknowledged.
/// <para>Failure strategy: while a batch cannot be appended, the same batch is retried with growing delays; nothing is acknowledged,
/// the buffer fills, the connections stall, and peers keep their data. An acknowledgement that cannot be published is dropped: the edge
/// resends and is acknowledged then.</para>
/// <para>Threading: one worker.</para>
/// </summary>
internal sealed partial class TelemetryWorker : BackgroundService
{
    private const int BatchBytes = 8 * 1024 * 1024;
    private const int ManyBytes = 256 * 1024;

    private const int Turns = 10;

    // Fewer commits make each message of a flood cheaper.
    private static readonly TimeSpan GatheringMany = TimeSpan.FromMilliseconds(4);
    private static readonly TimeSpan FirstRetry = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan MaxRetry = TimeSpan.FromSeconds(5);

    private readonly TelemetryIngestor _ingestor;
    private readonly InboundBuffer _inbound;
    private readonly IngestMetrics _metrics;
    private readonly TimeProvider _clock;
    private readonly ILogger<TelemetryWorker> _logger;
    private readonly ResiliencePipeline _untilTaken;
    private readonly TopicCache _topics = new();
    private readonly AcknowledgementWriter _acknowledgements = new();
    private readonly Dictionary<string, string> _acknowledgementTopics = new(StringComparer.Ordinal);
    private IAcknowledgementPublisher? _publisher;
    private volatile bool _logAway;

    public TelemetryWorker(TelemetryIngestor ingestor, InboundBuffer inbound, IngestMetrics metrics, TimeProvider clock,
        ILogger<TelemetryWorker> logger)
    {
        _ingestor = ingestor;
        _inbound = inbound;
        _metrics = metrics;
        _clock = clock;
        _logger = logger;
        _untilTaken = new ResiliencePipelineBuilder { TimeProvider = clock }.AddRetry(new RetryStrategyOptions
        {
            // Even if not transient: giving up would lose messages that nobody would resend.
            ShouldHandle = new PredicateBuilder().Handle<LogException>(),
            MaxRetryAttempts = int.MaxValue,
            BackoffType = DelayBackoffType.Exponential,
            Delay = FirstRetry,
            MaxDelay = MaxRetry,
            OnRetry = OnRetry,
        }).Build();
    }

    /// <summary>For the health check: null while appends succeed.</summary>
    public string? Complaint => _logAway ? "appends to the telemetry log fail and are being retried" : null;

    /// <summary>Starts the worker.</summary>
    /// <param name="publisher">Publishes acknowledgements per asset.</param>
    /// <param name="cancellationToken">Cancels the start.</param>
    public Task StartAsync(IAcknowledgementPublisher publisher, CancellationToken cancellationToken)
    {
        _publisher = publisher;
        return StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        _metrics.ObserveBuffer(() => _inbound.Bytes);
        await Task.Yield(); // the rest of the host must not wait for the first message
        try
        {
            await WorkAsync(stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            LogStopped();
        }
    }

    private async Task WorkAsync(CancellationToken stoppingToken)
    {
        var batch = _ingestor.RentBatch();
        while (true)
        {
            await GatherAsync(stoppingToken);
            var messages = _inbound.Take();
            _metrics.Received(messages.Count);
            for (var next = 0; next < messages.Count;)
            {
                var first = next;
                batch.Clear();
                batch.Received(messages.FirstArrival);
                next = Decode(messages, next, batch);
                await CommitAsync(batch, stoppingToken);
                messages.Acknowledge(first, next);
                await _acknowledgements.WriteAsync(batch.Ranges, (asset, json) => AcknowledgeAsync(asset, json, stoppingToken));
                LogCommitted(batch.Accepted, batch.Rejected);
            }
        }
    }

    // Publishers waiting for acknowledgements all resume at once: after the other connections have had their turn, one commit serves
    // them all, not just the first. (A 1 ms timer costs four publishers with 20 messages in flight a fifth of their throughput.)
    private async ValueTask GatherAsync(CancellationToken stoppingToken)
    {
        await _inbound.WaitAsync(stoppingToken);
        for (var turn = 0; turn < Turns; turn++) await Task.Yield();
        if (_inbound.Bytes >= ManyBytes) await Task.Delay(GatheringMany, _clock, stoppingToken);
    }

    private int Decode(InboundMessages messages, int next, IngestBatch batch)
    {
        _acknowledgementTopics.Clear(); // any client may invent topics
        for (; next < messages.Count && batch.Bytes < BatchBytes; next++)
        {
            // An empty message only clears a retained one (MQTT 5, 3.3.1.3); it carries no reading.
            if (messages.PayloadBytes(next) == 0) continue;
            var topic = _topics.Get(messages.Topic(next));
            _ingestor.Decode(topic.Format, messages.Payload(next), topic.Source, batch, messages.PayloadBytes(next));
            if (topic.Source.Asset is { } asset) _acknowledgementTopics[asset] = topic.AcknowledgementTopic;
        }
        return next;
    }

    private async ValueTask CommitAsync(IngestBatch batch, CancellationToken stoppingToken)
    {
        await _untilTaken.ExecuteAsync(static (work, token) => work.Ingestor.CommitAsync(work.Batch, token),
            (Ingestor: _ingestor, Batch: batch), stoppingToken);
        _logAway = false;
    }

    private ValueTask OnRetry(OnRetryArguments<object> attempt)
    {
        _logAway = true;
        _metrics.LogRetried();
        LogCannotAppend(attempt.Outcome.Exception!, attempt.RetryDelay.TotalSeconds);
        return ValueTask.CompletedTask;
    }

    private async ValueTask AcknowledgeAsync(string asset, ReadOnlyMemory<byte> acknowledgement, CancellationToken stoppingToken)
    {
        if (!_acknowledgementTopics.TryGetValue(asset, out var topic)) return; // the payload's asset differs from its topic's
        _metrics.Acknowledged(await _publisher!.PublishAsync(topic, acknowledgement, stoppingToken));
    }

    [LoggerMessage(2005, LogLevel.Warning, "A batch could not be appended to the telemetry log; next attempt in {Seconds:0.00} s")]
    private partial void LogCannotAppend(Exception error, double seconds);

    [LoggerMessage(2006, LogLevel.Debug, "Batch committed: {Accepted} readings accepted, {Rejected} rejected")]
    private partial void LogCommitted(long accepted, long rejected);

    [LoggerMessage(2007, LogLevel.Information, "MQTT ingest stopped")]
    private partial void LogStopped();
}
