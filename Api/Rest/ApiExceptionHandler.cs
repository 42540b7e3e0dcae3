using System.Text.Json;
using Maintenance.Core.Ports;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Maintenance.Api.Rest;

/// <summary>
/// Turns exceptions of the API into problem details: with the message if it is meant for the caller, otherwise a plain 500 with the
/// reason in the log. (The error page handles only GET; for a failed PUT it would report that the method is not allowed.)
/// </summary>
internal sealed partial class ApiExceptionHandler(ILogger<ApiExceptionHandler> logger) : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext context, Exception exception, CancellationToken cancellationToken)
    {
        var answer = exception switch
        {
            QueryRefusedException refused =>
                TypedResults.Problem(refused.Message, statusCode: StatusCodes.Status400BadRequest, title: "The query was refused."),
            BadHttpRequestException bad =>
                TypedResults.Problem(Reason(bad), statusCode: bad.StatusCode, title: "The request cannot be read."),
            StoreException { IsTransient: true } store =>
                TypedResults.Problem("The store is unavailable now; try again.", statusCode: StatusCodes.Status503ServiceUnavailable,
                    title: store.GetType().Name),
            _ => TypedResults.Problem("See the host's log for the reason.", statusCode: StatusCodes.Status500InternalServerError,
                title: "The request failed."),
        };
        // The middleware has already changed the request's path to the error page's.
        var path = new PathString(context.Features.Get<IExceptionHandlerPathFeature>()?.Path);
        if (!path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase)) return false;
        if (answer.StatusCode == StatusCodes.Status500InternalServerError) LogFailed(logger, exception, context.Request.Method, path.Value);
        await answer.ExecuteAsync(context);
        return true;
    }

    private static string Reason(BadHttpRequestException bad) => bad.InnerException is JsonException json
        ? $"The body is not the JSON expected: {JsonErrors.Message(json)}"
        : bad.Message;

    [LoggerMessage(5090, LogLevel.Error, "{Method} {Path} failed")]
    private static partial void LogFailed(ILogger logger, Exception exception, string method, string? path);
}
