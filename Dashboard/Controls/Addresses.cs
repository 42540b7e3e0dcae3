using Microsoft.AspNetCore.Components;

namespace Maintenance.Dashboard.Controls;

/// <summary>Links within a page. Because of <c>&lt;base href="/"&gt;</c>, a bare <c>#part</c> would lead to the fleet page.</summary>
internal static class Addresses
{
    /// <summary>Path and query of the current page, starting with <c>/</c>.</summary>
    public static string PathAndQuery(this NavigationManager navigation) => new Uri(navigation.Uri).PathAndQuery;
}
