using Maintenance.Core.Channels;
using Maintenance.Core.Ports;
using Maintenance.Core.Tables;
using Maintenance.Core.Time;
using static Maintenance.Contracts.Tests.Sql.Rows;

namespace Maintenance.Contracts.Tests.Sql;

/// <summary>Tables, views and retention.</summary>
public abstract partial class ConditionStoreContract
{
    /// <summary>SQL type of a column, as information_schema.columns tells it.</summary>
    protected abstract string SqlType(TableSchema table, TableColumn column);

    /// <summary>The store's schema in information_schema: a server holds those of others too.</summary>
    protected virtual string SchemaName => "main";

    // In any order: columns are written and read by name, and a migration may add one where its engine allows.
    [Fact]
    public async Task Tables_have_the_columns_of_the_schema()
    {
        foreach (var table in StoreTables.All)
        {
            // An engine may keep a row number of its own, invisible to SELECT *.
            var found = await RowsAsync(
                "SELECT column_name, data_type FROM information_schema.columns WHERE table_schema = ? AND table_name = ? AND column_name "
                    + "<> 'row_id'", SchemaName, table.Name);
            found.Select(r => $"{r[0]} {r[1]}").ShouldBe(table.Columns.Select(c => $"{c.Name} {SqlType(table, c)}"), ignoreOrder: true,
                table.Name);
        }
    }

    [Fact]
    public async Task Migrating_again_changes_nothing()
    {
        await Store.CommitAsync(Commit(Readings("a", 5)), Stop);
        await Store.MigrateAsync(Stop);
        await ReopenAsync();
        (await CountAsync(StoreTables.Reading)).ShouldBe(5);
    }

    [Fact]
    public async Task Current_views_hold_the_latest_knowledge_of_each_moment()
    {
        foreach (var (table, view) in new[] { (StoreTables.Descriptor, "descriptor_current"),
            (StoreTables.Assessment, "assessment_current") })
        {
            await Store.CommitAsync(Commit(
                Of(table, Known("a", 0, known: 5, offset: 1, "old"), Known("a", 0, known: 9, offset: 2, "newest"),
                Known("a", 1, known: 1, offset: 3, "only"))), Stop);
            await Store.CommitAsync(Commit(Of(table, Known("a", 0, known: 9, offset: 1, "lower offset"),
                Known("b", 0, known: 1, offset: 1, "b"), Known("a", 0, known: 7, offset: 9, "between"))), Stop);
            var rows = await RowsAsync($"SELECT asset, drilling_state FROM {view} ORDER BY asset, event_time");
            rows.Select(r => $"{r[0]} {r[1]}").ShouldBe(["a newest", "a only", "b b"], view);
            (await RowsAsync($"SELECT drilling_state FROM {view} WHERE asset = ? AND event_time >= ?", "a",
                UnixMicros.ToUtc(Start + Second)))
                .ShouldHaveSingleItem()[0].ShouldBe("only");
        }
    }

    [Fact]
    public async Task Latest_assessment_is_the_newest_moment_as_known_last()
    {
        await Store.CommitAsync(Commit(null, 1, Of(StoreTables.Assessment, Known("a", 5, 5, 1, "a5"), Known("a", 6, 6, 2, "a6"),
            Known("b", 1, 6, 3, "b1"))), Stop);
        await Store.CommitAsync(Commit(1, 2, Of(StoreTables.Assessment, Known("a", 4, 9, 4, "late block"), Known("c", 1, 9, 4, "c1"))),
            Stop);
        await Store.CommitAsync(Commit(2, 3, Of(StoreTables.Assessment, Known("a", 6, 10, 5, "a6 corrected")),
            Of(StoreTables.Assessment, Known("b", 2, 3, 1, "b2"), Known("b", 1, 99, 1, "b1 again"))), Stop);
        await ShouldBe();
        await ReopenAsync();
        await ShouldBe();

        async Task ShouldBe() => (await RowsAsync("SELECT asset, drilling_state FROM assessment_latest ORDER BY asset"))
            .Select(r => $"{r[0]}: {r[1]}").ShouldBe(["a: a6 corrected", "b: b2", "c: c1"]);
    }

