using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http;

namespace Maintenance.Api.Rest;

/// <summary>A list that a request brings, as a JSON array or as CSV with a head (<c>docs/rest.md</c>).</summary>
internal static class ListBody
{
    /// <summary>Media type of the JSON form.</summary>
    public const string JsonType = "application/json";

    /// <summary>Media type of the CSV form.</summary>
    public const string CsvType = "text/csv";

    private static readonly JsonSerializerOptions Strict = new(JsonSerializerDefaults.Web)
    {
        AllowDuplicateProperties = false,
        NumberHandling = JsonNumberHandling.Strict,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    };

    /// <summary>Media type of a request; null when it is neither of the two.</summary>
    public static string? TypeOf(HttpRequest request) =>
        MediaTypeHeaderValue.TryParse(request.ContentType, out var type) && type.MediaType is JsonType or CsvType ? type!.MediaType : null;

    /// <summary>Refuses a request of another media type.</summary>
    public static IResult UnknownType(HttpRequest request) => TypedResults.Problem(
        $"Content-Type is '{request.ContentType}'; expected {JsonType} or {CsvType}.",
        statusCode: StatusCodes.Status415UnsupportedMediaType);

    /// <summary>The bytes of a request.</summary>
    public static async Task<byte[]> BytesAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body, cancellationToken);
        return body.ToArray();
    }

    /// <summary>The rows, numbered from 1; null for one whose error is in <paramref name="errors"/>.</summary>
    /// <param name="body">UTF-8.</param>
    /// <param name="mediaType"><see cref="JsonType"/> or <see cref="CsvType"/>.</param>
    /// <param name="ofWhat">What is listed, in words.</param>
    /// <param name="required">Columns that CSV must have.</param>
    /// <param name="errors">Receives the wrong rows.</param>
    /// <exception cref="ListException">Not such a list.</exception>
    public static IEnumerable<(int Number, T? Entry)> Read<T>(
        byte[] body, string mediaType, string ofWhat, IReadOnlyList<string> required, ListErrors errors) where T : class =>
        mediaType == CsvType ? ListCsv<T>.Read(body, required, errors) : ReadJson<T>(body, ofWhat, errors);

    private static IEnumerable<(int Number, T? Entry)> ReadJson<T>(byte[] body, string ofWhat, ListErrors errors) where T : class
    {
        var entries = Deserialize<T>(body, ofWhat);
        for (var i = 0; i < entries.Count; i++)
        {
            if (entries[i] is null) errors.Add(i + 1, "null is not allowed; expected an object.");
            yield return (i + 1, entries[i]);
        }
    }

    private static List<T?> Deserialize<T>(byte[] body, string ofWhat) where T : class
    {
        try
        {
            return JsonSerializer.Deserialize<List<T?>>(WithoutByteOrderMark(body), Strict)
                ?? throw new ListException($"The list is null; expected a JSON array of {ofWhat}.");
        }
        catch (JsonException error)
        {
            throw new ListException($"Not a JSON array of {ofWhat}: {JsonErrors.Message(error)}");
        }
    }

    private static ReadOnlySpan<byte> WithoutByteOrderMark(byte[] body) =>
        body.AsSpan().StartsWith("\uFEFF"u8) ? body.AsSpan(3) : body;
}
