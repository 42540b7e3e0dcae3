namespace Maintenance.Core.Ports;

/// <summary>Shows where the readers of the log stand, and moves them on a person's word. Threading: any.</summary>
public interface IReaderOffsets
{
    /// <summary>All partitions of the topics that are stored: telemetry, then dead letters.</summary>
    /// <exception cref="LogException">The log cannot tell.</exception>
    /// <exception cref="StoreException">The store cannot tell.</exception>
    Task<IReadOnlyList<ReaderOffset>> ListAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Moves a reader to an offset of the log as it is now, with an entry in <c>audit</c>. Readings that are stored already are recognised
    /// when they are read again; dead letters are stored again.
    /// </summary>
    /// <param name="topic">Topic.</param>
    /// <param name="partition">Partition.</param>
    /// <param name="to"><c>beginning</c>, <c>end</c>, or an offset between them.</param>
    /// <param name="reason">Why; 1–500 characters.</param>
    /// <param name="who">On whose word.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <exception cref="OffsetRefusedException">One of them is not allowed.</exception>
    Task<ReaderOffset> MoveAsync(string topic, int partition, string to, string reason, string who, CancellationToken cancellationToken);
}
