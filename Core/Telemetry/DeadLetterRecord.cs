namespace Maintenance.Core.Telemetry;

/// <summary>
/// One thing that Ingest refused, as it stands in <see cref="Log.Topics.DeadLetter"/> (<c>docs/formats/dead-letter-v1.md</c>).
/// </summary>
public sealed record DeadLetterRecord
{
    /// <summary>When Ingest refused it, Unix µs UTC.</summary>
    public required long ReceivedUnixMicros { get; init; }

    /// <summary>Why.</summary>
    public required DeadLetterReason Reason { get; init; }

    /// <summary>
    /// One sentence: what was expected, what was found, where. At most <see cref="DeadLetterCodecV1.MaxTextBytes"/> bytes.
    /// </summary>
    public required string Detail { get; init; }

    /// <summary>Asset as far as known; empty when the payload does not tell.</summary>
    public string Asset { get; init; } = string.Empty;

    /// <summary>Where it came from, for example <c>mqtt maintenance/v1/…</c> or <c>http 10.0.0.7</c>.</summary>
    public string Source { get; init; } = string.Empty;

    /// <summary>
    /// True when <see cref="Epoch"/> and <see cref="Sequence"/> are valid: the sender was told not to send these readings again.
    /// </summary>
    public bool Sequenced { get; init; }

    /// <summary>Stream epoch of the refused readings.</summary>
    public long Epoch { get; init; }

    /// <summary>Sequence of the first refused reading.</summary>
    public long Sequence { get; init; }

    /// <summary>How many readings were refused; 1 where that cannot be told.</summary>
    public int Readings { get; init; } = 1;

    /// <summary>Bytes of the refused payload (or of the refused part of it) as it came.</summary>
    public required long PayloadBytes { get; init; }

    /// <summary>The first <see cref="DeadLetterCodecV1.MaxKeptPayloadBytes"/> of them.</summary>
    public required ReadOnlyMemory<byte> Payload { get; init; }
}
