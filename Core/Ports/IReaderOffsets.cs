namespace Maintenance.Core.Ports;

/// <summary>Shows the positions of the log's readers, and moves them on request. Threading: any.</summary>
public interface IReaderOffsets
{
    /// <summary>All partitions of the stored topics: telemetry, then dead letters.</summary>
    /// <exception cref="LogException">The log cannot be read.</exception>
    /// <exception cref="StoreException">The store cannot be read.</exception>
    Task<IReadOnlyList<ReaderOffset>> ListAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Moves a reader to an offset of the current log, with an entry in <c>audit</c>. Readings already stored are recognised when read
    /// again; dead letters are stored again.
    /// </summary>
    /// <param name="topic">Topic.</param>
    /// <param name="partition">Partition.</param>
    /// <param name="to"><c>beginning</c>, <c>end</c>, or an offset between them.</param>
    /// <param name="reason">Why; 1–500 characters.</param>
    /// <param name="actor">Who does it, as recorded in the audit.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <exception cref="OffsetRefusedException">An argument is not allowed; the message says what is.</exception>
    Task<ReaderOffset> MoveAsync(string topic, int partition, string to, string reason, string actor, CancellationToken cancellationToken);
}
