using System.Collections.Frozen;
using System.Globalization;
using Maintenance.Core.Ports;
using MySql.Data.MySqlClient;

namespace Maintenance.Store.MySqlWire;

/// <summary>
/// Runs a stranger's SQL. Walls behind each other: a user who may only read, and not <c>user_account</c>; a read-only transaction; the prepared
/// protocol, which takes one statement; and, for clear messages, a look at the words. Each call has a connection of its own, so nothing is left behind.
/// Threading: any thread, bounded by a semaphore.
/// </summary>
internal sealed class ReadOnlySql(SessionFactory factory, int concurrency) : IDisposable
{
    private const int MaxSqlLength = 64 * 1024;
    private const string HiddenTable = "user_account";

    // Time for the answer to come after the server's own limit has struck.
    private const int GraceSeconds = 10;

    private static readonly FrozenSet<string> Reading = FrozenSet.ToFrozenSet(["SELECT", "WITH", "EXPLAIN", "SHOW", "DESCRIBE", "DESC", "VALUES"], StringComparer.Ordinal);

    // Words of statements that read and yet lock rows or names, write files, or only wait.
    private static readonly FrozenSet<string> Refused = FrozenSet.ToFrozenSet(
        ["OUTFILE", "DUMPFILE", "SHARE", "GET_LOCK", "RELEASE_LOCK", "RELEASE_ALL_LOCKS", "SLEEP", "BENCHMARK", "LOAD_FILE", "MASTER_POS_WAIT", "MASTER_GTID_WAIT"], StringComparer.Ordinal);

    private readonly SemaphoreSlim _free = new(concurrency, concurrency);

    public async Task<QueryResult> RunAsync(string sql, QueryLimits limits, CancellationToken cancellationToken)
    {
        Check(sql);
        if (!await _free.WaitAsync(limits.Timeout, cancellationToken))
            throw new QueryRefusedException($"Other queries are running; none ended within {limits.Timeout.TotalSeconds:0.###} s. Try again.");
        try
        {
            await using var session = await factory.OpenAsync(sees: true, cancellationToken);
            return await RunAsync(session, sql, limits, cancellationToken);
        }
        catch (Exception error) when (WireErrors.IsWire(error))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (WireErrors.IsStatementTimeout(error) || error is TimeoutException)
                throw new QueryRefusedException($"The query ran longer than {limits.Timeout.TotalSeconds:0.###} s and was stopped. Narrow it, for example by event_time.");
            throw WireErrors.IsConnectionLost(error) ? WireErrors.OfQuery(error) : new QueryRefusedException(error.Message);
        }
        finally
        {
            _free.Release();
        }
    }

    public void Dispose() => _free.Dispose();

    private static void Check(string sql)
    {
        if (sql.Length > MaxSqlLength) throw new QueryRefusedException($"The query has {sql.Length} characters; at most {MaxSqlLength} are allowed.");
        var text = new SqlText(sql);
        if (text.Words.Count == 0) throw new QueryRefusedException("The query is empty.");
        if (text.HasServerComment) throw new QueryRefusedException("Comments that the server executes (/*! … */) are not allowed.");
        if (text.HasSecondStatement) throw new QueryRefusedException("One statement is allowed; more were found.");
        if (!Reading.Contains(text.Words[0])) throw new QueryRefusedException($"Only statements that read are allowed ({string.Join(", ", Reading)}); this one begins with {text.Words[0]}.");
        if (text.ParameterCount > 0) throw new QueryRefusedException("The query has parameters; write the values into the text.");
        if (sql.Contains(HiddenTable, StringComparison.OrdinalIgnoreCase)) throw new QueryRefusedException($"The table {HiddenTable} is not open to queries.");
        for (var i = 0; i < text.Words.Count; i++)
            if (Refused.Contains(text.Words[i]) || (text.Words[i] == "FOR" && i + 1 < text.Words.Count && text.Words[i + 1] == "UPDATE"))
                throw new QueryRefusedException($"{text.Words[i]} is not open to queries.");
    }

    private static async Task<QueryResult> RunAsync(Session session, string sql, QueryLimits limits, CancellationToken cancellationToken)
    {
        var seconds = limits.Timeout.TotalSeconds.ToString("0.######", CultureInfo.InvariantCulture);
        await session.ExecuteAsync($"SET SESSION max_statement_time = {seconds}, sql_select_limit = {limits.MaxRows + 1L}", cancellationToken);
        await session.ExecuteAsync("START TRANSACTION READ ONLY", cancellationToken);
        await using var command = session.Command(sql);
        command.CommandTimeout = (int)Math.Ceiling(limits.Timeout.TotalSeconds) + GraceSeconds;
        await command.PrepareAsync(cancellationToken);
        await using var killing = cancellationToken.Register(() => _ = session.KillQueryAsync());
        var reader = await Session.ReaderAsync(command, CancellationToken.None);
        var rows = new ResultReader(reader);
        try
        {
            var (values, truncated) = await rows.ReadAsync(limits.MaxRows, limits.Timeout, CancellationToken.None);
            // Closing reads what is left; the statement's own LIMIT may be far beyond ours.
            if (truncated) await session.KillQueryAsync();
            return new QueryResult(rows.Columns, values, truncated);
        }
        catch (Exception error) when (error is QueryRefusedException or TimeoutException)
        {
            await session.KillQueryAsync();
            throw;
        }
        finally
        {
            await CloseAsync(reader);
        }
    }

    private static async Task CloseAsync(MySqlDataReader reader)
    {
        try
        {
            await reader.DisposeAsync();
        }
        catch (Exception error) when (WireErrors.IsWire(error))
        {
            // It was ended in the middle of its rows; the session is thrown away.
        }
    }
}
