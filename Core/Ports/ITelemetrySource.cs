namespace Maintenance.Core.Ports;

/// <summary>
/// Brings telemetry into the log: receives payloads from senders, has them decoded and appended, and acknowledges them.
/// <para>Durable first: a payload is acknowledged only once the log has it, as telemetry or as a dead letter. What is not acknowledged
/// stays the sender's, to be sent again; duplicates are recognised by identity.</para>
/// <para>Back-pressure: while the log does not accept data, the source holds a bounded number of bytes and makes senders wait, or tells
/// them that it is busy. It never drops data silently.</para>
/// <para>Threading: started and stopped once, by one caller; the rest from any thread.</para>
/// </summary>
public interface ITelemetrySource
{
    /// <summary>For health checks: null while telemetry can come in, otherwise a sentence saying what is wrong.</summary>
    string? Complaint { get; }

    /// <summary>
    /// The source's background loops, once started: ends when the source has stopped, or with an exception when it cannot continue, which
    /// ends the process. Anything that may work later is retried instead. Completed where a source has no loop of its own.
    /// </summary>
    Task Completion { get; }

    /// <summary>Starts to accept telemetry. An unreachable peer is waited for in the background.</summary>
    /// <param name="cancellationToken">Cancels the start.</param>
    Task StartAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Stops accepting, and completes when nothing it accepted will be appended or acknowledged any more. Waits for a stalled log no longer
    /// than senders are made to wait.
    /// </summary>
    /// <param name="cancellationToken">Ends the grace period.</param>
    Task StopAsync(CancellationToken cancellationToken);
}
