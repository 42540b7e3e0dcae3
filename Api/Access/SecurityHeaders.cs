using Microsoft.AspNetCore.Builder;

namespace Maintenance.Api.Access;

/// <summary>Headers that keep other sites out of what we serve.</summary>
internal static class SecurityHeaders
{
    // An answer to a program is no page: nothing of it may run or be framed. Whoever serves pages names what those need.
    private const string ContentSecurityPolicy = "default-src 'none'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'";

    public static void Use(IApplicationBuilder app) => app.Use((context, next) =>
    {
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = ContentSecurityPolicy;
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY"; // for browsers that do not know frame-ancestors
        headers["Referrer-Policy"] = "same-origin";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=()";
        // Answers belong to one user; what all may keep says so itself.
        headers.CacheControl = "no-cache, no-store";
        return next(context);
    });
}
