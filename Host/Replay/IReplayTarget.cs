using Maintenance.Core.Assets;

namespace Maintenance.Host.Replay;

/// <summary>Destination of a replay: a running host, or the log and store in this process.</summary>
internal interface IReplayTarget : IAsyncDisposable
{
    /// <summary>Registers the assets.</summary>
    Task RegisterAsync(IReadOnlyList<Asset> assets, CancellationToken cancellationToken);

    /// <summary>What is already stored of one stream.</summary>
    Task<StoredStream> ReadAsync(string asset, long epoch, CancellationToken cancellationToken);

    /// <summary>Takes a record encoded with codec V1; it may be buffered until <see cref="FlushAsync"/>.</summary>
    Task SendAsync(ReadOnlyMemory<byte> record, CancellationToken cancellationToken);

    /// <summary>Completes once everything sent is durable.</summary>
    Task FlushAsync(CancellationToken cancellationToken);

    /// <summary>Readings that were rejected; the dead letters hold the reasons.</summary>
    long Rejected { get; }

    /// <summary>Completes once everything sent is scored and stored.</summary>
    /// <param name="expected">Per stream, the number of stored and duplicate readings to wait for.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    Task CatchUpAsync(IReadOnlyDictionary<(string Asset, long Epoch), long> expected, CancellationToken cancellationToken);
}
