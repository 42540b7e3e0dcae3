using Maintenance.Core.Ports;
using Maintenance.Core.Tables;
using Maintenance.Store.Sql;
using Microsoft.Extensions.Logging.Abstractions;
using static Maintenance.Contracts.Tests.Sql.Rows;

namespace Maintenance.Contracts.Tests.Sql.DuckDb;

/// <summary>Attacks that know DuckDB: files, settings, extensions, functions with side effects, limits.</summary>
public sealed class DuckDbStoreSecurityTests : IAsyncLifetime
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("store-security-");
    private IConditionStore _store = null!;

    private string Secret => Path.Combine(_folder.FullName, "secret.csv");

    public async Task InitializeAsync()
    {
        await File.WriteAllTextAsync(Secret, "a,b\n1,2\n");
        _store = await ConditionStores.OpenAsync(new ConditionStoreOptions
        {
            DataDirectory = _folder.FullName, MemoryLimitMiB = 128,
            TemporaryFilesLimitMiB = 64
        }, NullLoggerFactory.Instance, default);
        await _store.MigrateAsync(default);
        await _store.CommitAsync(Commit(null, 1, Of(StoreTables.UserAccount, [("name", "u"), ("password_hash", "hash")]),
            Readings("a", 5000)), default);
    }

    public async Task DisposeAsync()
    {
        await _store.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    [Theory]
    [InlineData("SELECT * FROM read_text('{0}')")]
    [InlineData("SELECT * FROM read_blob('{0}')")]
    [InlineData("SELECT * FROM read_csv('{0}')")]
    [InlineData("SELECT * FROM read_json('{0}')")]
    [InlineData("SELECT * FROM read_parquet('{0}')")]
    [InlineData("SELECT * FROM sniff_csv('{0}')")]
    [InlineData("SELECT * FROM glob('/etc/*')")]
    [InlineData("SELECT * FROM '{0}'")]
    [InlineData("FROM \"{0}\"")]
    [InlineData("SELECT * FROM query('FROM read_text(''{0}'')')")]
    [InlineData("COPY reading TO '{0}'")]
    [InlineData("COPY (SELECT 1) TO '{0}' (FORMAT parquet)")]
    [InlineData("COPY reading FROM '{0}'")]
    [InlineData("EXPORT DATABASE '{0}'")]
    [InlineData("IMPORT DATABASE '{0}'")]
    [InlineData("PRAGMA import_database('{0}')")]
    [InlineData("ATTACH '{0}' AS x")]
    [InlineData("ATTACH ':memory:' AS x")]
    [InlineData("DETACH maintenance")]
    [InlineData("USE memory")]
    [InlineData("INSTALL httpfs")]
    [InlineData("LOAD httpfs")]
    [InlineData("SET enable_external_access = true")]
    [InlineData("SET GLOBAL lock_configuration = false")]
    [InlineData("RESET lock_configuration")]
    [InlineData("SET VARIABLE x = 1")]
    [InlineData("PRAGMA enable_profiling = 'json'")]
    [InlineData("PRAGMA memory_limit = '100GB'")]
    [InlineData("PRAGMA show_tables")]
    [InlineData("CHECKPOINT")]
    [InlineData("FORCE CHECKPOINT")]
    [InlineData("VACUUM")]
    [InlineData("CALL enable_logging()")]
    [InlineData("SELECT * FROM enable_logging()")]
    [InlineData("SELECT * FROM enable_logging(storage = 'file', storage_config = {{'path': '{0}'}})")]
    [InlineData("EXPLAIN ANALYZE SELECT * FROM enable_logging(storage = 'file', storage_config = {{'path': '{0}'}})")]
    [InlineData("/* EXPLAIN SELECT 1 --*/ EXPLAIN ANALYZE SELECT * FROM enable_logging()")]
    [InlineData("EXPLAIN /**/ ANALYZE SELECT * FROM enable_logging()")]
    [InlineData("EXPLAIN (ANALYZE) SELECT * FROM enable_logging()")]
    [InlineData("SELECT * FROM query('FROM enable_logging()')")]
    [InlineData("WITH x AS MATERIALIZED (FROM enable_logging()) SELECT 1 FROM x")]
    [InlineData("SELECT (SELECT count(*) FROM enable_logging())")]
    [InlineData("SELECT 1 UNION ALL SELECT 2 FROM truncate_duckdb_logs()")]
    [InlineData("SELECT * FROM disable_logging()")]
    [InlineData("SELECT * FROM enable_profiling(save_location = '{0}')")]
    [InlineData("SELECT * FROM checkpoint()")]
    [InlineData("SELECT * FROM force_checkpoint()")]
    [InlineData("SELECT * FROM json_execute_serialized_sql(json_serialize_sql('FROM user_account'))")]
    [InlineData("SELECT * FROM duckdb_secrets()")]
    [InlineData("SELECT * FROM pragma_storage_info('user_account')")]
    [InlineData("SELECT * FROM query_table('user' || '_account')")]
    [InlineData("SELECT * FROM query('FROM user' || '_account')")]
    [InlineData("SELECT * FROM maintenance.main.\"USER_ACCOUNT\"")]
    [InlineData("SUMMARIZE user_account")]
    [InlineData("MERGE INTO audit USING audit a ON true WHEN MATCHED THEN DELETE")]
    [InlineData("SELECT nextval('s')")]
    [InlineData("SELECT getenv('HOME')")]
    [InlineData("SELECT pg_sleep(3600)")]
    [InlineData("SELECT * FROM /* user */ \"user_account\"")]
    [InlineData("SELECT * FROM query/**/('FROM user' || '_account')")]
    [InlineData("SELECT * FROM query -- text\n('FROM reading')")]
    [InlineData("SELECT estimated_size FROM duckdb_tables() WHERE table_name LIKE 'user%'")]
    [InlineData("SELECT estimated_size FROM duckdb_tables")]
    [InlineData("SELECT column_name FROM pragma_table_info('user_account')")]
    [InlineData("SELECT count(*) FROM reading WHERE EXISTS (FROM main.user_account)")]
    [InlineData("DESCRIBE user_account")]
    [InlineData("SELECT current_setting('memory_limit')")]
    [InlineData("SELECT \"json_serialize_sql\"('SELECT 1')")]
    [InlineData("SELECT json_transform('[1]', repeat('[', 900) || repeat(']', 900))")]
    [InlineData("SELECT json_structure(asset) FROM reading")]
    [InlineData("SELECT json_merge_patch(asset, asset) FROM reading")]
    [InlineData("SELECT * FROM json_tree(repeat('[', 900) || repeat(']', 900))")]
    [InlineData("SELECT NULL::VARIANT")]
    [InlineData("SELECT levenshtein(asset, asset) FROM reading")]
    [InlineData("SELECT list_transform([1], x -> x + 1)")]
    [InlineData("SELECT [x FOR x IN [1]]")]
    [InlineData("SELECT repeat(asset, 100000) FROM reading")]
    [InlineData("SELECT repeat(asset, CAST(torque AS BIGINT)) FROM reading")]
    [InlineData("SELECT repeat(repeat(repeat(asset, 900), 900), 900) FROM reading")]
    [InlineData("SELECT lpad(asset, 1000000000, 'x') FROM reading")]
    [InlineData("SELECT printf('%999999999d', 1)")]
    [InlineData("SELECT list_resize([1], 1000000000)")]
    [InlineData("SELECT generate_series(1, 1000000000)")]
    [InlineData("SELECT replace(asset, '', asset) FROM reading")]
    [InlineData("SELECT string_agg(asset, ',') OVER () FROM reading")]
    [InlineData("SELECT mad(torque) OVER (ORDER BY event_time) FROM reading")]
    [InlineData("SELECT count(DISTINCT torque) OVER (ORDER BY event_time) FROM reading")]
    [InlineData("SELECT asset ILIKE '%a%b%c%d%' FROM reading")]
    [InlineData("SELECT asset LIKE asset FROM reading")]
    [InlineData("SELECT max(torque, 100000) FROM reading")]
    [InlineData("WITH RECURSIVE t AS (SELECT asset AS s FROM reading UNION ALL SELECT s || s FROM t) SELECT count(*) FROM t")]
    public async Task An_attack_is_refused_and_leaves_the_store_as_it_was(string attack)
    {
        var files = Directory.GetFiles(_folder.FullName, "*", SearchOption.AllDirectories).Order().ToArray();
        var sql = attack.Replace("{{", "{", StringComparison.Ordinal).Replace("}}", "}", StringComparison.Ordinal)
            .Replace("{0}", Secret, StringComparison.Ordinal);
        await Should.ThrowAsync<QueryRefusedException>(() => _store.QueryReadOnlyAsync(sql, QueryLimits.Default, default));

        (await _store.QueryReadOnlyAsync("SELECT count(*) FROM reading", QueryLimits.Default, default)).Rows[0][0].ShouldBe(5000L);
        await _store.CommitAsync(Commit(1, 2, Readings("a", 1)), default);
        var settings = await _store.QueryAsync(new StoreQuery(
            "SELECT current_setting('lock_configuration'), current_setting('enable_external_access'), "
                + "CAST(current_setting('enable_logging') AS VARCHAR), current_setting('threads') > 0"), default);
        settings.Rows[0].ShouldBe([true, false, "0", true]);
        (await File.ReadAllTextAsync(Secret)).ShouldBe("a,b\n1,2\n");
        Directory.GetFiles(_folder.FullName, "*", SearchOption.AllDirectories).Order().ShouldBe(files);
    }

    [Theory]
    [InlineData("SELECT count(*) FROM range(1000000000) a, range(1000000000) b WHERE (a.range * b.range) % 7 = 3")]
    [InlineData("WITH RECURSIVE t AS (SELECT 1 AS i UNION ALL SELECT i + 1 FROM t) SELECT max(i) FROM t")]
    [InlineData("SELECT range AS i, i % 2 FROM range(1000000000000) WHERE i < 0")]
    public async Task An_endless_query_ends_at_its_time_limit(string sql)
    {
        var error = await Should.ThrowAsync<QueryRefusedException>(() =>
            _store.QueryReadOnlyAsync(sql, new QueryLimits(10, TimeSpan.FromSeconds(0.5)), default))
            .WaitAsync(TimeSpan.FromSeconds(30));
        error.Message.ShouldContain("0.5 s");
        (await _store.QueryReadOnlyAsync("SELECT 1", QueryLimits.Default, default)).Rows.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData("SELECT repeat('x', 100000000)")]
    [InlineData("SELECT repeat('x', 1000000) FROM range(1000)")]
    [InlineData("SELECT range(5000000)")]
    [InlineData("SELECT list(range) FROM range(1000000000)")]
    [InlineData("SELECT * FROM range(300000000) a ORDER BY hash(a.range) LIMIT 100000000")]
    public async Task A_huge_result_is_refused_and_commits_go_on(string sql)
    {
        var query = _store.QueryReadOnlyAsync(sql, new QueryLimits(1000, TimeSpan.FromSeconds(5)), default);
        for (var i = 1; i < 20; i++) await CommitAsTheWorkersDoAsync(Commit(i, i + 1, Readings("a", 2000, i * 2000)));
        await Should.ThrowAsync<QueryRefusedException>(() => query).WaitAsync(TimeSpan.FromSeconds(60));
        (await _store.QueryReadOnlyAsync("SELECT count(*) FROM reading", QueryLimits.Default, default)).Rows[0][0].ShouldBe(43_000L);
    }

    // While the query holds the memory a commit may be refused as transient, with nothing written: its offset must still be the old one.
    private async Task CommitAsTheWorkersDoAsync(StoreCommit commit)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await _store.CommitAsync(commit, default);
                return;
            }
            catch (StoreException error) when (error is { IsTransient: true, OutcomeUnknown: false } && attempt < 20)
            {
                await Task.Delay(100);
            }
        }
    }

    [Fact]
    public async Task A_statement_that_grows_with_its_nesting_is_refused_before_it_is_planned()
    {
        var doubledText = Enumerable.Range(0, 30).Aggregate("SELECT asset AS s FROM reading", (q, _) => $"SELECT s || s AS s FROM ({q})");
        var joined = "WITH a0 AS (SELECT 1 AS x)" + string.Concat(Enumerable.Range(1, 30).Select(i =>
            $", a{i} AS (SELECT p.x FROM a{i - 1} p, a{i - 1} q)")) + " SELECT count(*) FROM a30";
        var starred = "WITH a0 AS (SELECT 1 AS x)" + string.Concat(Enumerable.Range(1, 30).Select(i =>
            $", a{i} AS (SELECT *, * FROM a{i - 1})")) + " SELECT 1 FROM a30";
        foreach (var sql in new[]
        {
            doubledText, joined, starred, "SELECT " + string.Concat(Enumerable.Repeat("(SELECT ", 150)) + "1" + new string(')', 150) + "*",
            "SELECT 1" + string.Concat(Enumerable.Repeat(" UNION ALL SELECT 1", 3000)),
            "SELECT " + string.Concat(Enumerable.Repeat("abs(", 9_000)) + "1" + new string(')', 9_000),
            "SELECT 1" + string.Concat(Enumerable.Repeat("+1", 20_000)),
            "SELECT NULL::INT" + string.Concat(Enumerable.Repeat("[]", 20_000)), $"SELECT '{new string('[', 60_000)}'::JSON",
        })
            await Should.ThrowAsync<QueryRefusedException>(() => _store.QueryReadOnlyAsync(sql, QueryLimits.Default, default), sql[..60])
                .WaitAsync(TimeSpan.FromSeconds(30));
        (await _store.QueryReadOnlyAsync("SELECT 1", QueryLimits.Default, default)).Rows.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData("SELECT 'user_account' AS words")]
    [InlineData("SELECT asset || ' ' || upper(asset) || ': ' || round(avg(torque), 1) AS line FROM reading GROUP BY asset")]
    [InlineData("SELECT string_agg(DISTINCT asset, ', ') || '.' FROM reading WHERE asset ILIKE '%A%' AND asset NOT LIKE 'b%'")]
    [InlineData("SELECT time_bucket(INTERVAL 10 MINUTE, event_time) AS t, quantile_cont(torque, 0.9) FROM reading GROUP BY ALL ORDER BY t")]
    [InlineData("SELECT torque - lag(torque) OVER (PARTITION BY asset ORDER BY event_time) FROM reading QUALIFY row_number() OVER () < 9")]
    [InlineData("WITH RECURSIVE t AS (SELECT 1 AS n UNION ALL SELECT n + 1 FROM t WHERE n < 9) SELECT sum(n) FROM t")]
    [InlineData("SELECT CASE WHEN torque > 1 THEN lpad(asset, 9, '.') ELSE regexp_replace(asset, 'a+', 'b', 'g') END FROM reading")]
    [InlineData("SELECT x.n, r.asset FROM generate_series(1, 3) AS x(n) LEFT JOIN reading r ON r.torque = x.n")]
    [InlineData("SELECT * FROM information_schema.columns")]
    [InlineData("PIVOT reading ON asset IN ('a', 'b') USING avg(torque)")]
    [InlineData("SUMMARIZE reading")]
    [InlineData("DESCRIBE SELECT * FROM reading")]
    [InlineData("SHOW TABLES")]
    public async Task What_analysts_ask_is_answered(string sql) =>
        (await _store.QueryReadOnlyAsync(sql, QueryLimits.Default, default)).Rows.ShouldNotBeEmpty();

    [Fact]
    public async Task Converted_times_are_not_said_to_be_utc()
    {
        var result = await _store.QueryReadOnlyAsync("SELECT event_time, event_time AT TIME ZONE 'UTC' AT TIME ZONE 'Asia/Tokyo' AS there, "
            + "event_time AT TIME ZONE 'Asia/Tokyo' AS instant FROM reading LIMIT 1", QueryLimits.Default, default);
        result.Kinds.ShouldBe([SqlValueKind.Timestamp, SqlValueKind.LocalTimestamp, SqlValueKind.Timestamp]);
        var row = result.Rows[0].Cast<DateTime>().ToArray();
        (row[1] - row[0], row[2] - row[0]).ShouldBe((TimeSpan.FromHours(9), TimeSpan.FromHours(-9)));
        SqlValueText.Of(row[1]).ShouldNotEndWith("Z");
        var hidden = await _store.QueryReadOnlyAsync("SELECT event_time FROM (SELECT now() AT TIME ZONE 'Asia/Tokyo' AS event_time)",
            QueryLimits.Default, default);
        hidden.Kinds.ShouldBe([SqlValueKind.LocalTimestamp]);
    }

    [Fact]
    public async Task Nested_and_unusual_values_come_as_text()
    {
        var row = (await _store.QueryReadOnlyAsync(
            "SELECT [1, 2, NULL], {'a': 1, 'b': 'x'}, MAP {'k': 1.5}, [[1], []], array_value(1, 2), 'y'::ENUM('x', 'y'), DATE "
                + "'2020-01-02', TIME '12:00:01', "
            + "170141183460469231731687303715884105727::HUGEINT, 5::UBIGINT, 'infinity'::TIMESTAMP, '\\x01\\x02'::BLOB, "
            + "'123e4567-e89b-12d3-a456-426614174000'::UUID, INTERVAL '1 month 2 days'", QueryLimits.Default, default)).Rows[0];
        row.ShouldBe(
            ["[1, 2, NULL]", "{a: 1, b: x}", "{k: 1.5}", "[[1], []]", "[1, 2]", "y", new DateOnly(2020, 1, 2),
                "12:00:01",
             (System.Numerics.BigInteger)Int128.MaxValue, 5L, "infinity", new byte[] { 1, 2 }, "123e4567-e89b-12d3-a456-426614174000",
                 "1 month 2 days"],
            new ValueComparer());
    }

    private sealed class ValueComparer : IEqualityComparer<object?>
    {
        bool IEqualityComparer<object?>.Equals(object? x, object? y) => x is byte[] a && y is byte[] b ? a.SequenceEqual(b) : Equals(x, y);

        int IEqualityComparer<object?>.GetHashCode(object? obj) => 0;
    }
}
