using Maintenance.Core.Alarms;
using Maintenance.Core.Feed;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Maintenance.Api.Alarms;

/// <summary>Registers alarms and what operators do to them.</summary>
internal static class AlarmComposition
{
    public static void Add(IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<AlarmOptions>().Bind(configuration.GetSection(AlarmOptions.SectionName)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<AlarmOptions>, AlarmOptionsValidator>();
        AddActions(services);
        services.AddHostedService<AlarmKeeper>();
        services.AddSingleton<AlarmEngine>().AddHostedService(provider => provider.GetRequiredService<AlarmEngine>());
    }

    /// <summary>Alarms and actions without options of a configuration: for verbs.</summary>
    public static void AddActions(IServiceCollection services)
    {
        services.AddOptions<AlarmOptions>();
        services.TryAddSingleton<LiveFeed>();
        services.TryAddSingleton<AlarmRules>();
        services.TryAddSingleton<AlarmDefinitions>();
        services.TryAddSingleton<AlarmPast>();
        services.TryAddSingleton<AlarmBook>();
        services.TryAddSingleton<OperatorChain>();
        services.TryAddSingleton<AlarmActions>();
    }
}
