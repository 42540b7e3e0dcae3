using System.Collections;
using System.Reflection;
using System.Text;
using System.Text.Json;
using Maintenance.Core.Ports;
using Microsoft.AspNetCore.Http;

namespace Maintenance.Api.Rest;

/// <summary>Whether a request asks for CSV.</summary>
internal static class CsvOfRecords
{
    public static bool Wanted(HttpRequest request) => FileFormat.Wanted(request, "csv", CsvDownload.ContentType);
}

/// <summary>Answers with contracts as a CSV file: a column per property, named as in JSON.</summary>
internal sealed class CsvOfRecords<T>(IReadOnlyList<T> items, string fileName) : IResult
{
    private static readonly PropertyInfo[] Properties =
        [.. typeof(T).GetProperties().Where(p => p.PropertyType == typeof(string) || !p.PropertyType.IsAssignableTo(typeof(IEnumerable)))];

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.ContentType = CsvDownload.ContentType + "; charset=utf-8";
        httpContext.Response.Headers.ContentDisposition = $"attachment; filename={fileName}";
        await using var writer = new StreamWriter(httpContext.Response.Body, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
            leaveOpen: true);
        var rows = new CsvRows(writer);
        await rows.StartAsync(
            [.. Properties.Select(p => new QueryColumn(JsonNamingPolicy.CamelCase.ConvertName(p.Name), SqlValueKind.Text))],
            httpContext.RequestAborted);
        foreach (var page in items.Chunk(1_000))
            await rows.WriteAsync([.. page.Select(i => Properties.Select(p => Plain(p.GetValue(i))).ToArray())],
                httpContext.RequestAborted);
    }

    private static object? Plain(object? value) => value switch
    {
        bool flag => flag ? "true" : "false",
        int number => (long)number,
        _ => value,
    };
}
