using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;

namespace Maintenance.Api.Access;

/// <summary>
/// Who a request comes from and whom it addresses: behind a proxy, what the proxy says of its client. Everything after it (cookies,
/// redirects, limits of sign-in, audit) sees the client's scheme, host and address. Must run first.
/// </summary>
internal static class EdgeRules
{
    // A year, as browsers' preload lists ask; not for subdomains, which may be others'.
    private const string StrictTransport = "max-age=31536000";

    public static void Use(WebApplication app)
    {
        var options = app.Services.GetRequiredService<IOptions<AccessOptions>>().Value;
        if (options.TrustedProxies.Length > 0) app.UseForwardedHeaders(Forwarded(options.TrustedProxies));
        if (options.AllowedHosts.Length > 0) RefuseOtherHosts(app, options.AllowedHosts);
        app.Use((context, next) =>
        {
            if (context.Request.IsHttps && !IsLoopback(context.Request.Host.Host))
                context.Response.Headers.StrictTransportSecurity = StrictTransport;
            return next(context);
        });
    }

    private static ForwardedHeadersOptions Forwarded(string[] proxies)
    {
        var forwarded = new ForwardedHeadersOptions
        {
            ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto | ForwardedHeaders.XForwardedHost,
            ForwardLimit = null, // a chain of proxies, as long as each is trusted
        };
        forwarded.KnownProxies.Clear();
        forwarded.KnownIPNetworks.Clear();
        foreach (var proxy in proxies)
            if (IPAddress.TryParse(proxy, out var address)) forwarded.KnownProxies.Add(address);
            else forwarded.KnownIPNetworks.Add(System.Net.IPNetwork.Parse(proxy));
        return forwarded;
    }

    private static void RefuseOtherHosts(WebApplication app, string[] allowed)
    {
        StringSegment[] patterns = [.. allowed.Select(a => new StringSegment(a))];
        app.Use((context, next) => IsLoopback(context.Request.Host.Host)
            || HostString.MatchesAny(context.Request.Host.Host, patterns)
            ? next(context)
            : Refusals.WriteAsync(context, StatusCodes.Status400BadRequest,
                "This host is not addressed by that name (Dashboard:AllowedHosts)."));
    }

    // Health checks and the command line of the same machine; a name that resolves to it is not among them.
    private static bool IsLoopback(string host) => string.Equals(host, "localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address));
}
