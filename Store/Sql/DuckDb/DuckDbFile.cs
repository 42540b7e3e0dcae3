using System.Runtime.InteropServices;
using Maintenance.Core.Ports;
using Maintenance.Store.Sql.DuckDb.Native;

namespace Maintenance.Store.Sql.DuckDb;

/// <summary>Opens the database file with the settings this engine relies on, then locks them.</summary>
internal static class DuckDbFile
{
    /// <summary>
    /// Rows of a row group. A transaction of at least so many is compressed and written straight into the file; a smaller one is written to
    /// the write-ahead log first and compressed at the next checkpoint, at about 1.5 times the CPU time per row.
    /// </summary>
    public const int RowGroupRows = 122_880;

    /// <exception cref="StoreException">The file cannot be opened.</exception>
    public static NativeDatabase Open(string path, ConditionStoreOptions options)
    {
        try
        {
            var database = NativeDatabase.Open(path, Settings(path, options));
            using var connection = database.Connect();
            connection.Execute("SET GLOBAL TimeZone = 'UTC'; SET GLOBAL lock_configuration = true");
            return database;
        }
        catch (DuckDbException error)
        {
            throw new StoreException(
                $"The store {path} could not be opened: {error.Message} Check that no other program has it open, that the disk is healthy, "
                + "and that the file was written by this or an earlier version.", inner: error);
        }
        catch (DllNotFoundException error)
        {
            throw new StoreException(
                $"DuckDB's library for {RuntimeInformation.RuntimeIdentifier} could not be loaded: {error.Message} It ships with the "
                    + "program; use a build or "
                + "publish for this system (win-x64, win-arm64, osx, linux-x64, linux-arm64).", inner: error);
        }
    }

    private static Dictionary<string, string> Settings(string path, ConditionStoreOptions options) => new(StringComparer.Ordinal)
    {
        ["threads"] = $"{options.EffectiveThreads}",
        ["memory_limit"] = $"{options.MemoryLimitMiB}MiB",
        ["temp_directory"] = path + ".tmp",
        ["max_temp_directory_size"] = $"{options.TemporaryFilesLimitMiB}MiB",
        ["checkpoint_threshold"] = $"{options.CheckpointThresholdMiB}MiB",
        ["max_vacuum_tasks"] = "0", // merged by Compaction: a checkpoint would hold commits up for seconds (decision 0062)
        ["disabled_optimizers"] = "common_subplan", // copies the rows of an upsert for each comparison of two plans
        ["max_expression_depth"] = "250", // the engine's recursion must fit in any thread's stack
        ["enable_external_access"] = "false",
        ["autoinstall_known_extensions"] = "false",
        ["autoload_known_extensions"] = "false",
        ["allow_community_extensions"] = "false",
    };
}
