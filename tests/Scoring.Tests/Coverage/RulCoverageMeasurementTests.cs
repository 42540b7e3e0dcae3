using Maintenance.Core.Conditions;
using Maintenance.Core.Ports;
using Maintenance.Core.Tables;
using Maintenance.Core.Time;
using Maintenance.Scoring.Coverage;
using Maintenance.Scoring.Tests.Pipeline;
using Microsoft.Extensions.Logging.Abstractions;

namespace Maintenance.Scoring.Tests.Coverage;

/// <summary>What recorded failures say of the remaining life that was told before them.</summary>
public sealed class RulCoverageMeasurementTests(DuckDbFixture fixture) : IClassFixture<DuckDbFixture>
{
    private const long Minute = 60_000_000;
    private const long Hour = 60 * Minute;
    private static readonly DateTime Origin = new(2026, 3, 1, 0, 0, 0, DateTimeKind.Utc);
    private readonly string _asset = Lab.NewName("settled");
    private readonly string _reader = Lab.NewName("reader");

    [Fact]
    public async Task Moments_are_judged_by_what_was_left_and_each_model_by_its_own()
    {
        // Ten hours to the failure, told each minute: P10 = 2 h, P50 = 4 h, P90 = 6 h, by one model in the first five hours and by another
        // after.
        await ServeAsync((0, "life-a"), (300, "life-b"));
        await TellAsync(0, 600, minute => (2, 4, 6));
        await RecordAsync(600 * Minute, MaintenanceKinds.Failed);
        (await SettleAsync(600 * Minute)).ShouldBe(600);
        var rows = await RowsAsync();
        // In the middle of minute m 599.5 − m minutes are left: beyond P90 while m < 240, within until 480, less than P10 after.
        rows["life-a"].ShouldBe((300, 60, 0, 240, Enumerable.Range(0, 300).Sum(m => Math.Abs(((599.5 - m) / 60) - 4))), Within(1e-6));
        rows["life-b"].ShouldBe((300, 180, 120, 0, Enumerable.Range(300, 300).Sum(m => Math.Abs(((599.5 - m) / 60) - 4))), Within(1e-6));
    }

    [Fact]
    public async Task A_life_begins_at_the_last_repair_or_failure_and_withdrawn_records_begin_none()
    {
        await ServeAsync((0, "life"));
        await TellAsync(0, 300, _ => (0, 1, 100));
        await RecordAsync(60 * Minute, MaintenanceKinds.Failed);
        await RecordAsync(100 * Minute, MaintenanceKinds.Repaired);
        await RecordAsync(200 * Minute, MaintenanceKinds.Repaired, withdrawn: true);
        await RecordAsync(220 * Minute, MaintenanceKinds.Inspected);
        await RecordAsync(300 * Minute, MaintenanceKinds.Failed);
        (await SettleAsync(300 * Minute)).ShouldBe(200);
        (await SettleAsync(60 * Minute)).ShouldBe(60);
        await RecordAsync(250 * Minute, MaintenanceKinds.Repaired); // comes to light later
        (await SettleAsync(300 * Minute)).ShouldBe(50);
        (await RowsAsync())["life"].Moments.ShouldBe(110);
    }

    [Fact]
    public async Task Time_without_data_does_not_age_a_drill_and_minutes_without_a_told_life_do()
    {
        await ServeAsync((0, "life"));
        // An hour, then nothing for 100 hours, then an hour; a life is told in the first minute only: two hours.
        await TellAsync(0, 60, m => m == 0 ? (1.9, 2, 2.1) : null);
        await TellAsync(101 * 60, 60, _ => null);
        await RecordAsync(102 * Hour, MaintenanceKinds.Failed);
        (await SettleAsync(102 * Hour)).ShouldBe(1);
        (await RowsAsync())["life"].ShouldBe((1, 1, 0, 0, 0.5 / 60), Within(1e-6));
    }

    [Fact]
    public async Task Late_data_corrects_the_figures_and_rows_that_are_gone_take_nothing_away()
    {
        await ServeAsync((0, "life"));
        await TellAsync(0, 120, _ => (1, 1, 1));
        await RecordAsync(120 * Minute, MaintenanceKinds.Failed);
        (await SettleAsync(120 * Minute)).ShouldBe(120);
        (await RowsAsync())["life"].ShouldBe((120, 0, 60, 60, 60), Within(1e-6));
        await TellAsync(0, 120, _ => (0, 1, 3), known: 1); // a correction of all of them
        await SettleAsync(120 * Minute);
        (await RowsAsync())["life"].Inside.ShouldBe(120);
        await fixture.Store.DeleteOlderAsync(StoreTables.Assessment, "event_time", UnixMicros.Of(Origin) + 200 * Minute,
            CancellationToken.None);
        (await SettleAsync(120 * Minute)).ShouldBe(0);
        (await RowsAsync())["life"].Inside.ShouldBe(120);
    }

