using System.Text.Json.Serialization;
using Maintenance.Api;
using Maintenance.Api.Access;
using Maintenance.Core.Ports;
using Maintenance.Dashboard.Access;
using Maintenance.Dashboard.Bundle;
using Maintenance.Dashboard.Display;
using Maintenance.Dashboard.Live;
using Maintenance.Dashboard.Pages;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Maintenance.Dashboard;

/// <summary>
/// Composes pages and live feed on top of <see cref="ApiExtensions"/>. Host calls these three methods in place of the three there, which
/// they call: <see cref="AddDashboard"/>, <see cref="MapDashboard"/> and, after migrating the store and before serving,
/// <see cref="PrepareDashboardAsync"/>.
/// </summary>
public static class DashboardExtensions
{
    /// <summary>Registers the stage. Reads section <c>Dashboard</c>.</summary>
    public static IServiceCollection AddDashboard(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddApi(configuration);
        services.AddOptions<DashboardOptions>().Bind(configuration.GetSection(DashboardOptions.SectionName)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<DashboardOptions>, DashboardOptionsValidator>();
        services.AddSingleton(new BundleFiles(typeof(DashboardExtensions).Assembly));
        services.AddSingleton<AlarmTally>();
        services.AddScoped(p => UserPreferences.Read(
            p.GetRequiredService<IHttpContextAccessor>().HttpContext?.Request
                ?? throw new InvalidOperationException("User preferences are read from a request's cookies, and there is no request here."),
            p.GetRequiredService<TimeProvider>()));

        services.AddSignalR(o => o.MaximumReceiveMessageSize = 4 * 1024)
            .AddJsonProtocol(o => o.PayloadSerializerOptions.DefaultIgnoreCondition = JsonIgnoreCondition.Never);
        services.AddSingleton<FleetRounds>();
        services.AddSingleton<FleetConnections>();
        services.AddSingleton<HubLifetimeManager<FleetHub>>(static p => p.GetRequiredService<FleetConnections>());
        services.AddHostedService<SessionWatch>();
        Circuits.Add(services);
        PageRequests.Add(services);
        services.Configure<ExceptionHandlerOptions>(o => (o.ExceptionHandlingPath, o.CreateScopeForErrors) = ("/error", true));
        services.AddAntiforgery(o =>
        {
            o.SuppressXFrameOptionsHeader = true; // Api sets a stricter one
            o.Cookie.Name = "maintenance-form";
            o.Cookie.HttpOnly = true;
            o.Cookie.SameSite = SameSiteMode.Strict;
            o.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        });
        return services;
    }

    /// <summary>
    /// Adds middleware and endpoints. All endpoints except health, sign-in and the bundle require a signed-in user.
    /// </summary>
    public static WebApplication MapDashboard(this WebApplication app)
    {
        app.MapApi(beforeRouting: static pages =>
        {
            PageSecurity.Use(pages);
            PageRequests.Use(pages);
        });
        app.UseAntiforgery();
        BundleEndpoints.Map(app);
        PageActions.Map(app);
        PageFiles.Map(app);
        FleetPlaces.Map(app);
        app.MapHub<FleetHub>("/hub/fleet");
        // PageSecurity forbids frames
        app.MapRazorComponents<App>().AddInteractiveServerRenderMode(o => o.ContentSecurityFrameAncestorsPolicy = null);
        return app;
    }

    /// <summary>Creates the first account, loads the fleet's newest condition and starts listening for updates.</summary>
    /// <exception cref="StoreException">The store cannot be read or written.</exception>
    public static Task<FirstStart> PrepareDashboardAsync(this IServiceProvider services, CancellationToken cancellationToken)
    {
        if (!services.GetRequiredService<BundleFiles>().IsPresent)
            services.GetRequiredService<ILoggerFactory>().CreateLogger("Maintenance.Dashboard").BundleMissing();
        return services.PrepareApiAsync(cancellationToken);
    }
}
