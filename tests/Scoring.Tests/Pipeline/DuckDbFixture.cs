using Maintenance.Core.Ports;
using Maintenance.Store.Sql;
using Microsoft.Extensions.Logging.Abstractions;

namespace Maintenance.Scoring.Tests.Pipeline;

/// <summary>One real store for the tests of a class; each test uses assets and readers of its own.</summary>
public sealed class DuckDbFixture : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("scoring-tests-").FullName;

    /// <summary>The store, migrated.</summary>
    public IConditionStore Store { get; private set; } = null!;

    /// <inheritdoc/>
    public async Task InitializeAsync()
    {
        Store = await ConditionStores.OpenAsync(
            new ConditionStoreOptions { DataDirectory = _folder, MemoryLimitMiB = 256 }, NullLoggerFactory.Instance,
            CancellationToken.None);
        await Store.MigrateAsync(CancellationToken.None);
    }

    /// <inheritdoc/>
    public async Task DisposeAsync()
    {
        await Store.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }
}
