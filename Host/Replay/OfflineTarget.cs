using Maintenance.Core.Assets;
using Maintenance.Core.Ports;
using Maintenance.Host.Assets;
using Maintenance.Host.Composition;
using Maintenance.Ingest.Formats.TelemetryV1;
using Maintenance.Ingest.Intake;
using Maintenance.Queries;

namespace Maintenance.Host.Replay;

/// <summary>Replays through the log, scoring and store in this process.</summary>
internal sealed class OfflineTarget : IReplayTarget
{
    private const int FullBatchBytes = 1 << 20;

    private readonly OfflinePipeline _pipeline;
    private readonly SourceContext _source;
    private readonly IngestBatch _batch;

    private OfflineTarget(OfflinePipeline pipeline, string description)
    {
        _pipeline = pipeline;
        _source = new SourceContext(SourceKind.Replay, description);
        _batch = pipeline.Ingestor.RentBatch();
    }

    public long Rejected { get; private set; }

    public static async Task<OfflineTarget> OpenAsync(string dataDirectory, string[] settings, string description,
        CancellationToken cancellationToken)
    {
        var target = new OfflineTarget(await OfflinePipeline.OpenAsync(dataDirectory, settings, cancellationToken), description);
        // What an interrupted replay left in the log counts as already sent.
        await target._pipeline.CatchUpAsync(cancellationToken);
        return target;
    }

    public Task RegisterAsync(IReadOnlyList<Asset> assets, CancellationToken cancellationToken) =>
        AssetTable.RegisterAsync(_pipeline.Store, _pipeline.Registry, assets, cancellationToken);

    public async Task<StoredStream> ReadAsync(string asset, long epoch, CancellationToken cancellationToken) =>
        StoredStream.Of(await _pipeline.Store.QueryAsync(new StoreQuery(StreamSql.Of(AssetId.Parse(asset), epoch)), cancellationToken));

    public async Task SendAsync(ReadOnlyMemory<byte> record, CancellationToken cancellationToken)
    {
        _pipeline.Ingestor.Decode(TelemetryV1Format.Instance, record.Span, in _source, _batch);
        if (_batch.Bytes >= FullBatchBytes) await FlushAsync(cancellationToken);
    }

    public async Task FlushAsync(CancellationToken cancellationToken)
    {
        await _pipeline.Ingestor.CommitAsync(_batch, cancellationToken);
        Rejected += _batch.Rejected;
        _batch.Clear();
    }

    public Task CatchUpAsync(IReadOnlyDictionary<(string Asset, long Epoch), long> expected, CancellationToken cancellationToken) =>
        _pipeline.CatchUpAsync(cancellationToken);

    public ValueTask DisposeAsync() => _pipeline.DisposeAsync();
}
