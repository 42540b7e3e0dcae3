using System.Diagnostics;
using System.Runtime.InteropServices;
using Maintenance.Core.Ports;
using Maintenance.Core.Tables;

namespace Maintenance.Store.Sql.MySql;

/// <summary>
/// Baseline of the driver: its bulk loader with text generated before the clock starts, only columns that have values, one transaction
/// per batch, one connection per batch; into a table like the product's. Also checks and clears the benchmark's database.
/// </summary>
internal sealed class BareLoader(MySqlWireOptions options)
{
    private const string Table = "bench_floor";

    private readonly SessionFactory _factory = new(options, isReadOnly: false, new Standby.StoreTerm());

    /// <exception cref="StoreException">The database has tables: the benchmark would mix its rows with existing ones.</exception>
    public async Task RequireEmptyAsync(CancellationToken cancellationToken)
    {
        await using var session = await _factory.OpenAsync(isCausal: true, cancellationToken);
        var found = await TablesAsync(session, cancellationToken);
        if (found.Count > 0)
            throw new StoreException($"Database {options.Database} has tables ({found[0].Name}, …). The benchmark needs one without any "
                + "and clears it afterwards: set another with Store:MySqlWire:Database.");
    }

    /// <summary>
    /// Loads each batch repeatedly on its own connection, into an empty copy of the rows' table, which must exist.
    /// </summary>
    /// <returns>Rows, and seconds to the end of the last transaction.</returns>
    public async Task<(long Rows, double Seconds)> MeasureAsync(IReadOnlyList<TableBatch> batches, TimeSpan duration,
        CancellationToken cancellationToken)
    {
        var texts = new List<(TableBatch Batch, int[] Columns, byte[] Text)>();
        foreach (var batch in batches) texts.Add((batch, TableLoad.Present(batch), Text(batch)));
        await using (var session = await _factory.OpenAsync(isCausal: true, cancellationToken))
        {
            await session.ExecuteAsync($"DROP TABLE IF EXISTS {Table}", cancellationToken);
            await session.ExecuteAsync($"CREATE TABLE {Table} LIKE {batches[0].Schema.Name}", cancellationToken);
        }
        var started = Stopwatch.GetTimestamp();
        var rows = await Task.WhenAll(
            texts.Select(t => Task.Run(() => LoadAsync(t.Batch, t.Columns, t.Text, started, duration, cancellationToken),
            cancellationToken)));
        return (rows.Sum(), Stopwatch.GetElapsedTime(started).TotalSeconds);
    }

    /// <summary>Drops every table and view of the database that <see cref="RequireEmptyAsync"/> found empty.</summary>
    public async Task ClearAsync(CancellationToken cancellationToken)
    {
        await using var session = await _factory.OpenAsync(isCausal: true, cancellationToken);
        foreach (var (name, isView) in await TablesAsync(session, cancellationToken))
            await session.ExecuteAsync($"DROP {(isView ? "VIEW" : "TABLE")} {name}", cancellationToken);
    }

    private async Task<long> LoadAsync(TableBatch batch, int[] columns, byte[] text, long started, TimeSpan duration,
        CancellationToken cancellationToken)
    {
        await using var session = await _factory.OpenAsync(isCausal: false, cancellationToken);
        var rows = 0L;
        do
        {
            await session.ExecuteAsync("START TRANSACTION", cancellationToken);
            using var stream = new MemoryStream(text, writable: false);
            rows += await TableLoad.Loader(session, stream, batch.Schema, Table, columns, replaces: false).LoadAsync(cancellationToken);
            await session.ExecuteAsync("COMMIT", cancellationToken);
        }
        while (Stopwatch.GetElapsedTime(started) < duration);
        return rows;
    }

    private static byte[] Text(TableBatch batch)
    {
        var (text, columns) = (new LoadText(), TableLoad.Present(batch));
        for (var row = 0; row < batch.RowCount; row++) text.Add(batch, row, columns);
        MemoryMarshal.TryGetArray(text.Written, out var bytes);
        return [.. bytes];
    }

    private static async Task<List<(string Name, bool IsView)>> TablesAsync(Session session, CancellationToken cancellationToken)
    {
        var tables = new List<(string, bool)>();
        await using var command = session.Command("SELECT table_name, table_type FROM information_schema.tables WHERE table_schema = "
            + "database() ORDER BY table_name");
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken)) tables.Add((reader.GetString(0), reader.GetString(1) == "VIEW"));
        return tables;
    }
}
