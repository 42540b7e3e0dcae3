using FsCheck.Fluent;
using Maintenance.Core.Channels;
using Maintenance.Core.Ports;
using Maintenance.Core.Telemetry;
using Maintenance.Queries;
using Maintenance.Queries.RollUps;
using Maintenance.Scoring.Tests.Pipeline;
using Maintenance.Scoring.Trends;
using Xunit.Abstractions;

namespace Maintenance.Scoring.Tests.Workers;

/// <summary>Any arrival order, duplication, batch borders and restarts of the same records give the same current tables.</summary>
[Trait(TestKind.Name, TestKind.Time)]
public sealed class ConvergenceTests(DuckDbFixture fixture, ITestOutputHelper output) : IClassFixture<DuckDbFixture>
{
    private const int Cases = 6;

    [Fact]
    public async Task Blocks_in_any_order_give_the_same_tables()
    {
        // 2.5 min, an hour of silence, 2.5 min more: pages that are full, partly full, empty, and beyond what is kept in memory.
        int[] seconds = [.. Enumerable.Range(0, 150), .. Enumerable.Range(3_900, 150)];
        await CheckAsync(smooth: false, asset => [.. seconds.Select(s => Records.Block(asset, s))]);
    }

    [Fact]
    public async Task Blocks_in_any_order_give_the_same_scores_of_a_smooth_model()
    {
        int[] seconds = [.. Enumerable.Range(0, 150)];
        await CheckAsync(smooth: true, asset => [.. seconds.Select(s => Records.Block(asset, s))]);
    }

    [Fact]
    public async Task Loose_readings_in_any_order_give_the_same_tables() =>
        await CheckAsync(smooth: false, asset =>
        [
            // Runs of 3 to 40 readings at 2.8 s and at 0.3 s: several records meet in one cell.
            .. Enumerable.Range(0, 30).Select(i => Records.Loose(asset, Times(i * 60 * Records.Second, 2_800_000, 3 + i % 17))),
            .. Enumerable.Range(0, 40).Select(i =>
                Records.Loose(asset, Times((600 + 2 * i) * Records.Second + 37, 300_000, 3 + 3 * (i % 2)))),
            .. Enumerable.Range(0, 40).Select(i => Records.Loose(asset, [(600 + 2 * i) * Records.Second + 150_000 + i])),
        ]);

    [Fact]
    public async Task Numbered_loose_readings_in_any_order_give_the_same_tables()
    {
        await CheckAsync(smooth: true, asset =>
        [
            .. Enumerable.Range(0, 40).Select(i => Records.Loose(asset, Times(i * 7 * 700_000L, 700_000, 7), sequence: 7L * i)),
        ]);
    }

    [Fact]
    public async Task Blocks_of_two_epochs_that_claim_the_same_moments_converge() =>
        await CheckAsync(smooth: true, asset =>
        [
            .. Enumerable.Range(0, 90).Select(s => Records.Block(asset, s)),
            .. Enumerable.Range(40, 30).Select(s => Shifted(Records.Block(asset, s, epoch: 2))),
        ], readings: false);

    [Fact]
    public async Task Blocks_of_hours_in_any_order_give_the_same_minutes_trends_and_grades()
    {
        // Two and a half hours of a block or three a minute, but for a gap of ten minutes and one of an hour, which hides the first trends.
        int[] minutes = [.. Enumerable.Range(0, 70), .. Enumerable.Range(80, 20), .. Enumerable.Range(160, 50)];
        int[] seconds = [.. minutes.SelectMany(m => m % 6 == 0 ? new[] { 60 * m, 60 * m + 7, 60 * m + 59 } : [60 * m + m % 60]).Order()];
        await CheckAsync(smooth: true, asset => [.. seconds.Select(s => Records.Block(asset, s))], trends: TouchyTrend.Judge);
    }

    private static TimeRange Hours { get; } =
        new(RollUpHours.HourOf(Records.Start), RollUpHours.HourOf(Records.Start) + 6 * RollUpHours.HourMicros);

    private async Task RollUpAsync(string asset) => await fixture.Store.CommitAsync(
        new StoreCommit { Batches = [await HourRollUp.RunAsync(fixture.Store, asset, Hours, CancellationToken.None)] },
        CancellationToken.None);

    // In buckets of an hour, of which all but the newest are rolled up by now.
    private async Task<string[]> RolledAsync(string asset)
    {
        var torque = StandardChannels.All[StandardChannels.Torque];
        var channel = await ChannelHistoryQuery.RunAsync(fixture.Store, asset, Hours, 10, [torque], CancellationToken.None);
        var health = await HealthHistoryQuery.RunAsync(fixture.Store, asset, Hours, 10, CancellationToken.None);
        channel.BucketMicros.ShouldBe(RollUpHours.HourMicros);
        return [.. channel.Series.Concat(health.Series).SelectMany(s => s.Minima.Zip(s.Maxima, (a, b) => $"{s.Name} {a:R} {b:R}"))];
    }

