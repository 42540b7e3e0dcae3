using System.Buffers;
using System.Buffers.Binary;
using System.Net;
using System.Net.Http.Headers;
using System.Threading.Channels;
using Microsoft.Extensions.Logging;

namespace Maintenance.Simulator.Edge;

/// <summary>
/// Records over HTTP: one post at a time of up to a megabyte; a 200 acknowledges all of them. On any other answer or a broken connection it pauses
/// with backoff and then says "connected", upon which the agent sends again what is open.
/// </summary>
internal sealed partial class HttpEdgeTransport : IEdgeTransport
{
    private const int MostBytesPerPost = 1 << 20;
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(15);

    private readonly HttpClient _http;
    private readonly SimulatorPayload _payload;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly ArrayBufferWriter<byte> _body = new(MostBytesPerPost);
    private readonly List<(int Asset, long Epoch, long First, long Last)> _batch = [];
    private readonly CancellationTokenSource _stop = new();
    private readonly Channel<EdgeEvent> _events = Channel.CreateBounded<EdgeEvent>(new BoundedChannelOptions(100_000) { SingleReader = true });
    private Task _post = Task.CompletedTask;
    private TimeSpan _pause = FirstPause;

    public HttpEdgeTransport(Uri address, string? token, SimulatorPayload payload, TimeProvider time, ILogger logger)
    {
        _http = new HttpClient { BaseAddress = address, Timeout = TimeSpan.FromSeconds(30) };
        if (token is not null) _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        _payload = payload;
        _time = time;
        _logger = logger;
    }

    public ChannelReader<EdgeEvent> Events => _events.Reader;

    public bool IsReady => _post.IsCompleted;

    public void Start() => _events.Writer.TryWrite(new EdgeEvent(EdgeEvent.EventKind.Connected, 0, null));

    public bool TrySend(int asset, ReadOnlySpan<byte> record)
    {
        if (!IsReady || (_batch.Count > 0 && _body.WrittenCount + record.Length > MostBytesPerPost)) return false;
        if (_payload == SimulatorPayload.V1)
        {
            _body.Write(record);
        }
        else
        {
            // Several JSON documents in one body: one a line (ndjson).
            _body.Write(EdgeJson.Encode(record));
            _body.Write("\n"u8);
        }
        var first = BinaryPrimitives.ReadInt64LittleEndian(record[24..]);
        _batch.Add((asset, BinaryPrimitives.ReadInt64LittleEndian(record[16..]), first, first + BinaryPrimitives.ReadInt32LittleEndian(record[8..]) - 1));
        return true;
    }

    public void Flush()
    {
        if (_batch.Count > 0 && IsReady) _post = PostAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _post.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _http.Dispose();
        _stop.Dispose();
        _events.Writer.TryComplete();
    }

    private async Task PostAsync()
    {
        try
        {
            using var content = new ReadOnlyMemoryContent(_body.WrittenMemory);
            content.Headers.ContentType = new MediaTypeHeaderValue(_payload == SimulatorPayload.V1 ? Wire.TelemetryV1ContentType : "application/x-ndjson");
            using var answer = await _http.PostAsync(Wire.TelemetryPath, content, _stop.Token);
            // 400: every reading of the post was refused and is a durable dead letter; to send it again would only repeat that.
            if (answer.StatusCode is HttpStatusCode.OK or HttpStatusCode.BadRequest)
            {
                Settle(rejected: answer.StatusCode == HttpStatusCode.BadRequest);
                _pause = FirstPause;
                return;
            }
            LogRefused(_logger, (int)answer.StatusCode, _batch.Count, _pause.TotalSeconds);
        }
        catch (Exception e) when (e is HttpRequestException or TaskCanceledException && !_stop.IsCancellationRequested)
        {
            LogUnreachable(_logger, _http.BaseAddress!, e.Message, _pause.TotalSeconds);
        }
        finally
        {
            _batch.Clear();
            _body.ResetWrittenCount();
        }
        await Task.Delay(_pause, _time, _stop.Token);
        _pause = TimeSpan.FromTicks(Math.Min(_pause.Ticks * 2, LongestPause.Ticks));
        _events.Writer.TryWrite(new EdgeEvent(EdgeEvent.EventKind.Connected, 0, null));
    }

    private void Settle(bool rejected)
    {
        foreach (var (asset, epoch, first, last) in _batch)
        {
            var acknowledgement = rejected ? new Acknowledgement(epoch, [], [(first, last, "answered 400")]) : new Acknowledgement(epoch, [(first, last)], []);
            _events.Writer.TryWrite(new EdgeEvent(EdgeEvent.EventKind.Acknowledged, asset, acknowledgement));
        }
    }

    [LoggerMessage(1110, LogLevel.Warning, "The host answered {Status} to a post of {Records} records; they are sent again after {Seconds} s")]
    private static partial void LogRefused(ILogger logger, int status, int records, double seconds);

    [LoggerMessage(1111, LogLevel.Warning, "The host at {Address} cannot be reached ({Reason}); the next attempt is in {Seconds} s")]
    private static partial void LogUnreachable(ILogger logger, Uri address, string reason, double seconds);
}
