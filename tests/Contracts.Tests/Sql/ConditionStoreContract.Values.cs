using Maintenance.Core.Channels;
using Maintenance.Core.Ports;
using Maintenance.Core.Tables;
using Maintenance.Core.Time;
using static Maintenance.Contracts.Tests.Sql.Rows;

namespace Maintenance.Contracts.Tests.Sql;

/// <summary>Values, NULLs and upserts.</summary>
public abstract partial class ConditionStoreContract
{
    [Fact]
    public async Task Every_column_of_every_table_keeps_its_value()
    {
        foreach (var table in StoreTables.All)
        {
            var row = table.Columns.Select((c, i) => (c.Name, Value: Sample(c.Type, i))).ToArray();
            await Store.CommitAsync(Commit(Of(table, [.. row.Select(v => (v.Name, (object?)v.Value))])), Stop);
            var stored = (await RowsAsync($"SELECT {table.ColumnList} FROM {table.Name}")).ShouldHaveSingleItem();
            for (var i = 0; i < row.Length; i++)
                stored[i].ShouldBe(Stored(table.Columns[i].Type, row[i].Value), $"{table.Name}.{row[i].Name}");
        }

        static object Sample(ColumnType type, int i) => type switch
        {
            ColumnType.TinyInt => (byte)(200 + (i % 50)),
            ColumnType.Integer => -70_000 - i,
            ColumnType.BigInt => long.MaxValue - i,
            ColumnType.Timestamp => Start + i,
            ColumnType.Real => 0.1f * i,
            ColumnType.DoublePrecision => 0.1 * i,
            ColumnType.Text => $"text {i} ärger 温度",
            _ => new byte[] { 0, (byte)i, 255, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11 },
        };

        static object Stored(ColumnType type, object value) => type switch
        {
            ColumnType.Timestamp => UnixMicros.ToUtc((long)value),
            ColumnType.Real => (double)(float)value,
            ColumnType.Text or ColumnType.Blob or ColumnType.DoublePrecision => value,
            _ => Convert.ToInt64(value),
        };
    }

    [Fact]
    public async Task Values_that_stand_for_nothing_are_null()
    {
        await Store.CommitAsync(Commit(Of(StoreTables.Reading, [("asset", "a")])), Stop);
        (await RowsAsync("SELECT * FROM reading"))[0].Skip(1).ShouldAllBe(v => v == null);
        await Store.CommitAsync(Commit(Of(StoreTables.Asset, [("asset", "a")])), Stop);
        (await RowsAsync("SELECT * FROM asset"))[0].Skip(1).ShouldAllBe(v => v == null);
        await Store.CommitAsync(Commit(Of(StoreTables.Waveform, [("asset", "a")])), Stop);
        (await ScalarAsync("SELECT samples FROM waveform")).ShouldBeNull();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(63)]
    [InlineData(64)]
    [InlineData(2047)]
    [InlineData(2048)]
    [InlineData(2049)]
    [InlineData(10_000)]
    public async Task Nan_becomes_null_exactly_where_it_is(int rows)
    {
        var batch = Readings("a", rows);
        var seeded = new Random(rows);
        for (var channel = 0; channel < StandardChannels.Count; channel++)
        {
            var values = batch.Channel(channel);
            values.Clear();
            // Channel c is NaN in runs of about c rows, so that every alignment of runs to vectors and words comes.
            var isNan = channel % 2 == 0;
            for (var (r, left) = (0, 0); r < rows; r++)
            {
                if (left-- == 0) (isNan, left) = (!isNan, seeded.Next((channel * 12) + 1));
                values.Add(isNan ? float.NaN : r);
            }
        }
        await Store.CommitAsync(Commit(Readings("other", 77), batch, Readings("other", 2000)), Stop);
        var stored = await RowsAsync("SELECT * FROM reading WHERE asset = 'a' ORDER BY event_time");
        stored.Count.ShouldBe(rows);
        for (var r = 0; r < rows; r++)
            for (var c = 2; c < stored[r].Length; c++)
            {
                var expected = batch.Column<float>(c).Values[r];
                if (float.IsNaN(expected) ? stored[r][c] is not null : stored[r][c] is not float value || value != expected)
                    Assert.Fail($"row {r}, column {c}: {stored[r][c] ?? "NULL"}, expected {expected}");
            }
    }

