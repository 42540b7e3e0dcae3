using Maintenance.Core.Alarms;
using Maintenance.Core.Assets;
using Maintenance.Core.Feed;
using Maintenance.Core.Models;
using Maintenance.Core.Ports;
using Maintenance.Core.Tracing;
using Maintenance.Scoring.Offsets;
using Maintenance.Scoring.Coverage;
using Maintenance.Scoring.Registry;
using Maintenance.Scoring.RollUps;
using Maintenance.Scoring.Verification;
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
    /// Adds scoring, section <c>Scoring</c>: the models, the workers, their metrics and health check. Needs <see cref="ITelemetryLog"/>,
    /// a migrated <see cref="IConditionStore"/>, <see cref="AssetRegistry"/> and <see cref="LiveFeed"/>;
    /// records are traced when <see cref="RecordTraces"/> was added before.
    /// </summary>
    public static IServiceCollection AddScoring(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<ScoringOptions>().Bind(configuration.GetSection(ScoringOptions.SectionName)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<ScoringOptions>, ScoringOptionsValidator>();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(RecordTraces.Off);
        services.TryAddSingleton<AlarmRules>();
        services.AddMetrics();
        services.AddModelRegistry().AddReaderOffsets(configuration);
        services.AddSingleton(provider => new ServingModels(
            provider.GetRequiredService<ModelRegistry>(), provider.GetRequiredService<ILoggerFactory>()
                .CreateLogger("Maintenance.Scoring")));
        services.AddSingleton(provider => new ScoringServices(
            provider.GetRequiredService<ITelemetryLog>(),
            provider.GetRequiredService<IConditionStore>(),
            provider.GetRequiredService<AssetRegistry>(),
            provider.GetRequiredService<ServingModels>(),
            provider.GetRequiredService<AlarmRules>(),
            provider.GetRequiredService<LiveFeed>(),
            provider.GetRequiredService<RecordTraces>(),
            provider.GetRequiredService<IOptions<ScoringOptions>>().Value,
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILoggerFactory>().CreateLogger("Maintenance.Scoring")));
        services.AddSingleton<IAssessmentVerifier, AssessmentVerifier>();
        services.AddSingleton<ServingModelsWatch>();
        services.AddHostedService(provider => provider.GetRequiredService<ServingModelsWatch>());
        services.AddHostedService(provider => new RulCoverageService(
            provider.GetRequiredService<IConditionStore>(), provider.GetRequiredService<IOptions<ScoringOptions>>().Value.Reader,
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<RulCoverageService>>()));
        services.AddHostedService<RollUpService>();
        services.AddSingleton<ScoringService>();
        services.AddSingleton<ScoringMetrics>();
        services.AddHostedService(provider =>
        {
            provider.GetRequiredService<ScoringMetrics>(); // observable instruments live as long as something references them
            return provider.GetRequiredService<ScoringService>();
        });
        services.AddHealthChecks().AddCheck<ScoringService>("scoring").AddCheck<ServingModelsWatch>("models");
        return services;
    }

    /// <summary>
    /// Tells all processes until when alarms are judged here, and judges those of the installation. Needs <see cref="AddScoring"/>.
    /// </summary>
    public static IServiceCollection AddAlarmHeartbeats(this IServiceCollection services) =>
        services.AddHostedService<AlarmHeartbeats>().AddSingleton<InstallationAlarms>().AddHostedService<InstallationAlarmsWatch>();

    /// <summary>
    /// Adds the model registry, also for processes that do not score (pages, REST). Needs a migrated <see cref="IConditionStore"/>.
    /// </summary>
    public static IServiceCollection AddModelRegistry(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<ModelRegistry>();
        services.TryAddSingleton<IModelRegistry>(provider => provider.GetRequiredService<ModelRegistry>());
        return services;
    }

    /// <summary>
    /// Adds the service that lists and moves readers' offsets, also for processes that do not score (REST). Needs the log and a migrated
    /// <see cref="IConditionStore"/>.
    /// </summary>
    public static IServiceCollection AddReaderOffsets(this IServiceCollection services, IConfiguration configuration)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<IReaderOffsets>(provider => new ReaderOffsets(
            provider.GetRequiredService<ITelemetryLog>(), provider.GetRequiredService<IConditionStore>(),
            (configuration.GetSection(ScoringOptions.SectionName).Get<ScoringOptions>() ?? new()).Reader,
            provider.GetRequiredService<TimeProvider>()));
        return services;
    }

    /// <summary>Adds the comparison of drills with their own baseline. Needs a migrated <see cref="IConditionStore"/>.</summary>
    public static IServiceCollection AddSelfComparison(this IServiceCollection services) =>
        services.AddSingleton<IBaselineComparer, HealthAssessment.BaselineComparer>();

    /// <summary>Adds what pages compute from waveforms and surveys when somebody asks.</summary>
    public static IServiceCollection AddDrillAnalysis(this IServiceCollection services) => services
        .AddSingleton<IVibrationAnalysis, DataManipulation.VibrationAnalysis>().AddSingleton<IWellCourse, DataManipulation.WellCourse>();

    /// <summary>Adds the dry run of alarm rules over stored blocks. Needs a migrated <see cref="IConditionStore"/>.</summary>
    public static IServiceCollection AddAlarmDryRun(this IServiceCollection services) =>
        services.AddSingleton<IAlarmDryRun, Alarms.AlarmDryRunner>();

    /// <summary>
    /// Registers the configured models and loads those that serve. Call it after the store is migrated and before the workers start.
    /// </summary>
    /// <exception cref="ModelRefusedException">A model is refused; the message says why.</exception>
    /// <exception cref="StoreException">The registry cannot be read or written.</exception>
    public static async Task PrepareScoringAsync(this IServiceProvider services, CancellationToken cancellationToken)
    {
        var options = services.GetRequiredService<IOptions<ScoringOptions>>().Value;
        var (registry, serving) = (services.GetRequiredService<ModelRegistry>(), services.GetRequiredService<ServingModels>());
        await ConfigureAsync(nameof(options.Model), options.Model, ModelRoles.Health, registry, serving, cancellationToken);
        if (options.LifeModel.Length > 0)
            await ConfigureAsync(nameof(options.LifeModel), options.LifeModel, ModelRoles.Life, registry, serving, cancellationToken);
        await serving.RefreshAsync(cancellationToken);
    }

    private static async Task ConfigureAsync(string key, string path, string role, ModelRegistry registry, ServingModels serving,
        CancellationToken cancellationToken)
    {
        var document = await ModelFile.ReadAsync(path, cancellationToken);
        var (model, found) = await Task.Run(() => registry.Load(document), cancellationToken);
        if (found != role) throw new ModelRefusedException($"{ScoringOptions.SectionName}:{key} is '{path}', a model of role {found}; "
            + $"expected role {role}.");
        serving.Remember(model);
        await registry.ConfigureAsync(model, role, document, await ModelFile.TryReadCardAsync(path, cancellationToken), cancellationToken);
    }
}
