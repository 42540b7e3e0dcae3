using Maintenance.Core.Ports;
using Maintenance.Core.Tables;
using Maintenance.Core.Telemetry;
using Maintenance.Core.Time;
using Maintenance.Scoring.HealthAssessment.Rules;
using Maintenance.Scoring.Tests.Pipeline;
using Maintenance.Scoring.Trends;

namespace Maintenance.Scoring.Tests.Workers;

/// <summary>Closed minutes are rows, whatever happens to the worker, and reach as far as they may.</summary>
public sealed class MinutesTests(DuckDbFixture fixture) : IClassFixture<DuckDbFixture>
{
    // The records' time begins 20 s into a minute.
    private const int Into = (int)(Records.Start / Records.Second % 60);

    [Fact]
    public async Task A_minute_is_a_row_once_a_later_one_begins()
    {
        var lab = new Lab(fixture.Store);
        var (asset, reader) = (Lab.NewName("minute"), Lab.NewName("reader"));
        var log = new ScriptedLog();
        log.Add(Enumerable.Range(0, 60 - Into).Select(s => Records.Encode(Records.Block(asset, s))));
        await lab.RunAsync(log, reader);
        (await lab.CountAsync("condition_minute", asset)).ShouldBe(0, "it may still grow");

        log.Add([Records.Encode(Records.Block(asset, 60 - Into)), Records.Encode(Records.Block(asset, 61 - Into))]);
        await lab.RunAsync(log, reader);
        var row = (await fixture.Store.QueryAsync(new StoreQuery(
            $"SELECT {ConditionMinuteRow.Table.ColumnList} FROM condition_minute WHERE asset = ?", asset), CancellationToken.None))
            .Read<ConditionMinuteRow>().ShouldHaveSingleItem();
        row.EventTimeUnixMicros.ShouldBe(Records.Start - Into * Records.Second);
        row.KnownAtUnixMicros.ShouldBe(Records.Start + (62 - Into) * Records.Second, "the record that began the next minute closed it");
        row.Blocks.ShouldBe(60 - Into);
        var blocks = await fixture.Store.QueryAsync(new StoreQuery("SELECT avg(torque_mean), min(torque_min), max(torque_max) "
            + "FROM descriptor_current WHERE asset = ? AND event_time < ?", asset,
            UnixMicros.ToUtc(Records.Start + (60 - Into) * Records.Second)), CancellationToken.None);
        row.Values[(int)MinuteColumn.Torque].ShouldBe((float)(double)blocks.Rows[0][0]!, 0.01);
        row.Values[(int)MinuteColumn.TorqueMin].ShouldBe(Convert.ToSingle(blocks.Rows[0][1], null));
        row.Values[(int)MinuteColumn.TorqueMax].ShouldBe(Convert.ToSingle(blocks.Rows[0][2], null));
    }

