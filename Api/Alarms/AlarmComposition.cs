using Maintenance.Core.Alarms;
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
        services.TryAddSingleton<AlarmRules>();
        services.AddSingleton<AlarmDefinitions>();
        services.AddSingleton<AlarmPast>();
        services.TryAddSingleton<AlarmBook>();
        services.TryAddSingleton<OperatorChain>();
        services.TryAddSingleton<AlarmActions>();
        services.AddHostedService<AlarmKeeper>();
    }
}
