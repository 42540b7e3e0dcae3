using Microsoft.AspNetCore.Http;

namespace Maintenance.Api.Rest;

/// <summary>Whether a request asks for a format: by Accept or, as a link of a page does, by <c>format=</c>.</summary>
internal static class FileFormat
{
    public static bool Wanted(HttpRequest request, string name, string mediaType) => request.Query["format"] == name
        || request.GetTypedHeaders().Accept.Any(a => string.Equals(a.MediaType.Value, mediaType, StringComparison.OrdinalIgnoreCase));
}
