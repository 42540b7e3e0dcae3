using Maintenance.Core.Ports;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Maintenance.Api.Rest;

/// <summary>
/// Turns exceptions into problem details: those whose message is for the caller with it, all others into a plain 500, and the log says why.
/// (The page of errors answers GET only; a PUT that failed would be told that its method is not allowed.)
/// </summary>
internal sealed partial class ExceptionAnswers(ILogger<ExceptionAnswers> logger) : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext context, Exception exception, CancellationToken cancellationToken)
    {
        var answer = exception switch
        {
            QueryRefusedException refused =>
                TypedResults.Problem(refused.Message, statusCode: StatusCodes.Status400BadRequest, title: "The query was refused."),
            BadHttpRequestException bad =>
                TypedResults.Problem(bad.Message, statusCode: bad.StatusCode, title: "The request cannot be read."),
            StoreException { IsTransient: true } store =>
                TypedResults.Problem("The store cannot answer now; try again.", statusCode: StatusCodes.Status503ServiceUnavailable,
                    title: store.GetType().Name),
            _ => TypedResults.Problem("The log of the host says why.", statusCode: StatusCodes.Status500InternalServerError,
                title: "The request failed."),
        };
        // The middleware has already set the request's path to that of the error page.
        var path = new PathString(context.Features.Get<IExceptionHandlerPathFeature>()?.Path);
        if (!path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase)) return false;
        if (answer.StatusCode == StatusCodes.Status500InternalServerError) LogFailed(logger, exception, context.Request.Method, path.Value);
        await answer.ExecuteAsync(context);
        return true;
    }

    [LoggerMessage(5090, LogLevel.Error, "{Method} {Path} failed")]
    private static partial void LogFailed(ILogger logger, Exception exception, string method, string? path);
}
