using Microsoft.AspNetCore.Builder;

namespace Maintenance.Api.Access;

/// <summary>Response headers that protect what we serve from other sites.</summary>
internal static class SecurityHeaders
{
    // An API response is not a page: nothing in it may run or be framed. A host with pages sets its own policy for them.
    private const string ContentSecurityPolicy = "default-src 'none'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'";

    public static void Use(IApplicationBuilder app) => app.Use((context, next) =>
    {
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = ContentSecurityPolicy;
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY"; // for browsers without frame-ancestors
        headers["Referrer-Policy"] = "same-origin";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=()";
        // Responses belong to one user; shared resources set their own header.
        headers.CacheControl = "no-cache, no-store";
        return next(context);
    });
}
