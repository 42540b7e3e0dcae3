using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Maintenance.Api.Rest;
using Maintenance.Core.Ports;

namespace Maintenance.Host.Client;

/// <summary>
/// SQL through <c>POST /api/v1/sql</c> of the running host, which owns the store's file and applies its own limits. Values arrive as the
/// store gave them, kind and digits.
/// </summary>
internal sealed class RemoteSql : ISqlAccess
{
    private const string Lines = "application/x-ndjson";
    private const int RowsPerPage = 4096;
    private readonly HttpClient _client;

    public RemoteSql(RunningHost host)
    {
        _client = host.CreateClient();
        _client.Timeout = Timeout.InfiniteTimeSpan; // the host's limits apply
    }

    public async Task<bool> StreamAsync(string sql, QueryLimits limits, IQuerySink rows, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/sql")
        {
            Content = JsonContent.Create(new { query = sql, maxRows = limits.MaxRows, timeoutSeconds = limits.Timeout.TotalSeconds }),
        };
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue(Lines));
        using var response = await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        if (!response.IsSuccessStatusCode) throw await RefusalAsync(response, cancellationToken);
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync(cancellationToken));
        return await ReadAsync(reader, rows, cancellationToken);
    }

    public ValueTask DisposeAsync()
    {
        _client.Dispose();
        return ValueTask.CompletedTask;
    }

    private static async Task<bool> ReadAsync(StreamReader reader, IQuerySink rows, CancellationToken cancellationToken)
    {
        QueryColumn[]? columns = null;
        var page = new List<object?[]>();
        while (await reader.ReadLineAsync(cancellationToken) is { } line)
        {
            using var json = JsonDocument.Parse(line);
            if (columns is null)
            {
                columns = Columns(json.RootElement);
                await rows.StartAsync(columns, cancellationToken);
                continue;
            }
            var isRow = json.RootElement.ValueKind == JsonValueKind.Array;
            if (isRow) page.Add([.. json.RootElement.EnumerateArray().Select((value, i) => SqlJson.Read(value, columns[i].Kind))]);
            if (page.Count > 0 && (!isRow || page.Count == RowsPerPage))
            {
                await rows.WriteAsync(page, cancellationToken);
                page = [];
            }
            if (!isRow) return End(json.RootElement);
        }
        throw new StoreException("The host ended the answer before its end: it stopped, or the connection was cut. Run the query again.",
            isTransient: true);
    }

    private static QueryColumn[] Columns(JsonElement head) =>
    [
        .. head.GetProperty("columns").EnumerateArray().Zip(head.GetProperty("types").EnumerateArray(),
            (name, type) => new QueryColumn(name.GetString()!, type.Deserialize<SqlValueKind>(SqlJson.Options))),
    ];

    private static bool End(JsonElement last) => last.TryGetProperty("error", out var error)
        ? throw new QueryRefusedException(error.GetString()!) : last.GetProperty("truncated").GetBoolean();

    private static async Task<Exception> RefusalAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var detail = await Problem.ReadAsync(response, cancellationToken);
        return response.StatusCode == HttpStatusCode.BadRequest ? new QueryRefusedException(detail) : new StoreException(detail);
    }
}