    [Fact]
    public async Task A_moment_ahead_of_its_reception_does_not_hide_the_present()
    {
        // "stray" stamps one block 190 s ahead; each later block corrects it too, as its window comes near. "ahead" is 120 s ahead always.
        await Store.CommitAsync(Commit(null, 1, Of(StoreTables.Assessment, Known("stray", 9, 10, 1, "s9"),
            Known("stray", 200, 10, 2, "stray"), Known("ahead", 130, 10, 3, "a130"), Known("ahead", 250, 10, 4, "stray"))), Stop);
        for (var t = 11; t <= 152; t += 47)
            await Store.CommitAsync(Commit(t == 11 ? 1 : t - 46, t + 1, Of(StoreTables.Assessment, Known("stray", t, t + 1, t, $"s{t}"),
                Known("stray", 200, t + 1, t, "stray again"), Known("ahead", t + 120, t, t, $"a{t + 120}"))), Stop);
        await ShouldBe("ahead: a272", "stray: s152");
        await ReopenAsync();
        await ShouldBe("ahead: a272", "stray: s152");
        await Store.CommitAsync(Commit(Of(StoreTables.Assessment, Known("stray", 200, 202, 900, "in time"))), Stop);
        await ShouldBe("ahead: a272", "stray: in time");

        async Task ShouldBe(params string[] expected) =>
            (await RowsAsync("SELECT asset, drilling_state FROM assessment_latest ORDER BY asset")).Select(r => $"{r[0]}: {r[1]}")
                .ShouldBe(expected);
    }

    [Fact]
    public async Task A_clock_that_runs_ahead_does_not_age_what_is_stored()
    {
        await Store.CommitAsync(Commit(Readings("ahead", 100, 0), Of(StoreTables.StreamAccount,
            [("asset", "ahead"), ("epoch", 1), ("last_event_time", Start + (86_400 * Second)), ("last_received", Start + (100 * Second))])),
            Stop);
        (await Store.DeleteAgedAsync(StoreTables.Reading, TimeSpan.FromSeconds(60), Stop)).ShouldBe(40);
    }

    [Fact]
    public async Task Long_form_of_readings_holds_every_channel_and_no_nulls()
    {
        var rows = StandardChannels.All.Select(c =>
            new (string, object?)[] { ("asset", "a"), ("event_time", Start + c.Id), (c.Name, c.Id + 1f) }).ToArray();
        var extra = Of(StoreTables.ReadingExtra, [("asset", "a"), ("event_time", Start), ("channel", "noise"), ("value", 77f)],
            [("asset", "a"), ("event_time", Start), ("channel", "empty")]);
        await Store.CommitAsync(Commit(Of(StoreTables.Reading, rows), extra), Stop);
        var found = await RowsAsync("SELECT channel, value FROM reading_all WHERE asset = 'a'");
        found.Select(r => $"{r[0]} {r[1]}").ShouldBe(StandardChannels.All.Select(c => $"{c.Name} {c.Id + 1}").Append("noise 77"),
            ignoreOrder: true);
        (await RowsAsync("SELECT value FROM reading_all WHERE channel = ?", "torque")).ShouldHaveSingleItem()[0].ShouldBe(9.0);
    }