    [Fact]
    public async Task Restarts_and_failures_in_the_middle_of_minutes_and_records_show_in_no_row()
    {
        var (whole, broken) = (Lab.NewName("whole"), Lab.NewName("broken"));
        await Touchy().RunAsync([[.. Arriving(whole)]]);
        // What a late block reaches is not in memory: records wait for it half-way, and there the worker dies, again and again.
        var (log, reader, failures) = (new ScriptedLog(recordsPerRead: 7), Lab.NewName("reader"), 0);
        log.Add(Arriving(broken).Select(Records.Encode));
        while (failures < 500)
        {
            var lab = Touchy(historyBlocks: 64);
            lab.Store.Fault = n => n == 2 ? CommitFault.Fatal : CommitFault.None;
            try
            {
                await lab.RunAsync(log, reader);
                break;
            }
            catch (StoreException)
            {
                failures++;
            }
        }
        failures.ShouldBeGreaterThan(5);
        foreach (var table in new[] { StoreTables.Descriptor, StoreTables.Assessment, StoreTables.ConditionMinute })
            (await Touchy().VersionsAsync(table, broken)).ShouldBe(await Touchy().VersionsAsync(table, whole), table.Name);
        (await Touchy().AccountAsync(broken)).ShouldBe(await Touchy().AccountAsync(whole));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_late_block_reaches_two_hours_and_no_further_and_only_what_it_changes(bool touchy)
    {
        var lab = touchy ? Touchy() : new Lab(fixture.Store) { Trends = _ => TrendFindings.None };
        var asset = Lab.NewName("late");
        // A block a minute; what is missing comes 150 minutes late.
        var late = Records.Block(asset, 60 * 20, received: Records.Start + 50_000 * Records.Second);
        await lab.RunAsync([[.. Enumerable.Range(0, 170).Where(m => m != 20).Select(m => Records.Block(asset, 60 * m))], [late]]);

        var corrections = await fixture.Store.QueryAsync(new StoreQuery(
            "SELECT epoch_us(event_time) FROM assessment WHERE asset = ? AND known_at >= ? ORDER BY event_time",
            asset, UnixMicros.ToUtc(Records.Start + 40_000 * Records.Second)), CancellationToken.None);
        var minutes = corrections.Rows.Select(r => ((long)r[0]! - Records.Start) / (60 * Records.Second)).ToArray();
        if (!touchy)
        {
            minutes.ShouldAllBe(m => m >= 20 && m <= 26, "itself, and grades");
            return;
        }
        minutes.Where(m => m is > 20 and <= 140).Count().ShouldBeGreaterThan(100, "a hash of nineteen values seldom stays the same");
        minutes.ShouldAllBe(m => m >= 20 && m <= 145, "two hours, and five minutes of grades");
    }

    [Fact]
    public async Task What_follows_a_gap_is_judged_again_once_per_late_minute()
    {
        var lab = Touchy();
        var (late, ordered) = (Lab.NewName("filled"), Lab.NewName("ordered"));
        const int Gap = 20, Minutes = 10, PerMinute = 6;
        int[] before = [.. Enumerable.Range(0, PerMinute).Select(i => (60 * (Gap - 1)) + (10 * i) - Into)];
        int[] gap = [.. Enumerable.Range(0, Minutes * PerMinute).Select(i => (60 * Gap) + (10 * i) - Into)];
        int[] after = [.. Enumerable.Range(0, PerMinute).Select(i => (60 * (Gap + 60)) + (10 * i) - Into)];
        await lab.RunAsync([[.. before.Concat(after).Concat(gap).Select(s => Records.Block(late, s))]]);
        await lab.RunAsync([[.. before.Concat(gap).Concat(after).Select(s => Records.Block(ordered, s))]]);

        (await lab.AssessmentsAsync(late)).ShouldBe(await lab.AssessmentsAsync(ordered));
        var versions = (long)(await fixture.Store.QueryAsync(new StoreQuery("SELECT count(*) FROM assessment WHERE asset = ? AND "
            + "event_time = ?", late, UnixMicros.ToUtc(Records.Start + (after[0] * Records.Second))), CancellationToken.None)).Scalar!;
        versions.ShouldBeInRange(Minutes / 2, Minutes + 1, "the first, and one for each late minute that goes on; few hashes are the same");
    }

    [Fact]
    public async Task What_comes_twice_changes_no_minute()
    {
        var lab = Touchy();
        var asset = Lab.NewName("twice");
        TelemetryRecord[] records = [.. Enumerable.Range(0, 90).Select(i => Records.Block(asset, 20 * i))];
        await lab.RunAsync([records]);
        var before = await lab.VersionsAsync(StoreTables.ConditionMinute, asset);
        await lab.RunAsync([records]);
        (await lab.VersionsAsync(StoreTables.ConditionMinute, asset)).ShouldBe(before);
        before.Length.ShouldBe(30);
    }

    private Lab Touchy(int historyBlocks = 512) =>
        new(fixture.Store) { Model = new StepModel(smooth: true), Trends = TouchyTrend.Judge, HistoryBlocks = historyBlocks };

    // Two hours with an outage, whose blocks come late among live ones; some come twice.
    private static IEnumerable<TelemetryRecord> Arriving(string asset)
    {
        foreach (var s in Enumerable.Range(0, 120).Select(i => 31 * i)) yield return Records.Block(asset, s);
        for (var i = 0; i < 60; i++)
        {
            yield return Records.Block(asset, 6_000 + 30 * i);
            if (i > 10) yield return Records.Block(asset, 3_800 + 40 * i);
            if (i % 9 == 8) yield return Records.Block(asset, 3_800 + 40 * (i - 1));
        }
    }
}
