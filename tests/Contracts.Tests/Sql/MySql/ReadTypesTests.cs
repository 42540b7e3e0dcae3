using System.Globalization;
using System.Numerics;
using Maintenance.Core.Ports;
using Maintenance.Store.Sql;
using Maintenance.Tests.Galera;
using Microsoft.Extensions.Logging.Abstractions;
using MySqlConnector;

namespace Maintenance.Contracts.Tests.Sql.MySql;

/// <summary>What others have written, as SQL text, comes as the port's types: nothing is guessed from a column's width or form.</summary>
[Collection(GaleraCluster.Collection)]
[Trait(TestKind.Name, TestKind.Server)]
public sealed class ReadTypesTests(GaleraCluster cluster) : IAsyncLifetime, IDisposable
{
    private const string Uuid = "6ccd780c-baba-1026-9564-5b8c656024db";

    private static readonly (string Definition, string Literal, object? Value)[] Columns =
    [
        ("TINYINT(1)", "1", 1L), ("BOOLEAN", "true", 1L), ("TINYINT(1)", "-128", -128L), ("TINYINT UNSIGNED", "255", 255L),
        ("TINYINT(1) UNSIGNED", "0", 0L),
        ("SMALLINT", "-32768", -32768L), ("SMALLINT UNSIGNED", "65535", 65535L), ("MEDIUMINT", "-8388608", -8388608L),
        ("MEDIUMINT UNSIGNED", "16777215", 16777215L),
        ("INT", "-2147483648", -2147483648L), ("INT(1)", "7", 7L), ("INT UNSIGNED", "4294967295", 4294967295L),
        ("BIGINT", "-9223372036854775808", long.MinValue), ("BIGINT UNSIGNED", "9223372036854775807", long.MaxValue),
        ("BIGINT UNSIGNED", "18446744073709551615", new BigInteger(18446744073709551615)),
        ("FLOAT", "0.1", 0.1f), ("FLOAT", "3.4028234663852886e38", float.MaxValue),
        ("FLOAT", "1.4012984643248171e-45", float.Epsilon), ("FLOAT", "16777217", 16777216f),
        ("DOUBLE", "0.1", 0.1), ("DOUBLE", "1.7976931348623157e308", double.MaxValue),
        ("DECIMAL(10,2)", "1.25", new ExactDecimal(125, 2)), ("DECIMAL(10,0)", "5", 5L),
        ("DECIMAL(65,30)", "12345678901234567890123456789012345.25",
            ExactDecimal.Parse("12345678901234567890123456789012345.250000000000000000000000000000")),
        ("CHAR(36)", $"'{Uuid}'", Uuid), ("CHAR(32)", "'6ccd780cbaba102695645b8c656024db'", "6ccd780cbaba102695645b8c656024db"),
        ("UUID", $"'{Uuid}'", Uuid),
        ("BINARY(16)", "x'000102030405060708090A0B0C0D0E0F'", new byte[] { 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15 }),
        ("BLOB", "''", Array.Empty<byte>()), ("BLOB", "x'FF00'", new byte[] { 255, 0 }),
        ("BIT(1)", "b'1'", 1L), ("BIT(64)", "b'101'", 5L), ("YEAR", "2026", 2026L),
        ("DATE", "'2026-02-03'", new DateOnly(2026, 2, 3)),
        ("DATETIME(6)", "'2026-02-03 00:00:00.000007'", Utc(7)), ("DATETIME", "'2026-02-03'", Utc(0)),
        ("TIMESTAMP(6) NULL", "'2026-02-03 00:00:00.000007'", Utc(7)),
        ("DATETIME(6)", "'0001-01-01'", new DateTime(1, 1, 1, 0, 0, 0, DateTimeKind.Utc)),
        ("DATETIME(6)", "'9999-12-31 23:59:59.999999'", new DateTime(9999, 12, 31, 23, 59, 59, DateTimeKind.Utc)
            .AddMicroseconds(999_999)),
        ("TIME(6)", "'-26:00:00.5'", "-26:00:00.5"), ("ENUM('a','b')", "'b'", "b"), ("SET('a','b')", "'a,b'", "a,b"),
            ("JSON", "'[1]'", "[1]"), ("LONGTEXT", "''", ""), ("INT", "NULL", null),
    ];

    private readonly CancellationTokenSource _limit = new(TimeSpan.FromMinutes(2));
    private IConditionStore _store = null!;

    private CancellationToken Stop => _limit.Token;

