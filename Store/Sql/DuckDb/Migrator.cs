using Maintenance.Core.Ports;
using Maintenance.Store.Sql.DuckDb.Native;
using Microsoft.Extensions.Logging;

namespace Maintenance.Store.Sql.DuckDb;

/// <summary>Migrates a file's schema to this build's version, one transaction per step. Threading: the writer's thread.</summary>
internal sealed class Migrator(IReadOnlyList<Migration> steps, TimeProvider clock, ILogger logger)
{
    /// <summary>Applies missing migrations.</summary>
    /// <returns>The schema's version.</returns>
    /// <exception cref="StoreException">The schema is newer, or a step failed; its transaction was rolled back.</exception>
    public long Apply(NativeConnection connection)
    {
        connection.Execute(
            "CREATE TABLE IF NOT EXISTS schema_migration (version INTEGER PRIMARY KEY, name VARCHAR NOT NULL, applied TIMESTAMP NOT NULL)");
        var found = Version(connection);
        if (found > steps.Count)
            throw new StoreException($"The store has schema version {found}, this build supports {steps.Count}: start the newer build, or "
                + "restore a backup of the older one.");
        foreach (var step in steps.Skip((int)found)) Apply(connection, step);
        return steps.Count;
    }

    private static long Version(NativeConnection connection)
    {
        using var select = connection.Prepare("SELECT coalesce(max(version), 0) FROM schema_migration");
        using var rows = select.Execute();
        return (long)rows.Scalar()!;
    }

    private void Apply(NativeConnection connection, Migration step)
    {
        try
        {
            connection.Transact(() =>
            {
                connection.Execute(step.Sql);
                using var insert = connection.Prepare("INSERT INTO schema_migration VALUES (?, ?, ?)");
                insert.Bind([step.Version, step.Name, clock.GetUtcNow().UtcDateTime]);
                insert.Execute().Dispose();
                return 1;
            });
        }
        catch (DuckDbException error)
        {
            throw new StoreException($"Migration {step.Name} failed and was rolled back; the schema is still at "
                + $"version {step.Version - 1}: {error.Message}", inner: error);
        }
        DuckDbLogMessages.Migrated(logger, step.Version, step.Name);
    }
}
