using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Maintenance.Core.Models;
using Maintenance.Core.Ports;

namespace Maintenance.Host.Client;

/// <summary>The model registry of a running host, through <c>/api/v1/models</c>; its audit names the local command line as actor.</summary>
internal sealed class RemoteModels(RunningHost host) : IModelRegistry, IDisposable
{
    private readonly HttpClient _client = host.CreateClient();

    public async Task<IReadOnlyList<RegisteredModel>> ListAsync(CancellationToken cancellationToken)
    {
        using var json = await ReadJsonAsync(_client.GetAsync("/api/v1/models", cancellationToken), cancellationToken);
        return [.. json.RootElement.EnumerateArray().Select(Read)];
    }

    public async Task<RegisteredModel> ImportAsync(byte[] document, string? card, string actor, CancellationToken cancellationToken)
    {
        using var body = new ByteArrayContent(document)
        {
            Headers =
            { ContentType = new MediaTypeHeaderValue("application/octet-stream") }
        };
        using var imported = await ReadJsonAsync(_client.PostAsync("/api/v1/models", body, cancellationToken), cancellationToken);
        var model = Read(imported.RootElement);
        if (card is null) return model;
        using var text = new StringContent(card, Encoding.UTF8, "application/json");
        using var described = await ReadJsonAsync(_client.PutAsync($"/api/v1/models/{model.Hash}/card", text, cancellationToken),
            cancellationToken);
        return Read(described.RootElement);
    }

    public async Task<RegisteredModel> SetStageAsync(string hash, string stage, string actor, CancellationToken cancellationToken)
    {
        using var json = await ReadJsonAsync(_client.PostAsJsonAsync($"/api/v1/models/{Uri.EscapeDataString(hash)}/stage", new { stage },
            cancellationToken), cancellationToken);
        return Read(json.RootElement);
    }

    public async Task<IReadOnlyList<ModelComparison>> CompareAsync(CancellationToken cancellationToken)
    {
        using var json = await ReadJsonAsync(_client.GetAsync("/api/v1/models/comparison", cancellationToken), cancellationToken);
        return json.RootElement.Deserialize<ModelComparison[]>(JsonSerializerOptions.Web)!;
    }

    public async Task<byte[]> ReadDocumentAsync(string hash, CancellationToken cancellationToken)
    {
        using var response = await _client.GetAsync($"/api/v1/models/{Uri.EscapeDataString(hash)}/document", cancellationToken);
        await ThrowIfRefusedAsync(response, cancellationToken);
        return await response.Content.ReadAsByteArrayAsync(cancellationToken);
    }

    public void Dispose() => _client.Dispose();

    private static async Task<JsonDocument> ReadJsonAsync(Task<HttpResponseMessage> asked, CancellationToken cancellationToken)
    {
        using var response = await asked;
        await ThrowIfRefusedAsync(response, cancellationToken);
        return await JsonDocument.ParseAsync(await response.Content.ReadAsStreamAsync(cancellationToken),
            cancellationToken: cancellationToken);
    }

    private static async Task ThrowIfRefusedAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        if (response.IsSuccessStatusCode) return;
        var detail = await Problem.ReadAsync(response, cancellationToken);
        throw response.StatusCode == HttpStatusCode.BadRequest ? new ModelRefusedException(detail) : new StoreException(detail);
    }

    private static RegisteredModel Read(JsonElement m) => new(
        Text("hash")(m)!, Text("name")(m)!, Text("role")(m)!, Text("stage")(m)!, Text("loadedBy")(m)!, Time("loaded")(m)!.Value,
        Time("promoted")(m), Text("promotedBy")(m),
        Time("retired")(m), m.GetProperty("bytes").GetInt64(), m.GetProperty("card") is { ValueKind: JsonValueKind.Object } card
            ? card.GetRawText() : null);

    private static Func<JsonElement, string?> Text(string name) => m => m.GetProperty(name).GetString();

    private static Func<JsonElement, DateTime?> Time(string name) => m => m.GetProperty(name) is { ValueKind: JsonValueKind.String } time
        ? time.GetDateTime().ToUniversalTime() : null;
}