    [Fact]
    public async Task Dialect_counts_microseconds_of_any_time()
    {
        long[] times = [Start, Start - 1, Start + 999_999, 0, -1, -2_208_988_800_000_000 + 7, 4_102_444_800_000_000 - 1];
        await Store.CommitAsync(Commit(
            Of(StoreTables.Reading, [.. times.Select(t => new (string, object?)[] { ("asset", "a"), ("event_time", t) })])), Stop);
        (await RowsAsync($"SELECT {Store.Dialect.UnixMicros("event_time")} FROM reading ORDER BY event_time")).Select(r => (long)r[0]!)
            .ShouldBe(times.Order());
    }

    /// <summary>
    /// Engines whose floats have no infinities say so in their dialect and store NULL, as for NaN (docs/formats/store-tables.md).
    /// </summary>
    [Fact]
    public async Task Infinities_are_kept_or_null_and_extremes_and_negative_zero_kept()
    {
        float[] values = [float.PositiveInfinity, float.NegativeInfinity, float.MaxValue, float.MinValue, float.Epsilon, -0f];
        await Store.CommitAsync(Commit(
            Of(StoreTables.Reading, [.. values.Select((v, i) =>
            new (string, object?)[] { ("asset", "a"), ("event_time", Start + i), ("torque", v) })])), Stop);
        var expected = values.Select(v => float.IsFinite(v) || Store.Dialect.HasInfinities ? v : (float?)null);
        (await RowsAsync("SELECT torque FROM reading ORDER BY event_time")).Select(r => (float?)r[0]).ShouldBe(expected);
    }

    [Fact]
    public async Task Text_of_any_length_and_script_is_kept()
    {
        string?[] texts = ["", "a", "elevenbytes", "twelve bytes", "thirteen byte", "αβγδεζ", "αβγδεζη", "🛢️ drill", "x\0y",
            new string('ü', 5000), null, "again", "again"];
        var rows = texts.Select((t, i) => new (string, object?)[] { ("event_time", Start + i), ("detail", t), ("who", texts[^(i + 1)]) })
            .ToArray();
        await Store.CommitAsync(Commit(Of(StoreTables.Audit, rows)), Stop);
        var stored = await RowsAsync("SELECT detail, who FROM audit ORDER BY event_time");
        stored.Select(r => (string?)r[0]).ShouldBe(texts);
        stored.Select(r => (string?)r[1]).ShouldBe(texts.Reverse());
    }

    [Fact]
    public async Task Text_with_a_lone_surrogate_is_stored_with_the_replacement_character()
    {
        await Store.CommitAsync(Commit(Of(StoreTables.Audit, [("event_time", Start), ("detail", "a\ud800b")])), Stop);
        (await ScalarAsync("SELECT detail FROM audit")).ShouldBe("a\ufffdb");
    }

    [Theory]
    [InlineData("SELECT count(*) FROM asset WHERE region = 'north'")]
    [InlineData("SELECT count(*) FROM asset AS a JOIN audit AS u ON u.subject = a.asset AND u.action = 'seen' AND a.bit_diameter_m > 0")]
    [InlineData("SELECT count(*) FROM asset WHERE bit_diameter_m = 5")]
    [InlineData("SELECT count(*) FROM asset WHERE region = ? AND bit_diameter_m = 5", "north")]
    public async Task A_query_asked_before_rows_came_sees_them_after(string sql, params object[] parameters)
    {
        // Several times each: connections are kept, and what one of them remembers of the tables must not outlive the next commit.
        for (var rows = 0; rows < 4; rows++)
        {
            for (var i = 0; i < 4; i++)
                (await Store.QueryAsync(new StoreQuery(sql, parameters), Stop)).Rows[0][0].ShouldBe((long)rows, sql);
            await Store.CommitAsync(
                Commit(
                    Of(StoreTables.Asset, [("asset", $"a{rows}"), ("region", "north"), ("bit_diameter_m", 5.0)],
                        [("asset", $"other{rows}"), ("region", "south"), ("bit_diameter_m", -rows - 1.0)]),
                    Of(StoreTables.Audit, [("event_time", Start), ("subject", $"a{rows}"), ("action", "seen")])), Stop);
        }
    }

