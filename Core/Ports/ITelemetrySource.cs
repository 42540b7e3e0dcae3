namespace Maintenance.Core.Ports;

/// <summary>
/// A way in which telemetry comes into the log: it takes payloads from senders, has them decoded and appended, and tells the senders.
/// <para>Durable first: a sender hears that something was taken only when the log has it, as telemetry or as a dead letter. What is not
/// acknowledged is still the sender's, who sends it again; duplicates are recognised by identity.</para>
/// <para>Back-pressure: while the log does not take what comes, the source holds a bounded number of bytes and lets senders wait, or tells
/// them that it is busy. It drops nothing in silence.</para>
/// <para>Threading: started and stopped once, by one caller; the rest from any thread.</para>
/// </summary>
public interface ITelemetrySource
{
    /// <summary>For health: null while telemetry can come in, otherwise what is wrong, as a sentence for people.</summary>
    string? Complaint { get; }

    /// <summary>
    /// The loops behind the source, once it is started: ends when it has stopped, and with an exception when it can go on no more, which
    /// ends the process. Whatever may work later is no reason: the source tries again. Completed where a source has no loop of its own.
    /// </summary>
    Task Completion { get; }

    /// <summary>Begins to take telemetry. A peer that cannot be reached yet is waited for in the background.</summary>
    /// <param name="cancellationToken">Gives up starting.</param>
    Task StartAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Takes nothing more, and completes when nothing of what it took will be appended or acknowledged any more. For a log that stands
    /// still it waits no longer than its senders are let wait.
    /// </summary>
    /// <param name="cancellationToken">The time to stop is over.</param>
    Task StopAsync(CancellationToken cancellationToken);
}
