using Maintenance.Core.Ports;
using Maintenance.Store.Sql.DuckDb;
using Maintenance.Store.Sql.MySql;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Maintenance.Store.Sql;

/// <summary>Opens condition stores without a service container: for verbs, tests and benchmarks.</summary>
public static class ConditionStores
{
    /// <summary>Opens a store; the caller migrates and disposes it.</summary>
    /// <exception cref="OptionsValidationException">Options are out of range; the message lists all.</exception>
    /// <exception cref="StoreException">The engine cannot open it; the message says what to do.</exception>
    public static Task<IConditionStore> OpenAsync(ConditionStoreOptions options, ILoggerFactory loggerFactory,
        CancellationToken cancellationToken) =>
        Task.Run(() => Open(options, loggerFactory, TimeProvider.System), cancellationToken);

    /// <summary>
    /// True if opening would find a store rather than create one; a server's database always exists before the store is opened.
    /// </summary>
    public static bool Exists(ConditionStoreOptions options) => options.Engine == ConditionStoreEngine.MySqlWire
        || File.Exists(options.EffectivePath);

    /// <summary>The one place that chooses an engine.</summary>
    internal static IConditionStore Open(ConditionStoreOptions options, ILoggerFactory loggerFactory, TimeProvider clock)
    {
        var checkedOptions = new ConditionStoreOptionsValidator().Validate(name: null, options);
        if (checkedOptions.Failed)
            throw new OptionsValidationException(ConditionStoreOptions.SectionName, typeof(ConditionStoreOptions), checkedOptions.Failures);
        return options.Engine switch
        {
            ConditionStoreEngine.DuckDb => DuckDbConditionStore.Open(options, clock, loggerFactory.CreateLogger<DuckDbConditionStore>()),
            ConditionStoreEngine.MySqlWire =>
                new MySqlWireConditionStore(options, clock, loggerFactory.CreateLogger<MySqlWireConditionStore>()),
            _ => throw new ArgumentOutOfRangeException(nameof(options), options.Engine, "Unknown engine."),
        };
    }
}
