using System.Text.Json;
using Microsoft.AspNetCore.Components;

namespace Maintenance.EndToEnd.Tests;

/// <summary>Every page of the dashboard with an address that shows something, for tests that go through all of them.</summary>
/// <param name="Route">Template that it is mapped under.</param>
/// <param name="Name">Name of its screenshots.</param>
/// <param name="Path">Address.</param>
internal sealed record PageList(string Route, string Name, string Path)
{
    /// <summary>The pages; each route of the assembly has at least one.</summary>
    public static async Task<IReadOnlyList<PageList>> OfAsync(ProductProcess product)
    {
        using var drills = JsonDocument.Parse(await product.Client.GetStringAsync("/api/v1/assets?region=north-sea"));
        var drill = Uri.EscapeDataString(drills.RootElement[0].GetProperty("asset").GetString()!);
        using var alarms = JsonDocument.Parse(await product.Client.GetStringAsync("/api/v1/alarms?limit=1"));
        var alarm = alarms.RootElement.EnumerateArray().Select(a => a.GetProperty("id").GetString()).FirstOrDefault() ?? "nobody~nothing";
        PageList[] pages =
        [
            new("/", "fleet", "/"), new("/", "fleet-region", "/?region=north-sea"), new("/drills/{Id}", "drill", $"/drills/{drill}"),
            new("/drills/{Id}", "drill-analysis", $"/drills/{drill}?spectrum=newest&trajectory=shown"),
            new("/alarms", "alarms", "/alarms?view=all"), new("/alarms/{Id}", "alarm", $"/alarms/{Uri.EscapeDataString(alarm)}"),
            new("/alarms/performance", "alarm-performance", "/alarms/performance"), new("/alarms/rules", "alarm-rules", "/alarms/rules"),
            new("/alarms/rules/{Name}", "alarm-rule", "/alarms/rules/bearing_temperature_high"),
            new("/alarms/notifications", "notifications", "/alarms/notifications"),
            new("/alarms/notifications/new", "notification-new", "/alarms/notifications/new?kind=route&name=shift"),
            new("/alarms/notifications/{Kind}/{Name}", "notification-none", "/alarms/notifications/route/none"),
            new("/work-orders", "work-orders", "/work-orders"),
            new("/work-orders/new", "work-order-new", $"/work-orders/new?asset={drill}"),
            new("/work-orders/{Number:long}", "work-order", "/work-orders/1"), new("/today", "today", "/today"),
            new("/today/{Department}", "today-drilling", "/today/drilling"),
            new("/today/{Department}", "today-maintenance", "/today/maintenance"),
            new("/today/{Department}", "today-finance", "/today/finance"), new("/regions", "regions", "/regions"),
            new("/regions/{Name}", "region", "/regions/north-sea"),
            new("/regions/{Name}/report", "region-report", "/regions/north-sea/report"),
            new("/data", "data", $"/data?asset={drill}"), new("/models", "models", "/models"), new("/sql", "sql", "/sql"),
            new("/users", "accounts", "/users"), new("/account", "account", "/account"), new("/not-found", "not-found", "/no-such-page"),
            new("/error", "error", "/error"), new("/status/{Code:int}", "status", "/status/403"),
            new("/sign-in", "sign-in", "/sign-in"),
        ];
        var routes = typeof(Dashboard.DashboardExtensions).Assembly.GetTypes()
            .SelectMany(t => t.GetCustomAttributes(typeof(RouteAttribute), inherit: false).Cast<RouteAttribute>()).Select(r => r.Template);
        routes.Except(pages.Select(p => p.Route), StringComparer.Ordinal).ShouldBeEmpty("name these pages here");
        return pages;
    }
}
