using Maintenance.Core.Assets;

namespace Maintenance.Host.Client;

/// <summary>Makes assets known to a running host: <c>PUT /api/v1/assets/{asset}</c>.</summary>
internal static class AssetRegistration
{
    /// <exception cref="HttpRequestException">The host refused one; the message says which and why.</exception>
    public static async Task RegisterAsync(HttpClient client, IReadOnlyList<Asset> assets, CancellationToken cancellationToken)
    {
        foreach (var a in assets)
        {
            var body = new
            {
                region = a.Region, site = a.Site, rig = a.Rig,
                latitude = Known(a.LatitudeDeg), longitude = Known(a.LongitudeDeg), bitDiameterM = Known(a.BitDiameterM),
            };
            using var answer = await client.PutAsJsonAsync($"/api/v1/assets/{a.Id.Value}", body, cancellationToken);
            if (!answer.IsSuccessStatusCode)
                throw new HttpRequestException($"The host refused to register {a.Id.Value}: {(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync(cancellationToken)}");
        }
    }

    private static double? Known(double value) => double.IsFinite(value) ? value : null;
}
