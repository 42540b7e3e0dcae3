using System.Text.Json;
using Maintenance.Core.Ports;
using Microsoft.AspNetCore.Http;

namespace Maintenance.Api.Rest;

/// <summary>
/// Answers with the rows of a query as lines of JSON: first columns and types, then an array per row, last a line that says whether these
/// were all. An answer without that line is incomplete.
/// </summary>
internal sealed class NdjsonRows(HttpResponse response) : IQuerySink, IDisposable
{
    public const string ContentType = "application/x-ndjson";

    private readonly MemoryStream _lines = new();
    private long _rows;

    public void Dispose() => _lines.Dispose();

    public async ValueTask StartAsync(IReadOnlyList<QueryColumn> columns, CancellationToken cancellationToken)
    {
        response.ContentType = ContentType;
        await LineAsync(new { columns = columns.Select(c => c.Name), types = columns.Select(c => c.Kind) }, cancellationToken);
    }

    public async ValueTask WriteAsync(IReadOnlyList<object?[]> rows, CancellationToken cancellationToken)
    {
        foreach (var row in rows) Add(row);
        _rows += rows.Count;
        await SendAsync(cancellationToken);
    }

    public Task EndAsync(bool truncated, CancellationToken cancellationToken) =>
        LineAsync(new { rows = _rows, truncated }, cancellationToken);

    public Task FailAsync(string error, CancellationToken cancellationToken) => LineAsync(new { error }, cancellationToken);

    private Task LineAsync<T>(T line, CancellationToken cancellationToken)
    {
        Add(line);
        return SendAsync(cancellationToken);
    }

    private void Add<T>(T line)
    {
        JsonSerializer.Serialize(_lines, line, SqlJson.Options);
        _lines.WriteByte((byte)'\n');
    }

    private async Task SendAsync(CancellationToken cancellationToken)
    {
        await response.Body.WriteAsync(_lines.GetBuffer().AsMemory(0, (int)_lines.Length), cancellationToken);
        _lines.SetLength(0);
    }
}
