using Maintenance.Core.Ports;
using Maintenance.Store;
using Microsoft.Extensions.Logging.Abstractions;

namespace Maintenance.Contracts.Tests.ConditionStore;

/// <summary>The contract on the embedded engine.</summary>
public sealed class DuckDbConditionStoreContractTests : ConditionStoreContract
{
    protected override Task<IConditionStore> OpenAsync(string folder, CancellationToken cancellationToken) =>
        ConditionStores.OpenAsync(new ConditionStoreOptions { DataDirectory = folder, MemoryLimitMiB = 256 }, NullLoggerFactory.Instance, cancellationToken);
}
