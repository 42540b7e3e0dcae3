using System.Diagnostics;
using System.Globalization;
using Maintenance.Core.Ports;
using Maintenance.Store.Sql;
using Maintenance.Store.Sql.DuckDb.Queries;
using Microsoft.Extensions.Logging.Abstractions;
using static Maintenance.Contracts.Tests.Sql.Rows;

namespace Maintenance.Contracts.Tests.Sql.DuckDb;

/// <summary>
/// Child process: runs generated statements over every allowed function, with arguments at their bounds. Says the number of each before it
/// runs, so that the parent knows which one ended the process. Arguments: folder, first number, count.
/// </summary>
internal static class SqlFuzzProgram
{
    /// <summary>Longer than any statement may take: its limit, and what the engine needs to notice it.</summary>
    private static readonly TimeSpan Slow = TimeSpan.FromSeconds(20);

    private static readonly string[] Functions = [.. SqlFunctions.All.SelectMany(k => k)
        .Where(f => SqlFunctions.Find(f) is not null && f.All(c => char.IsLetterOrDigit(c) || c == '_'))];

    private static readonly string[] Operators = [.. SqlFunctions.All.SelectMany(k => k).Where(f => !f.Any(char.IsLetterOrDigit))];

    private static readonly string[] Values =
    [
        "NULL", "0", "-1", "1", "2", "1000", "1001", "9223372036854775807", "(-9223372036854775807 - 1)", "1e308::DOUBLE", "'nan'::DOUBLE",
        "'-infinity'::DOUBLE", "0.1::FLOAT", "'99999999999999999999999999999999999999'::DECIMAL(38,0)",
        "'170141183460469231731687303715884105727'::HUGEINT", "255::UTINYINT", "true", "''", "'a'", "'%'", "'%a%'", "'(a|b)*c'",
        "'%Y-%m-%d'", "'month'", "'Europe/Oslo'", "'$[0]'", $"'{new string('x', 4000)}'", $"'{new string('[', 2000)}{new string(']', 2000)}'",
        $"'{new string('[', 2000)}{new string(']', 2000)}'::JSON", "'{\"a\":[1,{\"b\":null}]}'::JSON", "'\\xFF\\x00'::BLOB", "uuid()",
        "DATE '2024-02-29'", "DATE 'infinity'", "TIMESTAMP '290000-01-01'", "TIMESTAMP '0001-01-01'", "TIMESTAMP '-infinity'",
        "TIMESTAMPTZ '2024-01-01 00:00:00+02'", "TIME '24:00:00'", "INTERVAL '178956970 years'", "INTERVAL '-1 month'", "INTERVAL '0 days'",
        "[1, NULL, 3]", "[]", "['a', 'b']", "[[1], NULL]", "{'a': 1, 'b': 'x'}", "MAP {'k': 1}", "asset", "torque", "event_time",
        "rotary_speed", "reading", "(SELECT asset FROM asset LIMIT 1)",
    ];

    private static readonly string[][] Families =
    [
        ["torque", "rotary_speed", "0", "-1", "1e308", "9223372036854775807", "'nan'::DOUBLE", "'-infinity'::FLOAT", "1000"],
        ["asset", "''", "'%a%'", "'a'", "repeat(asset, 100)", $"'{new string('x', 4000)}'"],
        ["asset", "1000", "'x'", "'(a|b)*c'", "-1"],
        ["event_time", "'month'", "TIMESTAMP '290000-01-01'", "TIMESTAMP '-infinity'", "INTERVAL '178956970 years'", "INTERVAL '-1 month'"],
        ["[1, NULL, 3]", "[]", "2", "['a', 'b']", "[torque]", "0"],
        [$"'{new string('[', 2000)}{new string(']', 2000)}'::JSON", "'$[0]'", "'{\"a\":[1]}'::JSON", "'$.a'"],
    ];