    private async Task<string[]> FromRowsAsync(string asset)
    {
        var lines = new List<string>();
        foreach (var (name, low, high, table) in new[] { ("torque", "torque_min", "torque_max", "descriptor_current"),
            ("health_index", "health_index", "health_index", "assessment_current") })
            lines.AddRange((await fixture.Store.QueryAsync(new StoreQuery(
                $"SELECT min({low}) AS low, max({high}) AS high FROM {table} WHERE asset = ? GROUP BY date_trunc('hour', event_time) "
                + "ORDER BY date_trunc('hour', event_time)", asset), CancellationToken.None))
                .Read(r => $"{name} {r.Single("low"):R} {r.Single("high"):R}"));
        return [.. lines];
    }

    private static long[] Times(long first, long step, int count) => [.. Enumerable.Range(0, count).Select(i => first + i * step)];

    // The same moments with other values, as after a change of the edge's calibration.
    private static TelemetryRecord Shifted(TelemetryRecord record)
    {
        foreach (var column in record.Columns)
            for (var i = 0; i < column.Values.Length; i++) column.Values[i] *= 1.25f;
        return record;
    }

    private async Task CheckAsync(
        bool smooth, Func<string, IReadOnlyList<TelemetryRecord>> make, bool readings = true, TrendJudge? trends = null)
    {
        var lab = new Lab(fixture.Store) { Model = new StepModel(smooth), Trends = trends ?? TrendAssessor.Assess };
        var ordered = Lab.NewName("ordered");
        await lab.RunAsync([make(ordered)]);
        var expectedDescriptors = await lab.DescriptorsAsync(ordered);
        var expectedAssessments = await lab.AssessmentsAsync(ordered);
        var expectedMinutes = await lab.MinutesAsync(ordered);
        expectedDescriptors.Length.ShouldBeGreaterThan(20);
        expectedMinutes.Length.ShouldBe(
            make(ordered).SelectMany(TimesOf).Select(MinuteRollUp.NumberOf).Distinct().Count() - 1, "every minute but the newest");
        expectedAssessments.Length.ShouldBe(expectedDescriptors.Length, "every block is assessed, also one without evidence");
        expectedAssessments.Distinct().Count().ShouldBeGreaterThan(5);

        var seeds = Gen.Sample(Gen.Choose(1, int.MaxValue - 1), Cases).ToArray();
        foreach (var seed in seeds)
        {
            output.WriteLine($"seed {seed}");
            var asset = Lab.NewName("shuffled");
            // With the smaller memory most records must read back what was forgotten.
            var worker = new Lab(fixture.Store) { Model = lab.Model, Trends = lab.Trends, HistoryBlocks = seed % 3 == 0 ? 64 : 512 };
            await worker.RunAsync(Arrivals(make(asset), seed), recordsPerRead: 1 + seed % 97, betweenRuns: () => RollUpAsync(asset));
            await RollUpAsync(asset);
            (await RolledAsync(asset)).ShouldBe(await FromRowsAsync(asset), $"roll-ups, seed {seed}");
            (await lab.DescriptorsAsync(asset)).ShouldBe(expectedDescriptors, $"descriptors, seed {seed}");
            (await lab.AssessmentsAsync(asset)).ShouldBe(expectedAssessments, $"assessments, seed {seed}");
            (await lab.MinutesAsync(asset)).ShouldBe(expectedMinutes, $"minutes, seed {seed}");
            if (readings) (await lab.ReadingsAsync(asset)).ShouldBe(await lab.ReadingsAsync(ordered), $"readings, seed {seed}");
            (await lab.AccountAsync(asset)).ShouldBe(await lab.AccountAsync(ordered), $"accounts, seed {seed}");
        }
    }

    private static IEnumerable<long> TimesOf(TelemetryRecord record) =>
        record.Flags.HasFlag(RecordFlags.Block) ? [record.EventTimeUnixMicros] : record.Times!;

    // A permutation, wild or as an edge makes it (two streams merged), a fifth of it twice, cut into runs between which the worker dies.
    private static List<List<TelemetryRecord>> Arrivals(IReadOnlyList<TelemetryRecord> records, int seed)
    {
        var random = new Random(seed);
        var all = records.ToList();
        for (var i = 0; i < records.Count / 5; i++) all.Add(records[random.Next(records.Count)]);
        if (seed % 2 == 0) all = [.. all.OrderBy(_ => random.Next())];
        else all = [.. all.Select((r, i) => (Record: r, Key: i % 3 == 0 ? random.Next(all.Count) : i)).OrderBy(x => x.Key)
            .Select(x => x.Record)];
        // Receivers stamp what they get; their clocks may run back.
        foreach (var record in all) record.ReceivedUnixMicros = Records.Start + random.Next(1_000_000);
        var runs = new List<List<TelemetryRecord>> { new() };
        foreach (var record in all)
        {
            if (random.Next(all.Count) < 3) runs.Add([]);
            runs[^1].Add(record);
        }
        return runs;
    }
}
