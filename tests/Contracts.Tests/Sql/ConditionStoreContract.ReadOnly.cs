using System.Diagnostics;
using Maintenance.Core.Ports;
using Maintenance.Core.Tables;
using Maintenance.Core.Time;
using static Maintenance.Contracts.Tests.Sql.Rows;

namespace Maintenance.Contracts.Tests.Sql;

/// <summary>A stranger's SQL: reads, and nothing else.</summary>
public abstract partial class ConditionStoreContract
{
    private Task<QueryResult> ReadOnlyAsync(string sql, int maxRows = 100, int seconds = 20) =>
        Store.QueryReadOnlyAsync(sql, new QueryLimits(maxRows, TimeSpan.FromSeconds(seconds)), Stop);

    [Theory]
    [InlineData("SELECT count(*) FROM reading")]
    [InlineData("select asset from reading limit 1;")]
    [InlineData("  /* why */ SELECT 1 -- end")]
    [InlineData("WITH r AS (SELECT * FROM reading) SELECT max(torque) FROM r")]
    [InlineData("SELECT a.asset FROM asset a LEFT JOIN reading r ON r.asset = a.asset WHERE r.torque > (SELECT avg(torque) FROM reading) "
        + "ORDER BY 1 LIMIT 5")]
    [InlineData("SELECT * FROM completeness")]
    [InlineData("SELECT table_name FROM information_schema.tables")]
    [InlineData("EXPLAIN SELECT * FROM reading")]
    public async Task Read_only_sql_reads(string sql)
    {
        await Store.CommitAsync(Commit(Readings("a", 10), Of(StoreTables.Asset, [("asset", "a")])), Stop);
        (await ReadOnlyAsync(sql)).Columns.ShouldNotBeEmpty();
    }

    [Theory]
    [InlineData("INSERT INTO asset (asset) VALUES ('x')")]
    [InlineData("UPDATE asset SET region = 'x'")]
    [InlineData("DELETE FROM asset")]
    [InlineData("TRUNCATE TABLE asset")]
    [InlineData("DROP TABLE asset")]
    [InlineData("CREATE TABLE t (i INTEGER)")]
    [InlineData("CREATE TEMPORARY TABLE t (i INTEGER)")]
    [InlineData("CREATE VIEW v AS SELECT 1")]
    [InlineData("ALTER TABLE asset ADD COLUMN x INTEGER")]
    [InlineData("SELECT 1; DELETE FROM asset")]
    [InlineData("SELECT 1; SELECT 2")]
    [InlineData("/* SELECT */ DELETE FROM asset -- SELECT")]
    [InlineData("BEGIN")]
    [InlineData("COMMIT")]
    [InlineData("ROLLBACK; DELETE FROM asset")]
    [InlineData("EXPLAIN ANALYZE DELETE FROM asset")]
    [InlineData("PREPARE p AS DELETE FROM asset")]
    [InlineData("EXECUTE p")]
    [InlineData("SET threads = 1")]
    [InlineData("CALL something()")]
    [InlineData("")]
    [InlineData("-- nothing")]
    [InlineData("SELEC 1")]
    [InlineData("SELECT * FROM no_such_table")]
    [InlineData("SELECT ?")]
    public async Task Read_only_sql_refuses_what_does_not_read_and_changes_nothing(string sql)
    {
        await Store.CommitAsync(Commit(null, 1, Of(StoreTables.Asset, [("asset", "a"), ("region", "north")])), Stop);
        (await Should.ThrowAsync<QueryRefusedException>(() => ReadOnlyAsync(sql))).Message.ShouldNotBeNullOrWhiteSpace();
        (await RowsAsync("SELECT asset, region FROM asset")).ShouldHaveSingleItem().ShouldBe(["a", "north"]);
        await Store.CommitAsync(Commit(1, 2, Readings("a", 1)), Stop);
    }

    [Theory]
    [InlineData("SELECT * FROM user_account")]
    [InlineData("SELECT u.* FROM asset a JOIN \"user_account\" u ON true")]
    [InlineData("SELECT * FROM User_Account WHERE name = 'x'")]
    [InlineData("SELECT (SELECT password_hash FROM user_account LIMIT 1)")]
    [InlineData("EXPLAIN ANALYZE SELECT * FROM user_account WHERE password_hash LIKE 'h%'")]
    public async Task Read_only_sql_does_not_show_password_hashes(string sql)
    {
        await Store.CommitAsync(Commit(Of(StoreTables.UserAccount, [("name", "u"), ("password_hash", "hash")]),
            Of(StoreTables.Asset, [("asset", "a")])), Stop);
        (await Should.ThrowAsync<QueryRefusedException>(() => ReadOnlyAsync(sql))).Message.ShouldContain("user_account");
    }

