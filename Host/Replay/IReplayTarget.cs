using Maintenance.Core.Assets;

namespace Maintenance.Host.Replay;

/// <summary>Where a replay goes: a running host, or log and store in this process.</summary>
internal interface IReplayTarget : IAsyncDisposable
{
    /// <summary>Makes the assets known.</summary>
    Task RegisterAsync(IReadOnlyList<Asset> assets, CancellationToken cancellationToken);

    /// <summary>What is stored of one stream already.</summary>
    Task<StoredStream> ReadAsync(string asset, long epoch, CancellationToken cancellationToken);

    /// <summary>Takes a record, encoded by codec V1; it may be held until <see cref="FlushAsync"/>.</summary>
    Task SendAsync(ReadOnlyMemory<byte> record, CancellationToken cancellationToken);

    /// <summary>Completes when everything sent is durable.</summary>
    Task FlushAsync(CancellationToken cancellationToken);

    /// <summary>Readings that were refused, with reasons in the dead letters.</summary>
    long Rejected { get; }

    /// <summary>Completes when everything that was sent is scored and stored.</summary>
    /// <param name="expected">Per stream, the readings stored and duplicate that must be accounted for.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    Task CatchUpAsync(IReadOnlyDictionary<(string Asset, long Epoch), long> expected, CancellationToken cancellationToken);
}
