using System.Net.Http.Headers;
using System.Text.Json;

namespace Maintenance.Simulator.Load;

/// <summary>Sends load over HTTP: POSTs of up to 64 records or 1 MiB, one at a time.</summary>
internal sealed class HttpLoadSender : LoadSender
{
    private const int MaxBytes = 1 << 20;

    private readonly LoadGenerator _generator;
    private readonly LoadCounters _counters;
    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromSeconds(30) };
    private readonly byte[] _buffer;
    private readonly int _capacity;
    private int _pending;

    public HttpLoadSender(LoadOptions options, LoadGenerator generator, LoadCounters counters)
    {
        _generator = generator;
        _counters = counters;
        _capacity = Math.Clamp(MaxBytes / generator.RecordBytes, 1, 64);
        _buffer = new byte[_capacity * generator.RecordBytes];
        _http.BaseAddress = options.HttpAddress ?? throw new ArgumentException("HTTP transport requires HttpAddress.", nameof(options));
        if (options.Token is { } token) _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
    }

    public override Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public override async ValueTask SendAsync(int asset, CancellationToken cancellationToken)
    {
        _generator.NextRecord(asset, _buffer.AsSpan(_pending * _generator.RecordBytes));
        if (++_pending == _capacity) await FlushAsync(cancellationToken);
    }

    public override async ValueTask FlushAsync(CancellationToken cancellationToken)
    {
        if (_pending == 0) return;
        var readings = (long)_pending * _generator.ReadingsPerRecord;
        using var content = new ByteArrayContent(_buffer, 0, _pending * _generator.RecordBytes);
        _pending = 0;
        content.Headers.ContentType = new MediaTypeHeaderValue(Wire.TelemetryV1ContentType);
        try
        {
            // Not cancelled with the run: sent records count only once answered.
            using var response = await _http.PostAsync(Wire.TelemetryPath, content, CancellationToken.None);
            var accepted = await AcceptedAsync(response, readings);
            _counters.Accept(accepted);
            _counters.Refuse(readings - accepted);
        }
        catch (Exception error) when (error is HttpRequestException or TaskCanceledException)
        {
            _counters.Refuse(readings);
        }
        cancellationToken.ThrowIfCancellationRequested();
    }

    // A 200 may reject some of the readings; its body says how many were accepted.
    private static async Task<long> AcceptedAsync(HttpResponseMessage response, long readings)
    {
        if (!response.IsSuccessStatusCode) return 0;
        try
        {
            using var answer = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
            return Math.Clamp(answer.RootElement.GetProperty("accepted").GetInt64(), 0, readings);
        }
        catch (Exception error) when (error is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return 0; // whoever answered was no host
        }
    }

    public override async Task CompleteAsync() => await FlushAsync(CancellationToken.None);

    public override ValueTask DisposeAsync()
    {
        _http.Dispose();
        return ValueTask.CompletedTask;
    }
}
