using Maintenance.Core.Alarms;
using Maintenance.Core.Tables;
using Maintenance.Core.Time;
using Maintenance.Scoring.HealthAssessment;
using Maintenance.Scoring.Tests.Pipeline;
using Maintenance.Scoring.Workers;
using static Maintenance.Scoring.Tests.Alarms.TestRules;

namespace Maintenance.Scoring.Tests.Alarms;

/// <summary>What the clock shows, look by look.</summary>
public sealed class AlarmTimersTests(DuckDbFixture fixture) : IClassFixture<DuckDbFixture>
{
    private readonly RowBatches _rows = new();
    private readonly string _asset = Lab.NewName("timed");
    private long _offset = -1;
    private RecordProcessor _processor = null!;

    [Fact]
    public async Task A_shorter_limit_judges_the_silence_that_lasts()
    {
        await UseAsync(Rule("gap", Above(AlarmSignals.DataGap, 3_600)));
        await ReceiveAsync(0);
        Look(100).ShouldBeEmpty();
        await UseAsync(Rule("gap", Above(AlarmSignals.DataGap, 60)) with { Version = 2 });
        var raised = Look(101).ShouldHaveSingleItem();
        (raised.RuleVersion, raised.EventTimeUnixMicros, raised.RaisedUnixMicros).ShouldBe((2, At(1), At(61)));
        Look(5_000).ShouldBeEmpty("it stands, by the newer version alone");
    }

    [Fact]
    public async Task An_alarm_returns_beside_a_rule_that_waits_longer()
    {
        await UseAsync(Rule("hot", Above("bearing_temperature", 20), 0, 10), Rule("gap", Above(AlarmSignals.DataGap, 3_600)));
        await ReceiveAsync(0, 25);
        await ReceiveAsync(5);
        Look(15).ShouldBeEmpty("the off-delay counts from the reception");
        Look(16).ShouldHaveSingleItem().ReturnedUnixMicros.ShouldBe(At(5));
    }

    [Fact]
    public async Task A_clock_that_runs_ahead_does_not_put_off_arrival()
    {
        await UseAsync(Rule("gap", Above(AlarmSignals.DataGap, 60)));
        await ReceiveAsync(1_000, received: 1);
        Look(61).ShouldBeEmpty();
        Look(62).ShouldHaveSingleItem().EventTimeUnixMicros.ShouldBe(At(1));
    }

    [Fact]
    public async Task A_stamp_ahead_raises_at_once_and_hides_nothing_of_the_present()
    {
        await UseAsync(Rule("clock", Above(AlarmSignals.ClockAhead, 60, 30), 0, 100), Rule("hot", Above("bearing_temperature", 20)));
        (await ReceiveAsync(250, received: 0)).ShouldHaveSingleItem().Rule.ShouldBe("clock");
        var hot = (await ReceiveAsync(1, 25)).ShouldHaveSingleItem();
        (hot.Rule, hot.EventTimeUnixMicros).ShouldBe(("hot", At(1)), "the block ahead is not the present");
        for (var second = 2; second < 22; second++) (await ReceiveAsync(second, 25)).ShouldBeEmpty();
        Look(101).ShouldBeEmpty("the first record that was not ahead was received at 2 s");
        var returned = Look(102).ShouldHaveSingleItem();
        (returned.Rule, returned.EventTimeUnixMicros, returned.ReturnedUnixMicros).ShouldBe(("clock", At(0), At(2)));
    }

    [Fact]
    public async Task A_clock_that_stays_ahead_is_one_alarm_after_its_delay()
    {
        await UseAsync(Rule("clock", Above(AlarmSignals.ClockAhead, 60, 30), 10, 5));
        var rows = new List<AlarmEventRow>();
        for (var second = 0; second <= 40; second++) rows.AddRange(await ReceiveAsync(second + 100, received: second));
        for (var second = 41; second < 60; second++) rows.AddRange(await ReceiveAsync(second));
        rows.Select(r => (r.EventTimeUnixMicros, r.RaisedUnixMicros, r.ReturnedUnixMicros)).ShouldBe(
            [(At(0), At(10), UnixMicros.None), (At(0), At(10), At(42))]);
    }

    [Fact]
    public async Task A_duplicate_shows_that_the_link_is_there()
    {
        await UseAsync(Rule("gap", Above(AlarmSignals.DataGap, 60)));
        await ReceiveAsync(0);
        await ReceiveAsync(0, received: 50);
        Look(100).ShouldBeEmpty();
        Look(111).ShouldHaveSingleItem().EventTimeUnixMicros.ShouldBe(At(50));
        (await ReceiveAsync(0, received: 200)).ShouldHaveSingleItem().ReturnedUnixMicros.ShouldBe(At(200));
    }

    private StoreReads Reads => new(fixture.Store, _processor.UseRules);

    private async Task UseAsync(params AlarmRule[] rules)
    {
        _processor ??= new RecordProcessor(new(), partition: 0, historyBlocks: 128, lateBlocks: 0)
        {
            Assessor = new ConditionAssessor(new StepModel()),
        };
        _processor.Rules = AlarmRuleSet.Of(rules);
        foreach (var state in _processor.WithOldRules().ToList())
            while (_processor.TryAdvance(state, _offset, _rows) is { } needed) await Reads.LoadAsync([needed], CancellationToken.None);
    }

    private async Task<List<AlarmEventRow>> ReceiveAsync(int second, float value = 18, int received = -1)
    {
        var bytes = Records.Encode(AlarmEventTests.Reading(_asset, second, value, At(received < 0 ? second + 1 : received)));
        _offset++;
        while (!_processor.TryProcess(bytes, _offset, _rows, out var needed)) await Reads.LoadAsync([needed!], CancellationToken.None);
        return Taken();
    }

    private List<AlarmEventRow> Look(int second)
    {
        _processor.Tick(At(second), _offset, _rows);
        return Taken();
    }

    private List<AlarmEventRow> Taken()
    {
        var taken = _rows.AlarmRows.ToList();
        _rows.AlarmRows.Clear();
        return taken;
    }

    private static long At(int second) => Records.Start + (second * UnixMicros.PerSecond);
}
