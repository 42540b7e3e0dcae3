using System.Net;
using Maintenance.Core.Assets;

namespace Maintenance.Host.Client;

/// <summary>Registers assets with a running host: <c>PUT /api/v1/assets/{asset}</c>.</summary>
internal static class AssetRegistration
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>Registers all of them; retries while the host or its store cannot answer, since PUT is idempotent.</summary>
    /// <exception cref="HttpRequestException">The host refused one or stayed unreachable; the message says which and why.</exception>
    public static async Task RegisterAsync(HttpClient client, IReadOnlyList<Asset> assets, TimeProvider clock,
        CancellationToken cancellationToken)
    {
        foreach (var a in assets)
        {
            var started = clock.GetTimestamp();
            while (!await TryRegisterAsync(client, a, lastTry: clock.GetElapsedTime(started) > Patience, cancellationToken))
                await Task.Delay(Pause, clock, cancellationToken);
        }
    }

    private static async Task<bool> TryRegisterAsync(HttpClient client, Asset asset, bool lastTry, CancellationToken cancellationToken)
    {
        HttpResponseMessage response;
        try
        {
            response = await client.PutAsJsonAsync($"/api/v1/assets/{asset.Id.Value}", Body(asset), cancellationToken);
        }
        catch (HttpRequestException) when (!lastTry)
        {
            return false; // it is restarting
        }
        using (response)
        {
            if (response.IsSuccessStatusCode) return true;
            if (response.StatusCode == HttpStatusCode.ServiceUnavailable && !lastTry) return false;
            throw new HttpRequestException("The host refused to "
                + $"register {asset.Id.Value}: {(int)response.StatusCode} {await response.Content.ReadAsStringAsync(cancellationToken)}");
        }
    }

    private static object Body(Asset a) => new
    {
        region = a.Region,
        site = a.Site,
        rig = a.Rig,
        latitude = Known(a.LatitudeDeg),
        longitude = Known(a.LongitudeDeg),
        bitDiameterM = Known(a.BitDiameterM),
    };

    private static double? Known(double value) => double.IsFinite(value) ? value : null;
}
