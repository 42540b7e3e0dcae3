using System.Diagnostics.CodeAnalysis;
using Maintenance.Core.Telemetry;

namespace Maintenance.Core.Ports;

/// <summary>
/// Receives what a decoder finds in one payload: checks asset, numbering, time and values, and keeps it for the log or refuses it with its
/// bytes. Arguments are not retained. Threading: the decoder's.
/// </summary>
public interface IPayloadSink
{
    /// <summary>Asset named by topic or address, or empty; the default where the payload names none.</summary>
    ReadOnlySpan<char> SourceAsset { get; }

    /// <summary>Accepts or refuses one reading. Consecutive readings share a record.</summary>
    /// <param name="reading">The reading, with the first fault the decoder found in it.</param>
    /// <param name="bytes">The part of the payload it was read from.</param>
    void Add(ReadingBuilder reading, ReadOnlySpan<byte> bytes);

    /// <summary>
    /// Checks a block's header: faults found by the decoder, asset, presence of a time, numbering. False when refused.
    /// </summary>
    /// <param name="head">Asset, time and numbering of the block's first reading, with the first fault the decoder found in the
    /// block.</param>
    /// <param name="bytes">The part of the payload it was read from.</param>
    /// <param name="readings">Readings of the block, ≥ 1.</param>
    /// <param name="asset">The registered asset.</param>
    bool TryResolve(ReadingBuilder head, ReadOnlySpan<byte> bytes, int readings, [NotNullWhen(true)] out string? asset);

    /// <summary>Accepts or refuses a record whose asset was resolved.</summary>
    /// <param name="record">The record; within the codec's limits except for its size.</param>
    /// <param name="bytes">The part of the payload it was read from.</param>
    void Add(TelemetryRecord record, ReadOnlySpan<byte> bytes);

    /// <summary>Accepts or refuses an encoded record.</summary>
    /// <param name="record">The record, over the payload's bytes.</param>
    /// <param name="position">Position in the payload, bytes.</param>
    void Add(in TelemetryRecordView record, int position);

    /// <summary>Refuses a part of the payload whose asset or numbering cannot be determined.</summary>
    /// <param name="reason">Why.</param>
    /// <param name="detail">One sentence: expected, found, where.</param>
    /// <param name="bytes">The part of the payload.</param>
    /// <param name="asset">Asset as far as known; empty: the source's.</param>
    void Reject(DeadLetterReason reason, string detail, ReadOnlySpan<byte> bytes, ReadOnlySpan<char> asset = default);
}
