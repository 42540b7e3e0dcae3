using System.Collections.Frozen;
using System.Globalization;
using Maintenance.Core.Ports;
using Maintenance.Core.Tables;

namespace Maintenance.Store.Sql.MySql;

/// <summary>
/// Runs user SQL behind layers of protection: a user with SELECT only, and not on <c>user_account</c>; a read-only transaction; one
/// statement, which
/// <see cref="SqlText"/> enforces (the driver would prepare and run each of several); and, for clear messages, a keyword check. Each
/// call has its own connection, so no state is left behind.
/// Threading: any thread, limited by a semaphore.
/// </summary>
internal sealed class ReadOnlySql(SessionFactory factory, int concurrency) : IDisposable
{
    private const int MaxSqlLength = 64 * 1024;

    private const int RowsPerPage = 4096;

    // Text and bytes of one page: a few rows of huge texts must not exhaust the process's memory.
    private const long MaxPageBytes = 64L << 20;

    // Time for the response to arrive after a limit has expired.
    private const int GraceSeconds = 10;

    private static readonly FrozenSet<string> Reading =
        FrozenSet.ToFrozenSet(["SELECT", "WITH", "EXPLAIN", "SHOW", "DESCRIBE", "DESC", "VALUES"], StringComparer.Ordinal);

    // Keywords of read statements that lock rows or names, write files, or only wait.
    private static readonly FrozenSet<string> Refused = FrozenSet.ToFrozenSet(
        ["OUTFILE", "DUMPFILE", "SHARE", "GET_LOCK", "RELEASE_LOCK", "RELEASE_ALL_LOCKS", "SLEEP", "BENCHMARK", "LOAD_FILE",
            "MASTER_POS_WAIT", "MASTER_GTID_WAIT",
            "REPEAT", "SPACE", "LPAD", "RPAD", "XMLTYPE", "UPDATEXML", "EXTRACTVALUE"], StringComparer.Ordinal);

    private readonly SemaphoreSlim _free = new(concurrency, concurrency);

    /// <returns>True if there were more rows than the limit.</returns>
    public async Task<bool> RunAsync(string sql, QueryLimits limits, IQuerySink sink, CancellationToken cancellationToken)
    {
        var text = Checked(sql);
        if (!await _free.WaitAsync(limits.Timeout, cancellationToken))
            throw new QueryRefusedException($"Other queries are running; none ended within {limits.Timeout.TotalSeconds:0.###} s. Try "
                + "again.");
        try
        {
            await using var session = await factory.OpenAsync(isCausal: true, cancellationToken);
            return await RunAsync(session, text, limits, sink, cancellationToken);
        }
        catch (Exception error) when (WireErrors.IsWire(error))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (WireErrors.IsStatementTimeout(error)) throw TooLong(limits);
            throw WireErrors.IsConnectionLost(error) ? WireErrors.OfQuery(error) : new QueryRefusedException(error.Message);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw TooLong(limits);
        }
        catch (Exception error) when (error is InvalidCastException or FormatException)
        {
            throw new QueryRefusedException("A value of the result cannot be represented (for example the date "
                + $"0000-00-00): {error.Message} Cast it to text.");
        }
        finally
        {
            _free.Release();
        }
    }

    public void Dispose() => _free.Dispose();

    private static QueryRefusedException TooLong(QueryLimits limits) =>
        new($"The query ran longer than {limits.Timeout.TotalSeconds:0.###} s and was stopped. Narrow it, for example by event_time.");

    /// <summary>Refuses anything but a single read statement.</summary>
    /// <returns>The text without comments: driver and server disagree on where they end, so a statement could hide
    /// there.</returns>
    private static string Checked(string sql)
    {
        if (sql.Length > MaxSqlLength) throw new QueryRefusedException($"The query has {sql.Length} characters; at most {MaxSqlLength} "
            + "are allowed.");
        var text = new SqlText(sql);
        if (text.Words.Count == 0)
            throw new QueryRefusedException("The query is empty; give one read-only statement, for example SELECT 1.");
        if (text.HasServerComment) throw new QueryRefusedException("Comments that the server executes (/*! … */) are not allowed.");
        if (text.HasSecondStatement) throw new QueryRefusedException("One statement is allowed; more were found.");
        if (!Reading.Contains(text.Words[0])) throw new QueryRefusedException("Only read statements are allowed "
            + $"({string.Join(", ", Reading)}); this one begins with {text.Words[0]}.");
        if (text.HasUserVariable) throw new QueryRefusedException("User variables (@name) are not allowed.");
        if (text.HasBackslashInName) throw new QueryRefusedException("A quoted name has a backslash, which is not allowed.");
        if (text.ParameterCount > 0) throw new QueryRefusedException("The query has parameters; write the values into the text.");
        if (StoreTables.Secret.FirstOrDefault(t => sql.Contains(t, StringComparison.OrdinalIgnoreCase)) is { } secret)
            throw new QueryRefusedException($"The table {secret} is not allowed in queries.");
        for (var i = 0; i < text.Words.Count; i++)
            if (Refused.Contains(text.Words[i]) || (text.Words[i] == "FOR" && i + 1 < text.Words.Count && text.Words[i + 1] == "UPDATE"))
                throw new QueryRefusedException($"{text.Words[i]} is not allowed in queries.");
        return text.Named;
    }

    private static async Task<bool> PagesAsync(ResultReader rows, int maxRows, IQuerySink sink, CancellationToken cancellationToken)
    {
        for (var left = maxRows; ;)
        {
            var (page, more) = await rows.ReadAsync(Math.Min(left, RowsPerPage), MaxPageBytes, cancellationToken);
            if (page.Count > 0) await sink.WriteAsync(page, cancellationToken);
            left -= page.Count;
            if (!more || left == 0) return more;
        }
    }

    private static async Task<bool> RunAsync(Session session, string sql, QueryLimits limits, IQuerySink sink,
        CancellationToken cancellationToken)
    {
        var seconds = limits.Timeout.TotalSeconds.ToString("0.######", CultureInfo.InvariantCulture);
        await session.ExecuteAsync($"SET SESSION max_statement_time = {seconds}, sql_select_limit = {limits.MaxRows + 1L}",
            cancellationToken);
        await session.ExecuteAsync("START TRANSACTION READ ONLY", cancellationToken);
        // The server's limit excludes the time it waits for us to read rows; ours includes it.
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        ended.CancelAfter(limits.Timeout);
        await using var command = session.Command(sql);
        command.CommandTimeout = (int)Math.Ceiling(limits.Timeout.TotalSeconds) + GraceSeconds;
        await session.PrepareAsync(command, ended.Token);
        await using var reader = await command.ExecuteReaderAsync(ended.Token);
        var rows = new ResultReader(reader, isLocal: SqlText.ConvertsZones(sql));
        var isWhole = false;
        try
        {
            await sink.StartAsync(rows.Described, ended.Token);
            var truncated = await PagesAsync(rows, limits.MaxRows, sink, ended.Token);
            isWhole = !truncated;
            return truncated;
        }
        finally
        {
            // Closing reads the remaining rows; the statement's own LIMIT may be far beyond ours. The driver cancels over a connection of
            // its own, and waits.
            if (!isWhole) await Task.Run(command.Cancel, CancellationToken.None);
        }
    }
}
