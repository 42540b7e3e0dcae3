using System.Text.Json.Serialization;
using Maintenance.Api.Access;
using Maintenance.Api.Alarms;
using Maintenance.Api.Alarms.Rules;
using Maintenance.Api.Business;
using Maintenance.Api.Fleet;
using Maintenance.Api.Health;
using Maintenance.Api.Rest;
using Maintenance.Api.WorkOrders;
using Maintenance.Core.Assets;
using Maintenance.Core.Ports;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.ResponseCompression;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Maintenance.Api;

/// <summary>
/// Composes sign-in, REST and health, for a host with or without pages. Host registers <see cref="IConditionStore"/>,
/// <c>AssetRegistry</c> and <c>LiveFeed</c>, then calls <see cref="AddApi"/>, <see cref="MapApi(WebApplication)"/> and, once the store is
/// migrated and before serving, <see cref="PrepareApiAsync"/>. The dashboard calls all three itself.
/// </summary>
public static class ApiExtensions
{
    /// <summary>
    /// Registers the stage. Reads section <c>Dashboard</c>, <c>MAINTENANCE_ADMIN_PASSWORD</c> and <c>MAINTENANCE_API_TOKEN</c>.
    /// </summary>
    public static IServiceCollection AddApi(this IServiceCollection services, IConfiguration configuration)
    {
        services.TryAddSingleton(TimeProvider.System);
        AccessComposition.Add(services, configuration);
        services.AddOptions<RestOptions>().Bind(configuration.GetSection(RestOptions.SectionName)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<RestOptions>, RestOptionsValidator>();
        services.AddSingleton<LiveFleet>();
        services.AddSingleton<FleetPast>();
        AlarmComposition.Add(services, configuration);
        services.AddScoped<AlarmActionEndpoints.Caller>();
        services.AddSingleton<AssetRegistrar>();
        services.AddSingleton<MaintenanceRecorder>();
        services.AddSingleton<AlarmPerformanceReport>();
        services.AddSingleton<AlarmHistory>();
        WorkOrderComposition.Add(services);
        BusinessComposition.Add(services, configuration);
        services.AddAlarmRules();
        services.AddProblemDetails();
        // A key that nobody reads is refused by name, not skipped; ApiExceptionHandler says what is wrong.
        services.ConfigureHttpJsonOptions(o =>
        {
            o.SerializerOptions.UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow;
            o.SerializerOptions.AllowDuplicateProperties = false;
        });
        services.Configure<RouteHandlerOptions>(o => o.ThrowOnBadRequest = true);
        services.AddExceptionHandler<ApiExceptionHandler>();
        services.Configure<ExceptionHandlerOptions>(o => o.StatusCodeSelector =
            e => e is BadHttpRequestException bad ? bad.StatusCode : StatusCodes.Status500InternalServerError);
        services.AddHealthChecks().AddCheck<StoreHealthCheck>("store").AddCheck<DrillsHealthCheck>("drills")
            .AddCheck<AlarmEngineHealthCheck>("alarms");
        services.AddOpenApi("v1");
        services.AddResponseCompression(o => o.MimeTypes = [.. ResponseCompressionDefaults.MimeTypes, "application/problem+json"]);
        return services;
    }

    /// <summary>Registers accounts alone, over a registered store: for verbs. Reads <c>Dashboard:KeyDirectory</c>.</summary>
    public static IServiceCollection AddAccounts(this IServiceCollection services, IConfiguration configuration)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddOptions<AccessOptions>().Bind(configuration.GetSection(AccessOptions.SectionName));
        AccessComposition.AddAccounts(services, configuration);
        return services;
    }

    /// <summary>Registers reading and changing alarm rules, over a registered store.</summary>
    public static IServiceCollection AddAlarmRules(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<AssetRegistry>();
        AlarmComposition.AddActions(services);
        services.AddSingleton<IAlarmRuleAdministration, AlarmRuleAdministration>();
        return services;
    }

    /// <summary>Adds middleware and endpoints. All but health require a signed-in user, including endpoints mapped by others.</summary>
    public static WebApplication MapApi(this WebApplication app) => app.MapApi(static _ => { });

    /// <summary>As <see cref="MapApi(WebApplication)"/>.</summary>
    /// <param name="app">The host.</param>
    /// <param name="beforeRouting">Adds the middleware of a host with pages: after the headers, before routing and sign-in.</param>
    public static WebApplication MapApi(this WebApplication app, Action<WebApplication> beforeRouting)
    {
        EdgeRules.Use(app);
        app.UseExceptionHandler();
        app.UseResponseCompression();
        SecurityHeaders.Use(app);
        LocalRedirects.Use(app);
        CrossSiteRequests.RefuseChanges(app);
        app.UseStatusCodePages();
        beforeRouting(app);
        app.UseRouting();
        app.UseAuthentication();
        SignInLimits.Use(app);
        app.UseAuthorization();

        HealthEndpoints.Map(app);
        var api = app.MapGroup("/api/v1");
        AssetEndpoints.Map(api);
        HistoryEndpoints.Map(api);
        DataEndpoints.Map(api);
        SqlEndpoints.Map(api);
        UserEndpoints.Map(api);
        AccountEndpoints.Map(api);
        ModelEndpoints.Map(api);
        MaintenanceEndpoints.Map(api);
        WorkOrderEndpoints.Map(api);
        BusinessEndpoints.Map(api);
        RegionReportEndpoints.Map(api);
        AlarmRuleEndpoints.Map(api);
        AlarmEndpoints.Map(api);
        BackupEndpoints.Map(api);
        OffsetEndpoints.Map(api);
        AlarmPerformanceEndpoints.Map(api);
        AlarmHistoryEndpoints.Map(api);
        app.MapOpenApi("/openapi/{documentName}.json");
        return app;
    }

    /// <summary>Reads the fleet's newest condition, subscribes to the live feed, and creates the first account.</summary>
    /// <exception cref="StoreException">The store cannot be read or written.</exception>
    public static async Task<FirstStart> PrepareApiAsync(this IServiceProvider services, CancellationToken cancellationToken)
    {
        var log = services.GetRequiredService<ILoggerFactory>().CreateLogger("Maintenance.Api");
        var store = services.GetRequiredService<IConditionStore>();
        await services.GetRequiredService<LiveFleet>().PrimeAsync(store, log, cancellationToken);
        await services.GetRequiredService<AlarmBook>().PrimeAsync(store, log, cancellationToken);
        return await FirstAdmin.EnsureAsync(services, log, cancellationToken);
    }
}
