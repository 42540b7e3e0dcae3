using Maintenance.Api.Wording;
using Microsoft.AspNetCore.Http;

namespace Maintenance.Dashboard.Display;

/// <summary>A user's units and time zone, from cookies.</summary>
/// <param name="Units">Unit system for displayed values.</param>
/// <param name="IsLocal">True for the browser's zone, false for UTC.</param>
/// <param name="Zone">Time zone for displayed times.</param>
public sealed record UserPreferences(UnitSystem Units, bool IsLocal, TimeZoneInfo Zone)
{
    public const string UnitsCookie = "maintenance-units";
    public const string ZoneCookie = "maintenance-zone";

    /// <summary>IANA name of the browser's time zone, set by the client.</summary>
    public const string BrowserZoneCookie = "maintenance-browser-zone";

    public static UserPreferences Default { get; } = new(UnitSystem.Metric, IsLocal: false, TimeZoneInfo.Utc);

    public string ZoneLabel => IsLocal ? Zone.Id : "UTC";

    public static UserPreferences Read(HttpRequest request, TimeProvider clock)
    {
        var units = request.Cookies[UnitsCookie] == UnitNames.Oilfield ? UnitSystem.Oilfield : UnitSystem.Metric;
        if (request.Cookies[ZoneCookie] != "local") return Default with { Units = units };
        // An unknown or forged name falls back to the server's zone; the label shows which one is in use.
        var zone = TimeZoneInfo.TryFindSystemTimeZoneById(request.Cookies[BrowserZoneCookie] ?? "", out var found)
            ? found : clock.LocalTimeZone;
        return new UserPreferences(units, IsLocal: true, zone);
    }

    /// <summary>Without the year, for lists of what is recent.</summary>
    public string ShortTime(DateTime utc) => TimeZoneInfo.ConvertTimeFromUtc(utc, Zone).ToString("MM-dd HH:mm:ss");

    public string Time(DateTime utc) => TimeZoneInfo.ConvertTimeFromUtc(utc, Zone).ToString("yyyy-MM-dd HH:mm:ss");
}
