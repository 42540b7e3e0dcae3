using System.Diagnostics;
using Maintenance.Core.Tables;
using Maintenance.Store.Sql.DuckDb.Columns;
using Maintenance.Store.Sql.DuckDb.Native;

namespace Maintenance.Store.Sql.DuckDb;

/// <summary>
/// Baseline of DuckDB's appender: prepared chunks, only columns that have values, one thread, transactions of whole row groups.
/// </summary>
internal static class BareAppender
{
    private const int RowsPerTransaction = 2 * DuckDbFile.RowGroupRows;

    public static double MeasureRowsPerSecond(TableBatch rows, string folder, TimeSpan duration, ConditionStoreOptions options)
    {
        var path = Path.Combine(folder, $"floor-{Guid.NewGuid():N}.duckdb");
        var chunks = new List<NativeChunk>();
        try
        {
            using var database = DuckDbFile.Open(path, options);
            using var connection = database.Connect();
            foreach (var step in Migration.All) connection.Execute(step.Sql);
            using var appender = NativeAppender.ToTable(connection, rows.Schema.Name);
            Fill(rows, appender, chunks);
            return Measure(connection, appender, chunks, duration);
        }
        finally
        {
            foreach (var chunk in chunks) chunk.Dispose();
            foreach (var file in Directory.GetFiles(folder, Path.GetFileName(path) + "*")) File.Delete(file);
        }
    }

    private static double Measure(NativeConnection connection, NativeAppender appender, List<NativeChunk> chunks, TimeSpan duration)
    {
        var (written, next) = (0L, 0);
        var started = Stopwatch.GetTimestamp();
        do
        {
            connection.Execute("BEGIN TRANSACTION");
            for (var rows = 0; rows < RowsPerTransaction; rows += DuckDbLibrary.VectorSize)
            {
                appender.Append(chunks[next]);
                next = (next + 1) % chunks.Count;
                written += DuckDbLibrary.VectorSize;
            }
            appender.Flush();
            connection.Execute("COMMIT");
        }
        while (Stopwatch.GetElapsedTime(started) < duration);
        return written / Stopwatch.GetElapsedTime(started).TotalSeconds;
    }

    private static void Fill(TableBatch batch, NativeAppender appender, List<NativeChunk> chunks)
    {
        if (batch.RowCount < DuckDbLibrary.VectorSize) throw new ArgumentException($"At least {DuckDbLibrary.VectorSize} rows are "
            + "needed.", nameof(batch));
        var writers = batch.Schema.Columns.Select(c => ColumnWriter.Of(c.Type)).ToArray();
        var columns = Enumerable.Range(0, writers.Length).Where(c => writers[c].HasValues(batch[c])).ToArray();
        appender.SetActiveColumns(columns.Select(c => batch.Schema.Columns[c].Name));
        for (var from = 0; from + DuckDbLibrary.VectorSize <= batch.RowCount; from += DuckDbLibrary.VectorSize)
        {
            var chunk = new NativeChunk([.. columns.Select(c => writers[c].Type)]);
            chunks.Add(chunk);
            for (var i = 0; i < columns.Length; i++)
                writers[columns[i]].Write(batch[columns[i]], from, DuckDbLibrary.VectorSize, chunk, i, 0);
            chunk.SetRowCount(DuckDbLibrary.VectorSize);
        }
    }
}
