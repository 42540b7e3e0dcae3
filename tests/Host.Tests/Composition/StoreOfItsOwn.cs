using Maintenance.Core.Ports;
using Maintenance.Store.Sql;
using Microsoft.Extensions.Logging.Abstractions;

namespace Maintenance.Host.Tests.Composition;

/// <summary>Tests of what comes into a store: each has an empty one of its own.</summary>
public abstract class StoreOfItsOwn : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("host-tests-").FullName;

    private protected IConditionStore Store { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Store = await ConditionStores.OpenAsync(new ConditionStoreOptions { DataDirectory = _folder, MemoryLimitMiB = 256 },
            NullLoggerFactory.Instance, CancellationToken.None);
        await Store.MigrateAsync(CancellationToken.None);
    }

    public async Task DisposeAsync()
    {
        await Store.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }
}
