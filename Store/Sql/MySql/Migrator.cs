using System.Globalization;
using Maintenance.Core.Ports;
using Maintenance.Core.Tables;
using Microsoft.Extensions.Logging;

namespace Maintenance.Store.Sql.MySql;

/// <summary>
/// Migrates a database's schema to this build's version: missing tables and columns are added from <see cref="SchemaSql"/>,
/// everything else is a numbered step. If a newer build has added columns, its views are kept, so that builds can be
/// exchanged one process at a time. DDL commits implicitly on these servers, so the version is recorded after the last statement of a step
/// and every statement is repeatable: a step that failed half-way, or that two processes run at once, ends the same.
/// </summary>
internal sealed class Migrator(IReadOnlyList<Migration> steps, string readOnlyUser, TimeProvider clock, ILogger logger)
{
    /// <summary>Row of <c>schema_migration</c> with the fingerprint of the generated tables and views.</summary>
    private const int GeneratedVersion = 0;

    public async Task<int> ApplyAsync(Session session, CancellationToken cancellationToken)
    {
        // It would commit a load in parts.
        if ((await ListAsync(session, "SELECT variable_name FROM information_schema.global_variables WHERE variable_name = "
            + "'wsrep_load_data_splitting' AND variable_value = 'ON'", cancellationToken)).Count > 0)
            throw new StoreException("The servers have wsrep_load_data_splitting on, with which a commit is not atomic: turn it off.");
        await session.ExecuteAsync(
            "CREATE TABLE IF NOT EXISTS schema_migration (version INT PRIMARY KEY, name VARCHAR(255) NOT NULL, applied DATETIME(6) NOT "
                + "NULL)", cancellationToken);
        var found = await VersionAsync(session, cancellationToken);
        if (found > steps.Count)
            throw new StoreException($"The store has schema version {found}, this build supports {steps.Count}: start the newer build, or "
                + "restore a backup of the older one.");
        if (found == steps.Count && await FingerprintAsync(session, cancellationToken) == SchemaSql.Fingerprint) return found;
        await StepAsync("tables", found, () => TablesAsync(session, cancellationToken));
        foreach (var step in steps.Skip(found))
            await StepAsync(step.Name, step.Version - 1, () => ApplyAsync(session, step, cancellationToken));
        await StepAsync("grants", steps.Count, () => GrantAsync(session, cancellationToken));
        await NoteAsync(session, GeneratedVersion, SchemaSql.Fingerprint, cancellationToken);
        return steps.Count;
    }

    private async Task TablesAsync(Session session, CancellationToken cancellationToken)
    {
        foreach (var statement in SchemaSql.CreateTables) await session.ExecuteAsync(statement, cancellationToken);
        var isNewer = false;
        foreach (var (name, schema) in SchemaSql.Tables)
        {
            var found = await ListAsync(session, "SELECT column_name FROM information_schema.columns WHERE table_schema = database() AND "
                + $"table_name = '{name}'", cancellationToken);
            for (var c = 0; c < schema.Columns.Count; c++)
                if (!found.Remove(schema.Columns[c].Name))
                    await session.ExecuteAsync(SchemaSql.AddColumn(name, schema, c), cancellationToken);
            isNewer |= found.Any(column => column != SchemaSql.RowNumber);
        }
        if (isNewer) MySqlLogMessages.SchemaNewer(logger);
        else
            foreach (var statement in SchemaSql.CreateViews) await session.ExecuteAsync(statement, cancellationToken);
    }

    private static async Task<string?> FingerprintAsync(Session session, CancellationToken cancellationToken) =>
        (await ListAsync(session, $"SELECT name FROM schema_migration WHERE version = {GeneratedVersion}", cancellationToken))
            .FirstOrDefault();

    private static async Task<int> VersionAsync(Session session, CancellationToken cancellationToken)
    {
        await using var command = session.Command("SELECT coalesce(max(version), 0) FROM schema_migration");
        return Convert.ToInt32(await command.ExecuteScalarAsync(cancellationToken), CultureInfo.InvariantCulture);
    }

    private async Task ApplyAsync(Session session, Migration step, CancellationToken cancellationToken)
    {
        foreach (var statement in step.Statements) await session.ExecuteAsync(statement, cancellationToken);
        await NoteAsync(session, step.Version, step.Name, cancellationToken);
        MySqlLogMessages.Migrated(logger, step.Version, step.Name);
    }

    private async Task NoteAsync(Session session, int version, string name, CancellationToken cancellationToken)
    {
        await using var replace = session.Command("REPLACE INTO schema_migration (version, name, applied) VALUES (@version, @name, "
            + "@applied)");
        replace.Parameters.AddWithValue("@version", version);
        replace.Parameters.AddWithValue("@name", name);
        replace.Parameters.AddWithValue("@applied", clock.GetUtcNow().UtcDateTime);
        await replace.ExecuteNonQueryAsync(cancellationToken);
    }

    private static async Task StepAsync(string name, int version, Func<Task> step)
    {
        try
        {
            await step();
        }
        catch (Exception error) when (WireErrors.IsWire(error))
        {
            throw new StoreException(
                $"Migration {name} failed; the schema is still at version {version}, and the next start retries the step"
                    + $": {error.Message}",
                isTransient: WireErrors.IsTransient(error), inner: error);
        }
    }

    // The grants are the last line of defence against user SQL: per table, as a grant on the database cannot exclude one.
    private async Task GrantAsync(Session session, CancellationToken cancellationToken)
    {
        var tables = await ListAsync(session, "SELECT table_name FROM information_schema.tables WHERE table_schema = database()",
            cancellationToken);
        var user = readOnlyUser.Replace("'", "''", StringComparison.Ordinal);
        try
        {
            foreach (var table in tables.Except(StoreTables.Secret, StringComparer.OrdinalIgnoreCase))
                await session.ExecuteAsync($"GRANT SELECT ON {table} TO '{user}'@'%'", cancellationToken);
        }
        catch (Exception error) when (WireErrors.IsWire(error))
        {
            throw new StoreException(
                $"The user '{readOnlyUser}'@'%' of Store:MySqlWire:ReadOnlyUser could not be granted SELECT on the "
                    + $"tables: {error.Message} "
                + "Create the user, and give Store:MySqlWire:User the grant option on the database.", inner: error);
        }
    }

    private static async Task<List<string>> ListAsync(Session session, string sql, CancellationToken cancellationToken)
    {
        var list = new List<string>();
        await using var command = session.Command(sql);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken)) list.Add(reader.GetString(0));
        return list;
    }
}
