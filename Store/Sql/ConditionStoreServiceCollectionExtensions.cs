using System.Diagnostics.Metrics;
using Maintenance.Core.Ports;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Maintenance.Store.Sql;

/// <summary>Composition of the condition store.</summary>
public static class ConditionStoreServiceCollectionExtensions
{
    /// <summary>
    /// Adds <see cref="IConditionStore"/> from the section <see cref="ConditionStoreOptions.SectionName"/>. It is opened when first asked
    /// for; the host calls <see cref="IConditionStore.MigrateAsync"/> before any stage uses it.
    /// </summary>
    public static IServiceCollection AddConditionStore(this IServiceCollection services, IConfiguration configuration)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<IValidateOptions<ConditionStoreOptions>, ConditionStoreOptionsValidator>();
        services.AddOptions<ConditionStoreOptions>().Bind(configuration.GetSection(ConditionStoreOptions.SectionName)).ValidateOnStart();
        services.AddMetrics();
        services.AddSingleton(provider =>
        {
            var store = ConditionStores.Open(
                provider.GetRequiredService<IOptions<ConditionStoreOptions>>().Value,
                provider.GetRequiredService<ILoggerFactory>(),
                provider.GetRequiredService<TimeProvider>());
            StandbyMetrics.Create(provider.GetRequiredService<IMeterFactory>(), store);
            return store;
        });
        services.AddHealthChecks().AddCheck<StandbyHealthCheck>("standby");
        return services;
    }
}
