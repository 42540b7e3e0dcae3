using Microsoft.Extensions.DependencyInjection;

namespace Maintenance.Api.Business;

/// <summary>Registers production and money.</summary>
internal static class BusinessComposition
{
    public static void Add(IServiceCollection services)
    {
        services.AddSingleton<BusinessRecorder>();
    }
}
