using System.Globalization;
using System.Text;
using Maintenance.Core.Ports;
using Microsoft.AspNetCore.Http;

namespace Maintenance.Api.Rest;

/// <summary>
/// Answers with the rows of a query as a CSV file, as they come. CSV has no place to say that rows are missing: if a limit cuts the result,
/// the transfer is broken off, so that no program takes the file for whole.
/// </summary>
public sealed class CsvDownload(HttpContext context) : IQuerySink
{
    /// <summary>Media type.</summary>
    public const string ContentType = "text/csv";

    /// <summary>Header with the largest number of rows that an answer may have.</summary>
    public const string RowLimitHeader = "Maintenance-Row-Limit";

    private readonly CsvRows _rows = new(new StreamWriter(context.Response.Body, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
        leaveOpen: true));

    /// <summary>Runs a statement and sends its rows.</summary>
    /// <exception cref="QueryRefusedException">It is refused; nothing has been sent.</exception>
    public static async Task SendAsync(HttpContext context, IConditionStore store, string sql, QueryLimits limits)
    {
        context.Response.Headers[RowLimitHeader] = limits.MaxRows.ToString(CultureInfo.InvariantCulture);
        try
        {
            if (await store.StreamReadOnlyAsync(sql, limits, new CsvDownload(context), context.RequestAborted)) context.Abort();
        }
        catch (Exception error) when (context.Response.HasStarted && error is (QueryRefusedException or StoreException))
        {
            context.Abort();
        }
    }

    /// <summary>Sends the headers and the names of the columns.</summary>
    public ValueTask StartAsync(IReadOnlyList<QueryColumn> columns, CancellationToken cancellationToken)
    {
        context.Response.ContentType = ContentType + "; charset=utf-8";
        context.Response.Headers.ContentDisposition = "attachment; filename=query.csv";
        return _rows.StartAsync(columns, cancellationToken);
    }

    /// <summary>Sends rows.</summary>
    public ValueTask WriteAsync(IReadOnlyList<object?[]> rows, CancellationToken cancellationToken) =>
        _rows.WriteAsync(rows, cancellationToken);
}
