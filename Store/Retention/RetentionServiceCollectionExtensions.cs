using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Maintenance.Store.Retention;

/// <summary>Composition of the store's retention.</summary>
public static class RetentionServiceCollectionExtensions
{
    /// <summary>
    /// Adds the background deletion of old rows, section <c>Retention</c>. Needs an <c>IConditionStore</c> and a <c>TimeProvider</c>.
    /// </summary>
    public static IServiceCollection AddRetention(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<RetentionOptions>().Bind(configuration.GetSection(RetentionOptions.SectionName)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<RetentionOptions>, RetentionOptionsValidator>();
        services.AddOptions<KeptAlarms>().Bind(configuration.GetSection(KeptAlarms.SectionName));
        services.AddHostedService<RetentionService>();
        return services;
    }
}
