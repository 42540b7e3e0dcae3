using Maintenance.Core.Log;

namespace Maintenance.Core.Ports;

/// <summary>Reads one partition forward. Threading: one caller at a time.</summary>
public interface ILogReader : IAsyncDisposable
{
    /// <summary>Offset of the next record this reader will return (or a lower bound of it).</summary>
    long Position { get; }

    /// <summary>
    /// Adds durable records to the batch until no more are available or the batch holds <paramref name="maxBytes"/> (at least one record is
    /// taken).
    /// </summary>
    /// <param name="into">Batch to add to; not cleared.</param>
    /// <param name="maxBytes">Soft bound on <see cref="LogBatch.Bytes"/>.</param>
    /// <returns>Records added; 0 when the reader has caught up.</returns>
    /// <exception cref="LogException">The partition cannot be read.</exception>
    int Read(LogBatch into, int maxBytes);

    /// <summary>True when this reader already knows of a record to <see cref="Read"/>; never asks a broker or a disk.</summary>
    bool HasMore { get; }

    /// <summary>Completes when a record may be available to <see cref="Read"/>; at once if one already is.</summary>
    ValueTask WaitAsync(CancellationToken cancellationToken);
}
