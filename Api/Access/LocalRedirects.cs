using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Maintenance.Api.Access;

/// <summary>
/// Makes redirects to ourselves relative: a client chooses the host it names, and its answer may be kept and served to others.
/// </summary>
internal static class LocalRedirects
{
    public static void Use(IApplicationBuilder app) => app.Use((context, next) =>
    {
        context.Response.OnStarting(static state =>
        {
            var http = (HttpContext)state;
            var location = http.Response.Headers.Location.ToString();
            if (location.Length == 0 || location[0] == '/') return Task.CompletedTask;
            var own = $"{http.Request.Scheme}://{http.Request.Host}";
            if (location.StartsWith(own + "/", StringComparison.OrdinalIgnoreCase)) http.Response.Headers.Location = location[own.Length..];
            return Task.CompletedTask;
        }, context);
        return next(context);
    });
}
