using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Maintenance.Dashboard.Bundle;

/// <summary>
/// What makes the dashboard an app on a phone: its manifest (W3C Web Application Manifest), its icon and its service worker, which is
/// served from the root, since a worker sees only what lies below it. They hold no data and need no sign-in.
/// </summary>
internal static class InstallableApp
{
    public const string Manifest = """
        {
          "name": "Maintenance",
          "short_name": "Maintenance",
          "description": "Condition and alarms of a fleet of drills.",
          "id": "/",
          "start_url": "/",
          "scope": "/",
          "display": "standalone",
          "background_color": "#212529",
          "theme_color": "#343a40",
          "icons": [{ "src": "/icon.svg", "sizes": "any", "type": "image/svg+xml", "purpose": "any" },
            { "src": "/icon.svg", "sizes": "any", "type": "image/svg+xml", "purpose": "maskable" }],
          "shortcuts": [{ "name": "Alarms", "url": "/alarms" }, { "name": "Fleet", "url": "/" }]
        }
        """;

    // The sign lies in the inner 80 %, which every mask leaves.
    public const string Icon = """
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 512 512"><rect width="512" height="512" fill="#343a40"/><path d="M140 112h232l-58 120H198zM210 262h92l-46 138z" fill="#fff"/></svg>
        """;

    public static void Map(IEndpointRouteBuilder routes)
    {
        Serve("/manifest.webmanifest", "application/manifest+json", static _ => Encoding.UTF8.GetBytes(Manifest));
        Serve("/icon.svg", "image/svg+xml", static _ => Encoding.UTF8.GetBytes(Icon));
        Serve("/service-worker.js", "text/javascript; charset=utf-8",
            static bundle => bundle.Files.GetValueOrDefault("service-worker.js")?.Bytes);

        // Asked for anew each time: the worker of an older build must not outlive an upgrade.
        void Serve(string path, string contentType, Func<BundleFiles, byte[]?> content) =>
            routes.MapGet(path, (HttpContext context, BundleFiles bundle) =>
            {
                context.Response.Headers.CacheControl = "no-cache";
                return content(bundle) is { } bytes ? Results.Bytes(bytes, contentType) : Results.NotFound();
            }).AllowAnonymous().ExcludeFromDescription();
    }
}
