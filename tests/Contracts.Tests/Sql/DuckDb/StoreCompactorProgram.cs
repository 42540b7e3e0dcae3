using Maintenance.Store.Sql;
using Microsoft.Extensions.Logging.Abstractions;

namespace Maintenance.Contracts.Tests.Sql.DuckDb;

/// <summary>Child process: merges the row groups of a store and waits to be killed.</summary>
internal static class StoreCompactorProgram
{
    public static async Task<int> RunAsync(string path)
    {
        await using var store = await ConditionStores.OpenAsync(
            new ConditionStoreOptions { Path = path, CheckpointThresholdMiB = 1 }, NullLoggerFactory.Instance, default);
        Console.WriteLine("open");
        await store.CompactAsync(default);
        await Task.Delay(Timeout.Infinite);
        return 0;
    }
}
