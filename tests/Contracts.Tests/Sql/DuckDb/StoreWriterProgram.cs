using Maintenance.Core.Ports;
using Maintenance.Store.Sql;
using Microsoft.Extensions.Logging.Abstractions;
using static Maintenance.Contracts.Tests.Sql.Rows;

namespace Maintenance.Contracts.Tests.Sql.DuckDb;

/// <summary>
/// Child process: commits rows and offsets of two partitions until it is killed. Each commit of partition p moves its offset by its row
/// count, so that afterwards rows == offset. Tells each returned commit on standard output.
/// </summary>
internal static class StoreWriterProgram
{
    public static async Task<int> RunAsync(string[] arguments)
    {
        var (path, seed) = (arguments[0], int.Parse(arguments[1]));
        await using var store = await ConditionStores.OpenAsync(new ConditionStoreOptions { Path = path, CheckpointThresholdMiB = 1 },
            NullLoggerFactory.Instance, default);
        await store.MigrateAsync(default);
        Console.WriteLine("open");
        await Task.WhenAll(WriteAsync(store, 0, new Random(seed)), WriteAsync(store, 1, new Random(seed + 1)));
        return 0;
    }

    private static async Task WriteAsync(IConditionStore store, int partition, Random random)
    {
        var offset = await store.ReadOffsetAsync(Key(partition), default);
        while (true)
        {
            // Small ones go through the write-ahead log, big ones past it.
            var rows = random.Next(8) == 0 ? 130_000 : random.Next(1, 3000);
            var next = (offset ?? 0) + rows;
            await store.CommitAsync(Commit(partition, offset, next, Readings($"asset of partition {partition}", rows, offset ?? 0)),
                default);
            offset = next;
            Console.WriteLine($"{partition} {next}");
        }
    }
}
