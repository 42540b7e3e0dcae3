using Microsoft.AspNetCore.Components;

namespace Maintenance.Dashboard.Controls;

/// <summary>Addresses within a page, which has a base address of its own: a bare <c>#part</c> would lead to the fleet page.</summary>
internal static class Addresses
{
    /// <summary>Path and query of the page being shown, from <c>/</c>.</summary>
    public static string PathAndQuery(this NavigationManager navigation) => new Uri(navigation.Uri).PathAndQuery;
}
