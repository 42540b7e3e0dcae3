using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Maintenance.Api.Business;

/// <summary>Registers production and money.</summary>
internal static class BusinessComposition
{
    public static void Add(IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<BusinessOptions>().Bind(configuration.GetSection(BusinessOptions.SectionName)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<BusinessOptions>, BusinessOptionsValidator>();
        services.AddSingleton<RegionReports>();
        services.AddSingleton<RegionChanges>();
        services.AddSingleton<BusinessRecorder>();
    }
}
