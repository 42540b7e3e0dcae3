using System.Text;
using Maintenance.Core.Ports;
using Maintenance.Store.Sql;
using Maintenance.Store.Sql.MySql;
using Microsoft.Extensions.Logging.Abstractions;

namespace Maintenance.Fuzz.Tests.Targets;

/// <summary>A person's SQL in the embedded engine: refused, or an answer within its limits; and the check of the other engine's
/// text.</summary>
internal sealed class SqlTarget : FuzzTarget
{
    private static readonly QueryLimits Limits = new(MaxRows: 50, Timeout: TimeSpan.FromSeconds(5));

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("maintenance-fuzz-sql-");
    private IConditionStore? _store;

    public override string Name => "sql-read-only";

    public override IReadOnlyList<Type> Reads => [typeof(SqlText)];

    public override int ShortRun => 60;

    public override IReadOnlyList<byte[]> Seeds { get; } =
    [
        Utf8("SELECT asset, count(*) AS n FROM reading WHERE event_time > now() - INTERVAL 1 HOUR GROUP BY asset ORDER BY n DESC LIMIT 10"),
        Utf8("WITH a AS (SELECT 1 AS x UNION ALL SELECT 2) SELECT x, x::DECIMAL(18,3), [x, 2], {'k': x}, TIMESTAMP '2026-05-04' FROM a"),
        Utf8("EXPLAIN SELECT * FROM assessment_latest -- a comment\n"),
        Utf8("SELECT 'a''b', \"asset\" /* c */ FROM asset WHERE region LIKE 'n%' ESCAPE '\\';"),
        Utf8("DESCRIBE reading"), Utf8("SELECT 1; SELECT 2"), Utf8("SELECT `x` # c\n FROM t WHERE @a := 1 /*! x */"),
    ];

    public override IReadOnlyList<string> Words { get; } =
    [
        "SELECT", "FROM", "WHERE", "reading", "asset", "assessment", "user_account", "range(10)", "read_csv('x')", "PRAGMA", "SET",
            "INSERT INTO asset",
        "DELETE FROM asset", "json_extract('{}', '$')", "LATERAL", "PIVOT", "UNNEST([1])", "::BIGINT", "$1", "?", "--", "/*", "*/", "/*!",
            "''", "\"", "`",
        "INTERVAL", "NULL", "OVER ()", "GROUPING SETS", "EXISTS", "LIKE", "RECURSIVE", "VALUES (1)", "INTO OUTFILE 'x'", "FOR UPDATE",
            "SLEEP(1)",
    ];

    public override bool Refuses(Exception error) => error is QueryRefusedException;

    public override string Read(byte[] input)
    {
        var text = Encoding.UTF8.GetString(input);
        var words = new SqlText(text);
        _store ??= Open();
        var asking = _store.QueryReadOnlyAsync(text, Limits, CancellationToken.None);
        var answer = asking.GetAwaiter().GetResult();
        Require(answer.Rows.Count <= Limits.MaxRows, "more rows than allowed");
        Require(answer.Rows.All(r => r.Length == answer.Columns.Count), "a row has other columns than the head");
        return $"{words.Words.Count} words, {answer.Columns.Count} columns, {answer.Rows.Count} rows";
    }

    public override void Dispose()
    {
        var closing = _store?.DisposeAsync().AsTask();
        closing?.GetAwaiter().GetResult();
        _folder.Delete(recursive: true);
        base.Dispose();
    }

    private IConditionStore Open()
    {
        var opening = ConditionStores.OpenAsync(
            new ConditionStoreOptions { DataDirectory = _folder.FullName, MemoryLimitMiB = 256 }, NullLoggerFactory.Instance,
            CancellationToken.None);
        return opening.GetAwaiter().GetResult();
    }
}