    private static readonly string[] Types =
        ["VARCHAR", "BIGINT", "TINYINT", "DOUBLE", "FLOAT", "DECIMAL(38,10)", "HUGEINT", "DATE", "TIMESTAMP", "TIMESTAMPTZ", "INTERVAL",
            "JSON", "BLOB", "BIT", "INTEGER[]", "VARCHAR[]", "BOOLEAN", "UUID"];

    public static async Task<int> RunAsync(string[] arguments)
    {
        var (folder, first, count) = (arguments[0], int.Parse(arguments[1], CultureInfo.InvariantCulture),
            int.Parse(arguments[2], CultureInfo.InvariantCulture));
        await using var store = await ConditionStores.OpenAsync(new ConditionStoreOptions { DataDirectory = folder, MemoryLimitMiB = 256 },
            NullLoggerFactory.Instance, default);
        await store.MigrateAsync(default);
        if (await store.ReadOffsetAsync(Key(), default) is null) await store.CommitAsync(Commit(null, 1, Readings("a", 3000)), default);
        var answered = 0;
        for (var i = first; i < first + count; i++)
        {
            Console.WriteLine(i);
            var clock = Stopwatch.StartNew();
            try
            {
                await store.QueryReadOnlyAsync(Statement(i), new QueryLimits(100, TimeSpan.FromSeconds(2)), default);
                answered++;
            }
            catch (QueryRefusedException)
            {
                // Most statements do not fit the function's types: what counts is that the process and its time survive.
            }
            if (clock.Elapsed > Slow) Console.WriteLine($"slow {i} {clock.Elapsed}");
        }
        Console.WriteLine($"done {answered}");
        return 0;
    }

    /// <summary>The statement of a number.</summary>
    public static string Statement(int number)
    {
        var random = new Random(number);
        var function = Functions[number % Functions.Length];
        var item = Call(random, function, depth: 2);
        if (SqlFunctions.Find(function) == SqlFunction.Windowed && random.Next(2) == 0)
            item += $" OVER (PARTITION BY asset ORDER BY event_time ROWS BETWEEN {random.Next(5000)} PRECEDING AND "
                + $"{random.Next(5000)} FOLLOWING)";
        return random.Next(8) switch
        {
            0 => $"SELECT {item} AS x, count(*) FROM reading GROUP BY ALL ORDER BY 1",
            1 => $"SELECT * FROM (SELECT {item} AS x FROM reading) WHERE x IS NOT NULL",
            2 => $"WITH t AS (SELECT {item} AS x FROM reading) SELECT {Functions[random.Next(Functions.Length)]}(x) FROM t",
            3 => $"SELECT x FROM {(random.Next(2) == 0 ? "range" : "json_each")}({Value(random)}) AS t(x) WHERE {item} IS NULL LIMIT 100",
            4 => $"SELECT {item}",
            _ => $"SELECT {item} AS x FROM reading",
        };
    }

    private static string Call(Random random, string function, int depth)
    {
        // Half of the calls have arguments of one kind, so that more of them fit.
        var family = Families[random.Next(Families.Length)];
        var isFitting = random.Next(2) == 0;
        var arguments = Enumerable.Range(0, random.Next(1, 4)).Select(_ =>
            isFitting ? family[random.Next(family.Length)] : Expression(random, depth - 1));
        return $"{function}({string.Join(", ", arguments)})";
    }

    private static string Expression(Random random, int depth) => (depth, random.Next(6)) switch
    {
        ( > 0, 0) => Call(random, Functions[random.Next(Functions.Length)], depth),
        ( > 0, 1) => $"({Expression(random, depth - 1)} {Operators[random.Next(Operators.Length)]} {Expression(random, depth - 1)})",
        (_, 2) => $"TRY_CAST({Value(random)} AS {Types[random.Next(Types.Length)]})",
        _ => Value(random),
    };

    private static string Value(Random random) => Values[random.Next(Values.Length)];
}
