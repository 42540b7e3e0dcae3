using Maintenance.Core.Ports;
using Maintenance.Host.Composition;
using Maintenance.Store.Sql;
using Microsoft.Extensions.Options;

namespace Maintenance.Host.Access;

/// <summary>A data directory that no host is running on, opened for a verb with the options a host would have.</summary>
internal static class ClosedData
{
    /// <summary>Opens the store and migrates it.</summary>
    /// <param name="dataDirectory">The directory.</param>
    /// <param name="settings">Settings of the form <c>Section:Key=value</c>.</param>
    /// <param name="add">Adds what the verb needs beside the store.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <exception cref="OptionException">Invalid options, or there is no store.</exception>
    public static async Task<ServiceProvider> OpenAsync(string dataDirectory, string[] settings,
        Action<IServiceCollection, IConfiguration> add, CancellationToken cancellationToken)
    {
        var configuration = AppConfiguration.Build("Embedded", dataDirectory, roles: null, settings);
        var options = configuration.GetSection(Composition.HostOptions.SectionName).Get<Composition.HostOptions>()!;
        var all = new ConfigurationBuilder().AddConfiguration(configuration)
            .AddInMemoryCollection(DerivedOptions.Of(configuration, options, brokerPort: null, localToken: "")).Build();
        var registered = new ServiceCollection().AddSingleton(ConsoleLog.ToStandardError())
            .AddSingleton(typeof(ILogger<>), typeof(Logger<>)).AddConditionStore(all);
        add(registered, all);
        var services = registered.BuildServiceProvider();
        if (!ConditionStores.Exists(services.GetRequiredService<IOptions<ConditionStoreOptions>>().Value))
            throw new OptionException($"--data: no host is running on '{Path.GetFullPath(dataDirectory)}' and it contains no store.");
        try
        {
            await services.GetRequiredService<IConditionStore>().MigrateAsync(cancellationToken);
            return services;
        }
        catch
        {
            await services.DisposeAsync();
            throw;
        }
    }

    /// <summary>Refuses settings while a host is running.</summary>
    /// <exception cref="OptionException">There are some.</exception>
    public static void RefuseSettings(string[] settings)
    {
        if (settings.Length > 0) throw new OptionException("--set: a host is running and uses its own options; leave --set out.");
    }
}
