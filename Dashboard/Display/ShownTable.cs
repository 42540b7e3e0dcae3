using System.Text;
using Maintenance.Api.Rest;
using Microsoft.AspNetCore.Http;

namespace Maintenance.Dashboard.Display;

/// <summary>A table as a page shows it, as a file: in the words, units, rounding and zone of its reader.</summary>
/// <param name="Name">Name of the file, without its extension.</param>
/// <param name="Columns">Heads.</param>
/// <param name="Rows">Cells, as many in each row as there are heads; empty where nothing is shown.</param>
internal sealed record ShownTable(string Name, IReadOnlyList<string> Columns, IReadOnlyList<IReadOnlyList<string>> Rows) : IResult
{
    /// <summary>Answers with the table as CSV.</summary>
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.ContentType = CsvDownload.ContentType + "; charset=utf-8";
        httpContext.Response.Headers.ContentDisposition = $"attachment; filename={Name}.csv";
        var writer = new StreamWriter(httpContext.Response.Body, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), leaveOpen: true);
        await using (writer.ConfigureAwait(false))
        {
            var rows = new CsvRows(writer);
            await rows.WriteAsync([[.. Columns]], httpContext.RequestAborted);
            foreach (var part in Rows.Chunk(1_000))
                await rows.WriteAsync([.. part.Select(r => r.Cast<object?>().ToArray())], httpContext.RequestAborted);
        }
    }
}
