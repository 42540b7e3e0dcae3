using System.Text.Json.Serialization;
using Maintenance.Core.Ports;
using Maintenance.Dashboard.Access;
using Maintenance.Dashboard.Bundle;
using Maintenance.Dashboard.Live;
using Maintenance.Dashboard.Pages;
using Maintenance.Dashboard.Rest;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.ResponseCompression;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Maintenance.Dashboard;

/// <summary>
/// Composes pages, REST, live feed and sign-in. Host registers <see cref="IConditionStore"/>, <c>AssetRegistry</c> and <c>LiveFeed</c>, then calls
/// <see cref="AddDashboard"/>, <see cref="MapDashboard"/> and, with the store migrated and before serving, <see cref="PrepareDashboardAsync"/>.
/// </summary>
public static class DashboardExtensions
{
    /// <summary>Registers the stage. Reads section <c>Dashboard</c>, <c>MAINTENANCE_ADMIN_PASSWORD</c> and <c>MAINTENANCE_API_TOKEN</c>.</summary>
    public static IServiceCollection AddDashboard(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<DashboardOptions>().Bind(configuration.GetSection(DashboardOptions.Section)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<DashboardOptions>, DashboardOptionsValidator>();
        services.TryAddSingleton(TimeProvider.System);
        AccessComposition.Add(services, configuration);

        services.AddSingleton<LiveFleet>();
        services.AddSingleton<AssetRegistrar>();
        services.AddSingleton<MaintenanceRecorder>();
        services.AddSingleton(new BundleFiles(typeof(DashboardExtensions).Assembly));
        services.AddSingleton(new FirstAdminPassword(AccessComposition.FromEnvironment(configuration, "ADMIN_PASSWORD")));

        services.AddSignalR(o => o.MaximumReceiveMessageSize = 4 * 1024)
            .AddJsonProtocol(o => o.PayloadSerializerOptions.DefaultIgnoreCondition = JsonIgnoreCondition.Never);
        Circuits.Add(services);
        services.AddProblemDetails();
        services.AddExceptionHandler<ExceptionAnswers>();
        services.AddHealthChecks().AddCheck<StoreHealthCheck>("store");
        services.AddOpenApi("v1");
        services.AddResponseCompression(o => o.MimeTypes = [.. ResponseCompressionDefaults.MimeTypes, "application/problem+json"]);
        return services;
    }

    /// <summary>Adds middleware and endpoints. Everything but health, sign-in and the bundle needs a signed-in user, endpoints of others included.</summary>
    public static WebApplication MapDashboard(this WebApplication app)
    {
        app.UseExceptionHandler(new ExceptionHandlerOptions
        {
            ExceptionHandlingPath = "/error",
            CreateScopeForErrors = true,
            StatusCodeSelector = e => e is BadHttpRequestException bad ? bad.StatusCode : StatusCodes.Status500InternalServerError,
        });
        app.UseResponseCompression();
        SecurityHeaders.Use(app);
        app.UseWhen(c => Refusals.IsPage(c.Request), pages =>
        {
            pages.UseStatusCodePagesWithReExecute("/status/{0}", createScopeForStatusCodePages: true);
            RefusedForms.Use(pages);
        });
        app.UseWhen(c => !Refusals.IsPage(c.Request), programs => programs.UseStatusCodePages());
        app.UseRouting();
        SignInLimits.Use(app);
        app.UseAuthentication();
        app.UseAuthorization();
        app.UseAntiforgery();

        HealthEndpoints.Map(app);
        BundleEndpoints.Map(app);
        PageActions.Map(app);
        var api = app.MapGroup("/api/v1");
        AssetEndpoints.Map(api);
        HistoryEndpoints.Map(api);
        DataEndpoints.Map(api);
        SqlEndpoints.Map(api);
        UserEndpoints.Map(api);
        ModelEndpoints.Map(api);
        MaintenanceEndpoints.Map(api);
        BackupEndpoints.Map(api);
        OffsetEndpoints.Map(api);
        app.MapOpenApi("/openapi/{documentName}.json");
        app.MapHub<FleetHub>("/hub/fleet");
        app.MapRazorComponents<App>().AddInteractiveServerRenderMode(o => o.ContentSecurityFrameAncestorsPolicy = null); // SecurityHeaders forbids frames
        return app;
    }

    /// <summary>Creates the first account, reads the fleet's newest condition and begins to listen.</summary>
    /// <exception cref="StoreException">The store cannot be read or written.</exception>
    public static async Task<DashboardStart> PrepareDashboardAsync(this IServiceProvider services, CancellationToken cancellationToken)
    {
        var log = services.GetRequiredService<ILoggerFactory>().CreateLogger("Maintenance.Dashboard");
        if (!services.GetRequiredService<BundleFiles>().IsPresent) log.BundleMissing();
        await services.GetRequiredService<LiveFleet>().PrimeAsync(services.GetRequiredService<IConditionStore>(), log, cancellationToken);
        return await FirstAdmin.EnsureAsync(
            services.GetRequiredService<UserAccounts>(), services.GetRequiredService<FirstAdminPassword>().Value, cancellationToken);
    }

    internal sealed record FirstAdminPassword(string Value);
}
