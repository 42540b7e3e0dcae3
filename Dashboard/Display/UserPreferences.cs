using Maintenance.Api.Wording;
using Microsoft.AspNetCore.Http;

namespace Maintenance.Dashboard.Display;

/// <summary>Units and time zone of a person, from cookies of their browser.</summary>
/// <param name="Units">Units.</param>
/// <param name="IsLocal">True: the browser's zone; false: UTC.</param>
/// <param name="Zone">The zone times are shown in.</param>
public sealed record UserPreferences(UnitSystem Units, bool IsLocal, TimeZoneInfo Zone)
{
    public const string UnitsCookie = "maintenance-units";
    public const string ZoneCookie = "maintenance-zone";

    /// <summary>IANA name of the browser's zone, set by the client.</summary>
    public const string BrowserZoneCookie = "maintenance-browser-zone";

    public static UserPreferences Default { get; } = new(UnitSystem.Metric, IsLocal: false, TimeZoneInfo.Utc);

    public string ZoneLabel => IsLocal ? Zone.Id : "UTC";

    public static UserPreferences Read(HttpRequest request, TimeProvider clock)
    {
        var units = request.Cookies[UnitsCookie] == "oilfield" ? UnitSystem.Oilfield : UnitSystem.Metric;
        if (request.Cookies[ZoneCookie] != "local") return Default with { Units = units };
        // A name this machine does not know (or a forged one) falls back to the server's own zone, which the label names.
        var zone = TimeZoneInfo.TryFindSystemTimeZoneById(request.Cookies[BrowserZoneCookie] ?? "", out var found)
            ? found : clock.LocalTimeZone;
        return new UserPreferences(units, IsLocal: true, zone);
    }

    public string Time(DateTime utc) => TimeZoneInfo.ConvertTimeFromUtc(utc, Zone).ToString("yyyy-MM-dd HH:mm:ss");
}
