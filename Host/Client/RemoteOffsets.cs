using System.Net;
using System.Text.Json;
using Maintenance.Core.Ports;

namespace Maintenance.Host.Client;

/// <summary>The offsets of a running host, through <c>/api/v1/offsets</c>; the host's audit names the local command line.</summary>
internal sealed class RemoteOffsets(RunningHost host) : IReaderOffsets, IDisposable
{
    private readonly HttpClient _client = host.CreateClient();

    public async Task<IReadOnlyList<ReaderOffset>> ListAsync(CancellationToken cancellationToken)
    {
        using var answer = await _client.GetAsync("/api/v1/offsets", cancellationToken);
        return await ReadAsync<ReaderOffset[]>(answer, cancellationToken);
    }

    public async Task<ReaderOffset> MoveAsync(string topic, int partition, string to, string reason, string actor,
        CancellationToken cancellationToken)
    {
        using var answer = await _client.PostAsJsonAsync("/api/v1/offsets", new { topic, partition, to, reason }, cancellationToken);
        return await ReadAsync<ReaderOffset>(answer, cancellationToken);
    }

    public void Dispose() => _client.Dispose();

    private static async Task<T> ReadAsync<T>(HttpResponseMessage answer, CancellationToken cancellationToken)
    {
        if (answer.IsSuccessStatusCode) return (await answer.Content.ReadFromJsonAsync<T>(JsonSerializerOptions.Web, cancellationToken))!;
        using var problem = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(cancellationToken));
        var detail = problem.RootElement.TryGetProperty("detail", out var text)
            ? text.GetString()! : $"The host answered {(int)answer.StatusCode}; its console says why.";
        throw answer.StatusCode == HttpStatusCode.BadRequest ? new OffsetRefusedException(detail) : new StoreException(detail);
    }
}
