using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;

namespace Maintenance.LocalCluster;

/// <summary>Asks the front by SQL, as a person would.</summary>
internal sealed class FrontClient : IDisposable
{
    private readonly HttpClient _http;

    public FrontClient(Uri url, string token)
    {
        _http = new HttpClient { BaseAddress = url, Timeout = TimeSpan.FromSeconds(40) };
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
    }

    /// <summary>The one number of a query; null while the store cannot answer.</summary>
    public async Task<long?> NumberAsync(string sql, CancellationToken cancellationToken) =>
        await ColumnAsync(sql, cancellationToken) is [var number, ..] ? number : null;

    /// <summary>The numbers of a query's first column; null while the store cannot answer.</summary>
    public async Task<IReadOnlyList<long>?> ColumnAsync(string sql, CancellationToken cancellationToken)
    {
        try
        {
            using var answer = await _http.PostAsJsonAsync("/api/v1/sql", new { query = sql }, cancellationToken);
            if (!answer.IsSuccessStatusCode) return null;
            using var json = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(cancellationToken));
            return [.. json.RootElement.GetProperty("rows").EnumerateArray().Select(r => ToNumber(r[0]))];
        }
        catch (Exception error) when (error is HttpRequestException or TaskCanceledException && !cancellationToken.IsCancellationRequested)
        {
            return null;
        }
    }

    private static long ToNumber(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null => 0,
        JsonValueKind.String => long.Parse(value.GetString()!, CultureInfo.InvariantCulture),
        _ => (long)value.GetDecimal(),
    };

    public void Dispose() => _http.Dispose();
}