    public async Task InitializeAsync()
    {
        var options = cluster.Options(await cluster.NewDatabaseAsync(Stop));
        var names = string.Join(", ", Columns.Select((_, i) => Name(i)));
        await using var connection = await cluster.Nodes[0].ConnectAsync(Stop);
        foreach (var sql in new[]
        {
            $"USE {options.MySqlWire.Database}",
            $"CREATE TABLE types (id INT PRIMARY KEY, {string.Join(", ", Columns.Select((c, i) => $"{Name(i)} {c.Definition}"))}) "
                + "CHARACTER SET utf8mb4",
            "SET time_zone = '+00:00'",
            $"INSERT INTO types (id, {names}) VALUES (1, {string.Join(", ", Columns.Select(c => c.Literal))})",
        })
        {
            await using var command = new MySqlCommand(sql, connection);
            await command.ExecuteNonQueryAsync(Stop);
        }
        _store = await ConditionStores.OpenAsync(options, NullLoggerFactory.Instance, Stop);
        await _store.MigrateAsync(Stop); // grants the stranger
    }

    public async Task DisposeAsync() => await _store.DisposeAsync();

    public void Dispose() => _limit.Dispose();

    [Fact]
    public async Task Every_type_of_the_server_comes_as_one_of_the_ports()
    {
        var sql = $"SELECT {string.Join(", ", Columns.Select((_, i) => Name(i)))} FROM types";
        foreach (var result in new[] { await _store.QueryAsync(new StoreQuery(sql), Stop),
            await _store.QueryReadOnlyAsync(sql, QueryLimits.Default, Stop) })
        {
            var row = result.Rows.ShouldHaveSingleItem();
            for (var i = 0; i < row.Length; i++)
            {
                row[i].ShouldBe(Columns[i].Value, $"{Columns[i].Definition} {Columns[i].Literal}");
                row[i]?.GetType().ShouldBe(Columns[i].Value!.GetType(), Columns[i].Definition);
                if (row[i] is DateTime time) time.Kind.ShouldBe(DateTimeKind.Utc);
                if (row[i] is double number)
                    BitConverter.DoubleToInt64Bits(number)
                    .ShouldBe(BitConverter.DoubleToInt64Bits((double)Columns[i].Value!), Columns[i].Definition);
            }
        }
    }

    [Fact]
    public async Task A_comparison_is_a_boolean_and_a_sum_of_integers_an_integer()
    {
        var result = await _store.QueryReadOnlyAsync($"SELECT id > 0, id < 0, sum(id), avg(id), max({Name(0)}), count(*) FROM types",
            QueryLimits.Default, Stop);
        result.Rows[0].ShouldBe([true, false, 1L, new ExactDecimal(10_000, 4), 1L, 1L]);
    }

    [Fact]
    public async Task A_day_that_is_none_is_refused_with_words()
    {
        var refused = await Should.ThrowAsync<QueryRefusedException>(() =>
            _store.QueryReadOnlyAsync("SELECT CAST('0000-00-00' AS DATETIME) FROM types", QueryLimits.Default, Stop));
        refused.Message.ShouldContain("Cast it to text");
        (await _store.QueryReadOnlyAsync("SELECT CAST(CAST('0000-00-00' AS DATETIME) AS CHAR) FROM types", QueryLimits.Default,
            Stop)).Rows[0][0].ShouldBe("0000-00-00 00:00:00");
    }

    // The driver cuts a text into statements by its own reading of it, in which a backslash in a name escapes and /***/ does not end.
    [Theory]
    [InlineData("""SELECT 1 AS "\" -- ", ; COMMIT ; SELECT 2 AS x""")]
    [InlineData("SELECT 1 /***/ ; COMMIT /**/")]
    [InlineData("SELECT @x := 1")]
    [InlineData("SELECT @'x'")]
    [InlineData("SELECT 1 FROM types WHERE @ x")]
    public async Task A_statement_that_the_driver_would_read_otherwise_is_refused(string sql) =>
        (await Should.ThrowAsync<QueryRefusedException>(() =>
            _store.QueryReadOnlyAsync(sql, QueryLimits.Default, Stop))).Message.ShouldContain(" allowed", Case.Insensitive, sql);

    [Theory]
    [InlineData("SELECT 'a;b' /***/ AS x", "a;b")]
    [InlineData("SELECT 'a''; \\'b' AS \"a;b\" -- ; COMMIT", "a'; 'b")]
    [InlineData("SELECT /* ? @x ; */ 'who?@x' # ' ;", "who?@x")]
    public async Task Semicolons_and_marks_in_texts_and_comments_are_none(string sql, string expected) =>
        (await _store.QueryReadOnlyAsync(sql, QueryLimits.Default, Stop)).Rows.ShouldHaveSingleItem()[0].ShouldBe(expected);

    private static string Name(int column) => string.Create(CultureInfo.InvariantCulture, $"c{column}");

    private static DateTime Utc(int micros) => new DateTime(2026, 2, 3, 0, 0, 0, DateTimeKind.Utc).AddMicroseconds(micros);
}