    [Fact]
    public async Task Completeness_counts_what_is_missing_and_never_below_zero()
    {
        await Store.CommitAsync(
            Commit(
                Of(
                    StoreTables.StreamAccount,
                    Account("a", epoch: 1, sequenced: 1, sent: 100, stored: 90, duplicates: 7, late: 3),
                    Account("a", epoch: 2, sequenced: 1, sent: 10, stored: 10, duplicates: 0, late: 1),
                    Account("b", epoch: 1, sequenced: 0, sent: 12, stored: 10, duplicates: 2, late: 0),
                    Account("c", epoch: 1, sequenced: 1, sent: 5, stored: 4, duplicates: 0, late: 0)),
                Of(StoreTables.DeadLetter, Refused("a", 4), Refused("b", 3), Refused("c", 9), Refused("d", 2), Refused(null, 1))),
            Stop);
        (await RowsAsync("SELECT asset, sent, stored, duplicates, rejected, missing, late FROM completeness ORDER BY asset"))
            .Select(r => string.Join(' ', r))
                .ShouldBe(["(unknown) 0 0 0 1 0 0", "a 110 100 7 4 6 4", "b 12 10 2 3 0 0", "c 5 4 0 9 0 0", "d 0 0 0 2 0 0"]);
    }

    [Fact]
    public async Task Gaps_are_steps_of_more_than_ten_times_the_usual()
    {
        await Store.CommitAsync(Commit(Readings("a", 100), Readings("a", 100, 111), Readings("a", 50, 220), Readings("b", 5, 0),
            Readings("once", 1)), Stop);
        var gap = (await RowsAsync("SELECT asset, from_time, to_time, seconds FROM reading_gap")).ShouldHaveSingleItem();
        gap.ShouldBe(["a", Time(99), Time(111), 12.0]);
        (await RowsAsync("SELECT * FROM reading_gap WHERE asset = 'b'")).ShouldBeEmpty();

        static DateTime Time(long second) => UnixMicros.ToUtc(Start + (second * Second));
    }

    [Fact]
    public async Task Retention_deletes_what_is_older_and_tells_how_much()
    {
        for (var i = 0; i < 5; i++)
            await Store.CommitAsync(Commit(i == 0 ? null : i, i + 1, Readings("a", 1000, i * 1000), Readings("b", 1000, i * 1000)), Stop);
        (await Store.DeleteOlderAsync(StoreTables.Reading, "event_time", Start + (2500 * Second), Stop)).ShouldBe(5000);
        (await CountAsync(StoreTables.Reading)).ShouldBe(5000);
        (await ScalarAsync("SELECT min(event_time) FROM reading")).ShouldBe(UnixMicros.ToUtc(Start + (2500 * Second)));
        (await Store.DeleteOlderAsync(StoreTables.Reading, "event_time", Start + (2500 * Second), Stop)).ShouldBe(0);
        (await Store.ReadOffsetAsync(Key(), Stop)).ShouldBe(5);
        await ReopenAsync();
        (await CountAsync(StoreTables.Reading)).ShouldBe(5000);
    }

    /// <summary>Rows that an engine takes some seconds to delete.</summary>
    protected virtual int ManyRows => 300_000;

    [Fact]
    public async Task Retention_runs_while_commits_and_queries_go_on()
    {
        await Store.CommitAsync(Commit(null, 1, Readings("old", ManyRows, -1_000_000)), Stop);
        var deleting = Store.DeleteOlderAsync(StoreTables.Reading, "event_time", Start, Stop);
        for (var i = 1; i <= 20; i++) await Store.CommitAsync(Commit(i, i + 1, Readings("new", 100, i * 100)), Stop);
        (await deleting).ShouldBe(ManyRows);
        (await CountAsync(StoreTables.Reading)).ShouldBe(2000);
    }

    [Fact]
    public async Task Retention_of_assessments_also_forgets_the_latest()
    {
        await Store.CommitAsync(Commit(Of(StoreTables.Assessment, Known("gone", 1, 1, 1, "x"), Known("kept", 10, 1, 1, "y"))), Stop);
        (await Store.DeleteOlderAsync(StoreTables.Assessment, "event_time", Start + (5 * Second), Stop)).ShouldBe(1);
        (await RowsAsync("SELECT asset FROM assessment_latest")).ShouldHaveSingleItem()[0].ShouldBe("kept");
    }