    [Fact]
    public async Task Read_only_sql_stops_at_its_row_limit_and_says_so()
    {
        await Store.CommitAsync(Commit(Readings("a", 10_000)), Stop);
        var cut = await ReadOnlyAsync("SELECT * FROM reading", maxRows: 3000);
        (cut.Rows.Count, cut.Truncated).ShouldBe((3000, true));
        var whole = await ReadOnlyAsync("SELECT * FROM reading", maxRows: 10_000);
        (whole.Rows.Count, whole.Truncated).ShouldBe((10_000, false));
    }

    [Fact]
    public async Task Read_only_sql_stops_at_its_time_limit_and_the_store_stays_usable()
    {
        await Store.CommitAsync(Commit(null, 1, Readings("a", 20_000)), Stop);
        var clock = Stopwatch.StartNew();
        var endless = ReadOnlyAsync("SELECT count(*) FROM reading a, reading b, reading c WHERE a.torque + b.torque > c.torque",
            seconds: 1);
        await Store.CommitAsync(Commit(1, 2, Readings("a", 1)), Stop);
        (await Should.ThrowAsync<QueryRefusedException>(() => endless)).Message.ShouldContain("1 s");
        clock.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(15));
        (await CountAsync(StoreTables.Reading)).ShouldBe(20_001);
        (await ReadOnlyAsync("SELECT 1")).Rows.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Queries_honour_cancellation()
    {
        await Store.CommitAsync(Commit(Readings("a", 20_000)), Stop);
        const string Endless = "SELECT count(*) FROM reading a, reading b, reading c WHERE a.torque + b.torque > c.torque";
        using var cancel = new CancellationTokenSource(TimeSpan.FromMilliseconds(300));
        await Should.ThrowAsync<OperationCanceledException>(() => Store.QueryReadOnlyAsync(Endless, QueryLimits.Default, cancel.Token));
        using var again = new CancellationTokenSource(TimeSpan.FromMilliseconds(300));
        await Should.ThrowAsync<OperationCanceledException>(() => Store.QueryAsync(new StoreQuery(Endless), again.Token));
        (await CountAsync(StoreTables.Reading)).ShouldBe(20_000);
    }

    [Fact]
    public async Task Read_only_sql_with_too_little_time_for_its_rows_ends()
    {
        await Store.CommitAsync(Commit(Readings("a", 20_000)), Stop);
        // Rows come at once, so the limit is met while rows are fetched, not while the statement starts.
        var error = await Should.ThrowAsync<QueryRefusedException>(() => ReadOnlyAsync(
            "SELECT a.asset, b.torque FROM reading a, reading b WHERE a.event_time <> b.event_time", maxRows: int.MaxValue, seconds: 1));
        error.Message.ShouldNotBeEmpty();
    }

    [Fact]
    public async Task Product_queries_take_parameters_of_every_type()
    {
        await Store.CommitAsync(Commit(Readings("a'b", 10)), Stop);
        var from = UnixMicros.ToUtc(Start + (3 * Second));
        (await ScalarAsync("SELECT count(*) FROM reading WHERE asset = ? AND event_time >= ? AND torque < ?", "a'b", from, 1.5))
            .ShouldBe(7L);
        (await ScalarAsync("SELECT count(*) FROM reading WHERE torque = ? OR asset = ? OR ?", 1, null, false)).ShouldBe(10L);
        (await RowsAsync("SELECT asset FROM reading ORDER BY event_time LIMIT ?", 3L)).Count.ShouldBe(3);
    }

    [Fact]
    public async Task A_product_query_that_is_wrong_throws()
    {
        await Should.ThrowAsync<StoreException>(() => Store.QueryAsync(new StoreQuery("SELECT nothing FROM reading"), Stop));
        await Should.ThrowAsync<StoreException>(() => Store.QueryAsync(new StoreQuery("SELECT ?"), Stop));
        await Should.ThrowAsync<StoreException>(() => Store.QueryAsync(new StoreQuery("SELECT ?", new object()), Stop));
    }

    [Fact]
    public async Task Query_types_are_those_of_the_port()
    {
        await Store.CommitAsync(Commit(Readings("a", 2)), Stop);
        var row = (await RowsAsync("SELECT count(*), sum(CAST(1 AS INTEGER)), avg(torque), CAST(1.25 AS DECIMAL(10,2)), 'x', event_time, "
            + "torque > 0, NULL FROM reading GROUP BY event_time, torque LIMIT 1"))[0];
        row.ShouldBe([1L, 1L, 1.0, new ExactDecimal(125, 2), "x", row[5], true, null]);
        ((DateTime)row[5]!).Kind.ShouldBe(DateTimeKind.Utc);
    }
}
