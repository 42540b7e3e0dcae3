using System.Buffers;
using System.Net.Http.Headers;
using System.Text.Json;
using Maintenance.Core.Assets;
using Maintenance.Core.Ports;
using Maintenance.Host.Client;
using Maintenance.Ingest.Formats.TelemetryV1;
using Maintenance.Queries;

namespace Maintenance.Host.Replay;

/// <summary>Replays into a running host over HTTP.</summary>
internal sealed class HostTarget(RunningHost host, ILogger log) : IReplayTarget
{
    private const int FullBodyBytes = 1 << 20;
    private const string Path = "/api/v1/telemetry?source=replay";
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan StallLimit = TimeSpan.FromMinutes(2);

    private readonly HttpClient _client = host.CreateClient();
    private readonly ISqlAccess _sql = new RemoteSql(host);
    private readonly ArrayBufferWriter<byte> _body = new(FullBodyBytes);

    public long Rejected { get; private set; }

    public Task RegisterAsync(IReadOnlyList<Asset> assets, CancellationToken cancellationToken) =>
        AssetRegistration.RegisterAsync(_client, assets, TimeProvider.System, log, cancellationToken);

    public async Task<StoredStream> ReadAsync(string asset, long epoch, CancellationToken cancellationToken) =>
        StoredStream.Of(await _sql.QueryAsync(StreamSql.Of(AssetId.Parse(asset), epoch), QueryLimits.Default, cancellationToken));

    public async Task SendAsync(ReadOnlyMemory<byte> record, CancellationToken cancellationToken)
    {
        if (_body.WrittenCount + record.Length > FullBodyBytes) await FlushAsync(cancellationToken);
        _body.Write(record.Span);
    }

    public async Task FlushAsync(CancellationToken cancellationToken)
    {
        if (_body.WrittenCount == 0) return;
        using var content = new ReadOnlyMemoryContent(_body.WrittenMemory);
        content.Headers.ContentType = new MediaTypeHeaderValue(TelemetryV1Format.ContentType);
        using var response = await _client.PostAsync(Path, content, cancellationToken);
        var text = await response.Content.ReadAsStringAsync(cancellationToken);
        if (!response.IsSuccessStatusCode && (int)response.StatusCode != StatusCodes.Status400BadRequest)
            throw new HttpRequestException($"{host.Url}{Path} answered {(int)response.StatusCode}: {text}");
        using var json = JsonDocument.Parse(text);
        Rejected += json.RootElement.GetProperty("rejected").GetInt64();
        _body.ResetWrittenCount();
    }

    public async Task CatchUpAsync(IReadOnlyDictionary<(string Asset, long Epoch), long> expected, CancellationToken cancellationToken)
    {
        // What was rejected is known of all streams together only.
        var readings = expected.Values.Sum();
        var (last, since) = (-1L, TimeProvider.System.GetTimestamp());
        while (true)
        {
            var accounted = Rejected;
            foreach (var (asset, epoch) in expected.Keys)
            {
                var stream = await ReadAsync(asset, epoch, cancellationToken);
                accounted += stream.Stored + stream.Duplicates;
            }
            if (accounted >= readings) return;
            if (accounted != last) (last, since) = (accounted, TimeProvider.System.GetTimestamp());
            if (TimeProvider.System.GetElapsedTime(since) > StallLimit)
                throw new StoreException($"The host has stored {accounted} of {readings} readings and makes no progress; "
                    + "see its Data page for the reason.");
            await Task.Delay(PollInterval, cancellationToken);
        }
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _sql.DisposeAsync();
    }
}
