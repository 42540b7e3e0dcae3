using Maintenance.Core.Assets;
using Maintenance.Core.Feed;
using Maintenance.Core.Ports;
using Maintenance.Scoring.Workers;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Maintenance.Scoring;

/// <summary>Composition of the stage.</summary>
public static class ScoringServiceCollectionExtensions
{
    /// <summary>
    /// Adds scoring, section <c>Scoring</c>: the model, the workers, their meters and health check. Needs <see cref="ITelemetryLog"/>,
    /// a migrated <see cref="IConditionStore"/>, <see cref="AssetRegistry"/> and <see cref="LiveFeed"/>.
    /// </summary>
    public static IServiceCollection AddScoring(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<ScoringOptions>().Bind(configuration.GetSection(ScoringOptions.SectionName)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<ScoringOptions>, ScoringOptionsValidator>();
        services.TryAddSingleton(TimeProvider.System);
        services.AddMetrics();
        services.AddSingleton(provider => ConditionModels.Load(provider.GetRequiredService<IOptions<ScoringOptions>>().Value.Model));
        services.AddSingleton(provider => new ScoringServices(
            provider.GetRequiredService<ITelemetryLog>(),
            provider.GetRequiredService<IConditionStore>(),
            provider.GetRequiredService<AssetRegistry>(),
            provider.GetRequiredService<IConditionModel>(),
            provider.GetRequiredService<LiveFeed>(),
            provider.GetRequiredService<IOptions<ScoringOptions>>().Value,
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILoggerFactory>().CreateLogger("Maintenance.Scoring")));
        services.AddSingleton<ScoringService>();
        services.AddSingleton<ScoringMeters>();
        services.AddHostedService(provider =>
        {
            provider.GetRequiredService<ScoringMeters>(); // observable meters live as long as something holds them
            return provider.GetRequiredService<ScoringService>();
        });
        services.AddHealthChecks().AddCheck<ScoringService>("scoring");
        return services;
    }
}
