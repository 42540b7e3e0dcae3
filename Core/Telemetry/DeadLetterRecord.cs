namespace Maintenance.Core.Telemetry;

/// <summary>
/// Something Ingest refused, as written to <see cref="Log.Topics.DeadLetter"/> (<c>docs/formats/dead-letter-v1.md</c>).
/// </summary>
public sealed record DeadLetterRecord
{
    /// <summary>When Ingest refused it, Unix µs UTC.</summary>
    public required long ReceivedUnixMicros { get; init; }

    /// <summary>Why it was refused.</summary>
    public required DeadLetterReason Reason { get; init; }

    /// <summary>
    /// One sentence: what was expected, what was found, where. At most <see cref="DeadLetterCodecV1.MaxTextBytes"/> bytes.
    /// </summary>
    public required string Detail { get; init; }

    /// <summary>Asset id; empty when the payload does not give it.</summary>
    public string Asset { get; init; } = string.Empty;

    /// <summary>Where it came from, for example <c>mqtt maintenance/v1/…</c> or <c>http 10.0.0.7</c>.</summary>
    public string Source { get; init; } = string.Empty;

    /// <summary>
    /// True when <see cref="Epoch"/> and <see cref="Sequence"/> are valid: the sender was told not to resend these readings.
    /// </summary>
    public bool Sequenced { get; init; }

    /// <summary>Stream epoch of the refused readings.</summary>
    public long Epoch { get; init; }

    /// <summary>Sequence of the first refused reading.</summary>
    public long Sequence { get; init; }

    /// <summary>
    /// True when it stands for several refusals beyond Ingest's quotas: it has no payload, and source and detail are those of the last.
    /// </summary>
    public bool IsCount { get; init; }

    /// <summary>Number of readings refused; 1 when unknown.</summary>
    public int Readings { get; init; } = 1;

    /// <summary>Length of the refused payload, or of its refused part, bytes.</summary>
    public required long PayloadBytes { get; init; }

    /// <summary>The first <see cref="DeadLetterCodecV1.MaxKeptPayloadBytes"/> of them.</summary>
    public required ReadOnlyMemory<byte> Payload { get; init; }
}
