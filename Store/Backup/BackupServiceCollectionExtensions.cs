using Maintenance.Core.Ports;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Maintenance.Store.Backup;

/// <summary>Composition of backups.</summary>
public static class BackupServiceCollectionExtensions
{
    /// <summary>
    /// Adds <see cref="IBackups"/>, section <c>Backup</c>. Needs an <see cref="IConditionStore"/> and a <see cref="TimeProvider"/>.
    /// </summary>
    public static IServiceCollection AddBackups(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<BackupOptions>().Bind(configuration.GetSection(BackupOptions.SectionName));
        services.AddSingleton<IBackups, StoreBackupService>();
        return services;
    }
}
