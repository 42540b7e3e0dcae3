using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.Extensions.DependencyInjection;

namespace Maintenance.Dashboard.Access;

/// <summary>
/// Limits for interactive components. A circuit holds a page's state on the server, so only components that need a dialogue with the server
/// use one (<c>Controls/SqlConsole.razor</c>); pages that only display data are markup plus the hub.
/// </summary>
internal static class Circuits
{
    /// <summary>Path that circuits connect to, defined by the framework.</summary>
    public const string Path = "/_blazor";

    // The largest message a circuit receives is a query; 64 KiB is far more than people write.
    private const long MaxMessageBytes = 64 * 1024;

    public static void Add(IServiceCollection services)
    {
        services.AddRazorComponents().AddInteractiveServerComponents(o =>
        {
            // Each circuit of a broken connection may hold a result of 1,000 rows. Reconnecting later than this starts afresh.
            o.DisconnectedCircuitMaxRetained = 20;
            o.DisconnectedCircuitRetentionPeriod = TimeSpan.FromMinutes(1);
            o.MaxBufferedUnacknowledgedRenderBatches = 5;
            o.JSInteropDefaultCallTimeout = TimeSpan.FromSeconds(10);
            o.DetailedErrors = false;
        }).AddHubOptions(o => o.MaximumReceiveMessageSize = MaxMessageBytes);
        services.AddCascadingAuthenticationState();
        services.AddScoped<AuthenticationStateProvider, CircuitAuthentication>();
    }
}
