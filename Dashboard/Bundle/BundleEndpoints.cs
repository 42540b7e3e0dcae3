using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Maintenance.Dashboard.Bundle;

/// <summary>Serves the bundle without sign-in: the sign-in page needs it, and it holds no data.</summary>
internal static class BundleEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(BundleFiles.RoutePrefix + "/{version}/{*file}", Get).AllowAnonymous().ExcludeFromDescription();
        InstallableApp.Map(routes);
    }

    private static IResult Get(string version, string file, HttpContext context, BundleFiles bundle)
    {
        if (version != bundle.Version || !bundle.Files.TryGetValue(file, out var found)) return TypedResults.NotFound();
        var headers = context.Response.Headers;
        headers.CacheControl = "public, max-age=31536000, immutable";
        headers.Vary = "Accept-Encoding";
        if (!context.Request.Headers.AcceptEncoding.ToString().Contains("br", StringComparison.Ordinal))
            return TypedResults.Bytes(found.Bytes, found.ContentType);
        headers.ContentEncoding = "br";
        return TypedResults.Bytes(found.Compressed, found.ContentType);
    }
}