    [Fact]
    public async Task Many_big_blobs_fit_one_commit()
    {
        var samples = Enumerable.Range(0, 60).Select(i => Enumerable.Repeat((byte)i, 100_000 + i).ToArray()).ToArray();
        await Store.CommitAsync(Commit(
            Of(StoreTables.Waveform, [.. samples.Select((s, i) =>
            new (string, object?)[] { ("asset", "a"), ("event_time", Start + i), ("samples", s) })])), Stop);
        (await RowsAsync("SELECT samples FROM waveform ORDER BY event_time")).Select(r => (byte[])r[0]!).ShouldBe(samples);
    }

    [Fact]
    public async Task Upsert_replaces_rows_of_the_same_key_and_the_last_of_a_commit_wins()
    {
        await Store.CommitAsync(Commit(Of(StoreTables.Asset, [("asset", "a"), ("region", "north"), ("site", "s")],
            [("asset", "b"), ("region", "south")])), Stop);
        await Store.CommitAsync(
            Commit(
                Of(StoreTables.Asset, [("asset", "a"), ("region", "first")], [("asset", "a"), ("region", "second")]),
                Of(StoreTables.Asset, [("asset", "c"), ("region", "new")], [("asset", "a"), ("region", "last")])),
            Stop);
        (await RowsAsync("SELECT asset, region, site FROM asset ORDER BY asset")).ShouldBe(
            [["a", "last", null], ["b", "south", null], ["c", "new", null]], new RowComparer());
    }

    [Fact]
    public async Task Upsert_compares_the_whole_key()
    {
        var rows = new[] { ("a", 1L), ("a", 2L), ("b", 1L), ("a", 1L) }
            .Select((k, i) => new (string, object?)[] { ("asset", k.Item1), ("epoch", k.Item2), ("stored", i), ("ranges", $"[[0,{i}]]") })
                .ToArray();
        await Store.CommitAsync(Commit(Of(StoreTables.StreamAccount, rows)), Stop);
        (await RowsAsync("SELECT asset, epoch, stored, ranges FROM stream_account ORDER BY asset, epoch")).ShouldBe(
            [["a", 1L, 3L, "[[0,3]]"], ["a", 2L, 1L, "[[0,1]]"], ["b", 1L, 2L, "[[0,2]]"]], new RowComparer());
    }

    [Fact]
    public async Task Upserts_of_several_callers_at_once_all_arrive()
    {
        var commits = Enumerable.Range(0, 30).Select(i => Store.CommitAsync(
            Commit(i, null, 1, Of(StoreTables.StreamAccount, [("asset", $"a{i % 10}"), ("epoch", i), ("stored", i)])), Stop));
        await Task.WhenAll(commits);
        (await ScalarAsync("SELECT sum(stored) FROM stream_account")).ShouldBe(435L);
    }

    [Fact]
    public async Task Upserts_over_many_commits_keep_one_row_a_key()
    {
        for (var i = 0; i < 60; i++)
            await Store.CommitAsync(
                Commit(i == 0 ? null : i, i + 1,
                    Of(StoreTables.StreamAccount, [.. Enumerable.Range(0, 40)
                    .Select(a => new (string, object?)[] { ("asset", $"asset {a}"), ("epoch", 1), ("stored", i) })])), Stop);
        (await CountAsync(StoreTables.StreamAccount)).ShouldBe(40);
        await ReopenAsync();
        (await RowsAsync("SELECT DISTINCT stored FROM stream_account")).ShouldHaveSingleItem()[0].ShouldBe(59L);
    }

    private sealed class RowComparer : IEqualityComparer<object?[]>
    {
        public bool Equals(object?[]? x, object?[]? y) => x!.SequenceEqual(y!);

        public int GetHashCode(object?[] obj) => obj.Length;
    }
}
