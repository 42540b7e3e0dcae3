using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.Extensions.DependencyInjection;

namespace Maintenance.Dashboard.Access;

/// <summary>
/// Bounds of interactive components. A circuit is a page's state on the server, so only pages use one that talk with the server
/// (<c>Controls/SqlConsole.razor</c>); what merely shows is markup and the hub.
/// </summary>
internal static class Circuits
{
    /// <summary>Where circuits connect; the framework's own path.</summary>
    public const string Path = "/_blazor";

    // A query of 64 KiB is far longer than people write, and a circuit receives nothing larger.
    private const long MaxMessageBytes = 64 * 1024;

    public static void Add(IServiceCollection services)
    {
        services.AddRazorComponents().AddInteractiveServerComponents(o =>
        {
            // Of pages whose connection broke: each may hold a result of 1,000 rows. Who comes back later begins anew.
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
