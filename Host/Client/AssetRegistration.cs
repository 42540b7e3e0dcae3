using System.Net;
using Maintenance.Api.Rest;
using Maintenance.Core.Assets;

namespace Maintenance.Host.Client;

/// <summary>Registers assets with a running host: <c>POST /api/v1/assets</c>.</summary>
internal static partial class AssetRegistration
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    // Longer than a host on a busy machine takes to start again and again.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <summary>Registers them at once; retries while the host or its store cannot answer, as that is idempotent.</summary>
    /// <exception cref="HttpRequestException">The host refused them or stayed unreachable; the message says why.</exception>
    public static async Task RegisterAsync(HttpClient client, IReadOnlyList<Asset> assets, TimeProvider clock, ILogger log,
        CancellationToken cancellationToken)
    {
        foreach (var part in assets.Chunk(AssetList.MaxAssets))
        {
            var started = clock.GetTimestamp();
            var isTold = false;
            while (!await TryRegisterAsync(client, part, lastTry: clock.GetElapsedTime(started) > Patience, cancellationToken))
            {
                if (!isTold) LogAway(log, client.BaseAddress, Patience.TotalMinutes);
                isTold = true;
                await Task.Delay(Pause, clock, cancellationToken);
            }
        }
    }

    private static async Task<bool> TryRegisterAsync(HttpClient client, Asset[] assets, bool lastTry, CancellationToken cancellationToken)
    {
        HttpResponseMessage response;
        try
        {
            response = await client.PostAsJsonAsync("/api/v1/assets", assets.Select(Row), cancellationToken);
        }
        catch (HttpRequestException) when (!lastTry)
        {
            return false; // it is restarting
        }
        using (response)
        {
            if (response.IsSuccessStatusCode) return true;
            if (response.StatusCode == HttpStatusCode.ServiceUnavailable && !lastTry) return false;
            throw new HttpRequestException($"The host refused to register {assets.Length} drills: {(int)response.StatusCode} "
                + await response.Content.ReadAsStringAsync(cancellationToken));
        }
    }

    private static object Row(Asset a) => new
    {
        asset = a.Id.Value,
        region = a.Region,
        site = a.Site,
        rig = a.Rig,
        latitude = Known(a.LatitudeDeg),
        longitude = Known(a.LongitudeDeg),
        bitDiameterM = Known(a.BitDiameterM),
        rigType = a.RigType,
        assetClass = a.AssetClass,
        measurementLocations = a.Locations?.Select(MeasurementLocationEntry.Of),
    };

    private static double? Known(double value) => double.IsFinite(value) ? value : null;

    [LoggerMessage(6015, LogLevel.Warning, "The host at {Address} cannot register drills yet; trying for {Minutes} minutes")]
    private static partial void LogAway(ILogger logger, Uri? address, double minutes);
}
