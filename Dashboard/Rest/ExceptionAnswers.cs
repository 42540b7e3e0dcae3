using Maintenance.Core.Ports;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;

namespace Maintenance.Dashboard.Rest;

/// <summary>Turns exceptions whose message is for the caller into problem details; all others stay a plain 500 without their message.</summary>
internal sealed class ExceptionAnswers : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext context, Exception exception, CancellationToken cancellationToken)
    {
        var answer = exception switch
        {
            QueryRefusedException refused => TypedResults.Problem(refused.Message, statusCode: StatusCodes.Status400BadRequest, title: "The query was refused."),
            BadHttpRequestException bad => TypedResults.Problem(bad.Message, statusCode: bad.StatusCode, title: "The request cannot be read."),
            StoreException { IsTransient: true } store =>
                TypedResults.Problem("The store cannot answer now; try again.", statusCode: StatusCodes.Status503ServiceUnavailable, title: store.GetType().Name),
            _ => null,
        };
        // The middleware has already set the request's path to that of the error page.
        var path = new PathString(context.Features.Get<IExceptionHandlerPathFeature>()?.Path);
        if (answer is null || !path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase)) return false;
        await answer.ExecuteAsync(context);
        return true;
    }
}
