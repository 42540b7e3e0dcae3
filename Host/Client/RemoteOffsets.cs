using System.Net;
using System.Text.Json;
using Maintenance.Core.Ports;

namespace Maintenance.Host.Client;

/// <summary>The offsets of a running host, through <c>/api/v1/offsets</c>; its audit names the local command line as actor.</summary>
internal sealed class RemoteOffsets(RunningHost host) : IReaderOffsets, IDisposable
{
    private readonly HttpClient _client = host.CreateClient();

    public async Task<IReadOnlyList<ReaderOffset>> ListAsync(CancellationToken cancellationToken)
    {
        using var response = await _client.GetAsync("/api/v1/offsets", cancellationToken);
        return await ReadAsync<ReaderOffset[]>(response, cancellationToken);
    }

    public async Task<ReaderOffset> MoveAsync(string topic, int partition, string to, string reason, string actor,
        CancellationToken cancellationToken)
    {
        using var response = await _client.PostAsJsonAsync("/api/v1/offsets", new { topic, partition, to, reason }, cancellationToken);
        return await ReadAsync<ReaderOffset>(response, cancellationToken);
    }

    public void Dispose() => _client.Dispose();

    private static async Task<T> ReadAsync<T>(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        if (response.IsSuccessStatusCode)
            return (await response.Content.ReadFromJsonAsync<T>(JsonSerializerOptions.Web, cancellationToken))!;
        var detail = await Problem.ReadAsync(response, cancellationToken);
        throw response.StatusCode == HttpStatusCode.BadRequest ? new OffsetRefusedException(detail) : new StoreException(detail);
    }
}