    [Fact]
    public async Task A_recorded_failure_is_settled_by_itself()
    {
        await ServeAsync((0, "life"));
        await TellAsync(0, 30, _ => (0, 1, 3));
        using var service = new RulCoverageService(fixture.Store, _reader, TimeProvider.System, NullLogger<RulCoverageService>.Instance);
        await RecordAsync(30 * Minute, MaintenanceKinds.Failed, recorded: TimeProvider.System.GetUtcNow().UtcDateTime);
        await service.StartAsync(CancellationToken.None);
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while ((await RowsAsync()).Count == 0) await Task.Delay(50, limit.Token);
        await service.StopAsync(CancellationToken.None);
        (await RowsAsync())["life"].Moments.ShouldBe(30);
    }

    private Task<long> SettleAsync(long after) =>
        new RulCoverageMeasurement(fixture.Store, _reader, TimeProvider.System)
            .SettleAsync(_asset, Origin.AddMicroseconds(after), CancellationToken.None);

    private async Task<Dictionary<string, (long Moments, long Inside, long Early, long Late, double ErrorHours)>> RowsAsync() =>
        (await fixture.Store.QueryAsync(
            new StoreQuery("SELECT model_hash, moments, inside, early, late, error_hours_sum FROM life_coverage WHERE asset = ?", _asset),
            CancellationToken.None)).Rows
        .GroupBy(r => (string)r[0]!).ToDictionary(g => g.Key, g => (
            g.Sum(r => (long)r[1]!), g.Sum(r => (long)r[2]!), g.Sum(r => (long)r[3]!), g.Sum(r => (long)r[4]!), g.Sum(r => (double)r[5]!)));

    private Task ServeAsync(params (long From, string Life)[] periods)
    {
        var batch = new TableBatch<ModelServingRow>();
        foreach (var (from, life) in periods)
            batch.Add(new ModelServingRow
            {
                Reader = _reader, LogPartition = 0, FromOffset = from, KnownAtUnixMicros = 0,
                ModelHash = "health", LifeModelHash = life
            });
        return CommitAsync(batch);
    }

    // Two assessments a minute: the newest, in its middle, is the moment that counts, and what the other says must not.
    private Task TellAsync(int firstMinute, int minutes, Func<int, (double P10, double P50, double P90)?> told, int known = 0)
    {
        var batch = new TableBatch<AssessmentRow>();
        for (var m = firstMinute; m < firstMinute + minutes; m++)
        {
            Add(batch, m, (m * Minute) + (Minute / 6), (1e6, 1e6, 1e6), known);
            Add(batch, m, (m * Minute) + (Minute / 2), told(m), known);
        }
        return CommitAsync(batch);
    }

    private void Add(TableBatch<AssessmentRow> batch, int offset, long after, (double P10, double P50, double P90)? life, int known) =>
        batch.Add(new AssessmentRow
        {
            Asset = _asset,
            EventTimeUnixMicros = UnixMicros.Of(Origin) + after,
            KnownAtUnixMicros = UnixMicros.Of(Origin) + after + known,
            LogPartition = 0,
            LogOffset = offset,
            HealthIndex = 50,
            Grade = null,
            FailureMode = null,
            FailureProbability = 0.5f,
            RulP10Hours = (float?)life?.P10 ?? float.NaN,
            RulP50Hours = (float?)life?.P50 ?? float.NaN,
            RulP90Hours = (float?)life?.P90 ?? float.NaN,
            DrillingState = "unknown",
            Reasons = null,
            ModelHash = null,
            NotAssessed = null, Evidence = null, Findings = null, SensorFaults = null,
            DescriptorSet = Descriptors.SetVersion,
            RulLimitHours = float.NaN,
        });

    private Task RecordAsync(long after, string kind, bool withdrawn = false, DateTime? recorded = null) =>
        CommitAsync(TableBatch.Of(new MaintenanceRecordRow
        {
            Asset = _asset,
            EventTimeUnixMicros = UnixMicros.Of(Origin) + after,
            Kind = kind,
            FailureMode = null,
            Note = null,
            RecordedUnixMicros = UnixMicros.Of(recorded ?? Origin),
            RecordedBy = "test",
            Withdrawn = withdrawn,
            WorkOrder = 0,
            Component = null,
            Severity = null,
            BeganUnixMicros = UnixMicros.None,
        }));

    private Task CommitAsync(TableBatch batch) => fixture.Store.CommitAsync(new StoreCommit { Batches = [batch] }, CancellationToken.None);

    private static Near Within(double tolerance) => new Near(tolerance);

    private sealed class Near(double tolerance) : IEqualityComparer<(long, long, long, long, double)>
    {
        public bool Equals((long, long, long, long, double) x, (long, long, long, long, double) y) =>
            (x.Item1, x.Item2, x.Item3, x.Item4) == (y.Item1, y.Item2, y.Item3, y.Item4) && Math.Abs(x.Item5 - y.Item5) <= tolerance;

        public int GetHashCode((long, long, long, long, double) obj) => obj.Item1.GetHashCode();
    }
}
