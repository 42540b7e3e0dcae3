using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Maintenance.Api.Access;

/// <summary>
/// Refuses cross-site requests: a page of another site, or of another port on this host (the same "site" to cookies), must not use a
/// person's cookie. Browsers send headers that say where a request comes from; programs do not.
/// </summary>
public static class CrossSiteRequests
{
    /// <summary>Refuses cross-site requests that change something.</summary>
    internal static void RefuseChanges(IApplicationBuilder app) => app.Use((context, next) =>
    {
        var method = context.Request.Method;
        var isChange = !HttpMethods.IsGet(method) && !HttpMethods.IsHead(method) && !HttpMethods.IsOptions(method);
        return isChange && IsForeign(context.Request) ? RefuseAsync(context) : next(context);
    });

    /// <summary>Refuses cross-site connections, which begin with a GET.</summary>
    public static void RefuseConnections(IApplicationBuilder app, Func<HttpRequest, bool> isConnection) => app.Use((context, next) =>
        isConnection(context.Request) && (IsForeign(context.Request) || HasForeignOrigin(context.Request))
            ? RefuseAsync(context) : next(context));

    private static bool IsForeign(HttpRequest request) => Site(request) is "cross-site" or "same-site";

    private static bool HasForeignOrigin(HttpRequest request) => request.Headers.Origin.ToString() is { Length: > 0 } origin
        && (!Uri.TryCreate(origin, UriKind.Absolute, out var from)
            || !string.Equals(from.Authority, request.Host.Value, StringComparison.OrdinalIgnoreCase));

    private static string Site(HttpRequest request) => request.Headers["Sec-Fetch-Site"].ToString();

    private static Task RefuseAsync(HttpContext context)
    {
        context.RequestServices.GetRequiredService<ILoggerFactory>().CreateLogger("Maintenance.Api.Access")
            .CrossSiteRefused(Site(context.Request), context.Request.Path);
        return Refusals.WriteAsync(context, StatusCodes.Status403Forbidden, "Requests from other sites are not allowed.");
    }
}
