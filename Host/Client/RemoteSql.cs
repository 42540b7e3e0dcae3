using System.Net;
using System.Text.Json;
using Maintenance.Core.Ports;

namespace Maintenance.Host.Client;

/// <summary>SQL through <c>POST /api/v1/sql</c> of the running host, which owns the store's file and applies its own limits.</summary>
internal sealed class RemoteSql(RunningHost host) : ISqlAccess
{
    private readonly HttpClient _client = host.CreateClient();

    public async Task<QueryResult> QueryAsync(string sql, QueryLimits limits, CancellationToken cancellationToken)
    {
        using var response = await _client.PostAsJsonAsync("/api/v1/sql", new { query = sql, maxRows = limits.MaxRows }, cancellationToken);
        await using var body = await response.Content.ReadAsStreamAsync(cancellationToken);
        using var json = await JsonDocument.ParseAsync(body, cancellationToken: cancellationToken);
        var root = json.RootElement;
        if (response.StatusCode == HttpStatusCode.BadRequest)
            throw new QueryRefusedException(root.TryGetProperty("detail", out var detail) ? detail.GetString()! : root.ToString());
        response.EnsureSuccessStatusCode();
        return new QueryResult(
            [.. root.GetProperty("columns").EnumerateArray().Select(c => c.GetString()!)],
            [.. root.GetProperty("rows").EnumerateArray().Select(r => r.EnumerateArray().Select(ToValue).ToArray())],
            root.TryGetProperty("truncated", out var truncated) && truncated.GetBoolean());
    }

    public ValueTask DisposeAsync()
    {
        _client.Dispose();
        return ValueTask.CompletedTask;
    }

    private static object? ToValue(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Null => null,
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.Number => element.TryGetInt64(out var whole) ? whole : element.GetDouble(),
        JsonValueKind.String => element.GetString(),
        _ => element.ToString(),
    };
}