    [Fact]
    public async Task Retention_by_age_counts_from_the_newest_event_of_each_asset()
    {
        // "live" goes on, "silent" ended 5,000 s before it, "unknown" has no account.
        await Store.CommitAsync(Commit(Readings("live", 100, 5000), Readings("silent", 100, 0), Readings("unknown", 10, 0),
            Of(StoreTables.StreamAccount,
            [("asset", "live"), ("epoch", 1), ("last_event_time", Start + (5099 * Second))],
            [("asset", "live"), ("epoch", 2), ("last_event_time", Start + (10 * Second))],
            [("asset", "silent"), ("epoch", 1), ("last_event_time", Start + (99 * Second))])), Stop);
        (await Store.DeleteAgedAsync(StoreTables.Reading, TimeSpan.FromSeconds(60), Stop)).ShouldBe(39 + 39);
        (await RowsAsync("SELECT asset, count(*) FROM reading GROUP BY asset ORDER BY asset")).Select(r => string.Join(' ', r))
            .ShouldBe(["live 61", "silent 61", "unknown 10"]);
        (await Store.DeleteAgedAsync(StoreTables.Reading, TimeSpan.FromSeconds(60), Stop)).ShouldBe(0);
    }

    [Fact]
    public async Task Compacting_changes_no_row()
    {
        for (var i = 0L; i < 5; i++) await Store.CommitAsync(Commit(i == 0 ? null : i, i + 1, Readings("a", 100, 100 * i, i)), Stop);
        await Store.CompactAsync(Stop);
        (await RowsAsync("SELECT count(*), count(DISTINCT event_time), sum(torque) FROM reading")).ShouldHaveSingleItem()
            .Select(Convert.ToInt64).ShouldBe([500L, 500L, 1000L]);
    }

    [Fact]
    public async Task Rows_are_deleted_by_their_key_in_the_commit_and_by_no_other_spelling_of_it()
    {
        static TableBatch Users(params string[] names) => Of(StoreTables.UserAccount,
            [.. names.Select(n => new (string, object?)[] { ("name", n), ("role", "viewer"), ("created", Start) })]);
        await Store.CommitAsync(Commit(Users("admin", "Admin", "admin ", "\u00E1dmin", "", "stra\u00DFe", "strasse")), Stop);
        (await CountAsync(StoreTables.UserAccount)).ShouldBe(7, "keys compare byte by byte");
        await Store.CommitAsync(
            new StoreCommit
            {
                Batches = [Users("second", "gone")],
                Deleted =
                [
                    .. new[] { "Admin", "", "gone", "ADMIN", "nobody", "stra\u00DFe" }.Select(n => new RowKey(StoreTables.UserAccount, n)),
                ],
            }, Stop);
        (await RowsAsync("SELECT name FROM user_account")).Select(r => $"'{r[0]}'")
            .ShouldBe(["'admin'", "'admin '", "'\u00E1dmin'", "'strasse'", "'second'"], ignoreOrder: true);
        await Store.CommitAsync(new StoreCommit { Batches = [], Deleted = [new RowKey(StoreTables.UserAccount, "second")] }, Stop);
        await Store.CommitAsync(Commit(Users("Admin", "second")), Stop);
        await ReopenAsync();
        (await CountAsync(StoreTables.UserAccount)).ShouldBe(6);
    }

    [Fact]
    public async Task A_deletion_of_a_refused_commit_is_not_made()
    {
        await Store.CommitAsync(Commit(Of(StoreTables.UserAccount, [("name", "kept"), ("created", Start)])), Stop);
        await Should.ThrowAsync<OffsetConflictException>(() => Store.CommitAsync(
            new StoreCommit
            {
                Batches = [],
                Deleted = [new RowKey(StoreTables.UserAccount, "kept")],
                Offset = Commit(7, 8).Offset,
            }, Stop));
        (await CountAsync(StoreTables.UserAccount)).ShouldBe(1);
        Should.Throw<ArgumentException>(() => new RowKey(StoreTables.Audit, "x").DeleteSql(_ => "?"));
    }

