using Maintenance.Core.Ports;
using Maintenance.Store.Sql;
using Microsoft.Extensions.Logging.Abstractions;
using static Maintenance.Contracts.Tests.Sql.Rows;

namespace Maintenance.Contracts.Tests.Sql.DuckDb;

/// <summary>
/// Child process: opens a store and commits readings until an error comes; prints how far it came and the error.
/// The test runs it under a file-size limit, which to the engine looks like a full disk.
/// </summary>
internal static class StoreOpenProgram
{
    public static async Task<int> RunAsync(string[] arguments)
    {
        var (path, rows, most) = (arguments[0], int.Parse(arguments[1]), int.Parse(arguments[2]));
        IConditionStore? store = null;
        try
        {
            store = await ConditionStores.OpenAsync(new ConditionStoreOptions { Path = path }, NullLoggerFactory.Instance, default);
            await store.MigrateAsync(default);
            var offset = await store.ReadOffsetAsync(Key(), default);
            for (var i = 0; i < most; i++)
            {
                var next = (offset ?? 0) + rows;
                await store.CommitAsync(Commit(offset, next, Readings("a", rows, offset ?? 0)), default);
                offset = next;
                Console.WriteLine($"committed {offset}");
            }
            return 0;
        }
        catch (StoreException error)
        {
            Console.WriteLine($"error {error.Message.ReplaceLineEndings(" ")}");
            if (store is not null) await TellAsync(store);
            return 3;
        }
        finally
        {
            if (store is not null) await store.DisposeAsync();
        }
    }

    // What the same process sees after the error: whole commits, or a message that it must be restarted.
    private static async Task TellAsync(IConditionStore store)
    {
        try
        {
            var seen = await store.QueryAsync(new StoreQuery("SELECT (SELECT count(*) FROM reading), (SELECT coalesce(max(next_offset), "
                + "0) FROM log_offset)"), default);
            Console.WriteLine($"sees {seen.Rows[0][0]} {seen.Rows[0][1]}");
        }
        catch (StoreException error)
        {
            Console.WriteLine($"then {error.Message.ReplaceLineEndings(" ")}");
        }
    }
}
