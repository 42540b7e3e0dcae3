using Maintenance.Core.Alarms;
using Microsoft.AspNetCore.Components;

namespace Maintenance.Dashboard.Controls;

/// <summary>Links within a page. Because of <c>&lt;base href="/"&gt;</c>, a bare <c>#part</c> would lead to the fleet page.</summary>
internal static class Addresses
{
    /// <summary>Page of what an alarm is about: a drill's, or of the installation's models.</summary>
    public static string OfAsset(string asset) =>
        asset == AlarmSignals.Installation ? "/models" : "/drills/" + Uri.EscapeDataString(asset);

    /// <summary>Path and query of the current page, starting with <c>/</c>.</summary>
    public static string PathAndQuery(this NavigationManager navigation) => new Uri(navigation.Uri).PathAndQuery;
}