    [Fact]
    public async Task Dead_letters_beyond_age_rows_or_bytes_become_counts_of_their_asset_and_reason()
    {
        await Store.CommitAsync(Commit(Of(StoreTables.Asset, [("asset", "known"), ("region", "r"), ("site", "s"), ("rig", "g")]),
            Of(StoreTables.DeadLetter,
            [
                .. Enumerable.Range(0, 60).Select(i => Letter(i, i % 3 == 0 ? "known" : i % 3 == 1 ? $"invented-{i}" : null, readings: 1
                    + (i % 2))),
                Letter(0, "known", readings: 2_000_000_000),
            ])), Stop);
        var before = await RejectedAsync();

        (await Store.CondenseDeadLettersAsync(Start + (20 * Second), maxRows: 1000, long.MaxValue, Stop)).ShouldBe(21); // by age
        (await Store.CondenseDeadLettersAsync(0, maxRows: 1000, long.MaxValue, Stop)).ShouldBe(0);
        (await Store.CondenseDeadLettersAsync(0, maxRows: 30, long.MaxValue, Stop)).ShouldBe(10); // the oldest of the remaining 40
        (await Store.CondenseDeadLettersAsync(0, maxRows: 1000, maxBytes: 100, Stop)).ShouldBe(20); // 10 bytes each

        (await RejectedAsync()).ShouldBe(before);
        (await RowsAsync("SELECT asset, sum(rejected) FROM completeness GROUP BY asset ORDER BY asset"))
            .Select(r => $"{r[0]} {r[1]}").Where(r => r.StartsWith("known ", StringComparison.Ordinal)).ShouldBe(["known 2000000030"]);
        (await RowsAsync("SELECT count(*) FROM dead_letter WHERE log_partition >= 0"))[0][0].ShouldBe(10L);
        // Two full ones and the rest of the asset that exists, one of all that do not.
        (await RowsAsync("SELECT asset, sum(readings) FROM dead_letter WHERE log_partition < 0 GROUP BY asset")).Count.ShouldBe(2);
        (await RowsAsync("SELECT count(*) FROM dead_letter WHERE log_partition < 0 AND readings < 1000000000"))[0][0].ShouldBe(2L);

        async Task<string> RejectedAsync() =>
            string.Join(' ', (await RowsAsync("SELECT sum(readings), sum(payload_bytes) FROM dead_letter"))[0]);

        static (string, object?)[] Letter(int second, string? asset, int readings) =>
        [
            ("received", Start + (second * Second)), ("log_offset", (long)second), ("asset", asset), ("source", "s"), ("reason",
                "malformed"),
            ("detail", "d"), ("readings", readings), ("payload_bytes", 10L), ("payload", new byte[10]),
        ];
    }

    [Fact]
    public async Task Retention_by_a_column_that_is_no_time_is_refused()
    {
        await Should.ThrowAsync<KeyNotFoundException>(() => Store.DeleteAgedAsync(StoreTables.UserAccount, TimeSpan.FromDays(1), Stop));
        await Should.ThrowAsync<ArgumentException>(() => Store.DeleteOlderAsync(StoreTables.Reading, "torque", 0, Stop));
        await Should.ThrowAsync<KeyNotFoundException>(() => Store.DeleteOlderAsync(StoreTables.Reading, "1=1; --", 0, Stop));
    }

    private static (string, object?)[] Known(string asset, long second, long known, long offset, string state) =>
        [("asset", asset), ("event_time", Start + (second * Second)), ("known_at", Start + (known * Second)), ("log_offset", offset),
            ("drilling_state", state)];

    private static (string, object?)[] Account(string asset, long epoch, int sequenced, long sent, long stored, long duplicates,
        long late) =>
        [("asset", asset), ("epoch", epoch), ("sequenced", sequenced), ("sent", sent), ("stored", stored), ("duplicates", duplicates),
            ("late", late)];

    private static (string, object?)[] Refused(string? asset, int readings) =>
        [("received", Start), ("asset", asset), ("reason", "malformed"), ("readings", readings)];
}
