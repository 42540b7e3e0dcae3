using Maintenance.Core.Alarms;
using Maintenance.Core.Assets;
using Maintenance.Core.Tables;
using Maintenance.Core.Time;

namespace Maintenance.Core.Tests.Alarms;

public sealed class AlarmFoldTests
{
    private const long Second = UnixMicros.PerSecond;
    private const long Day = 86_400 * Second;
    private readonly AlarmRules _rules = new();
    private readonly List<AlarmStep> _steps = [];

    [Fact]
    public void AnEventThatGrowsMovesAndEndsIsOneAlarm()
    {
        var fold = Fold(Rule("hot"));
        fold.Apply([Event("hot", 100, known: 110)]);
        Find(fold).State.ShouldBe(AlarmState.Unacknowledged);
        // Late data: it began earlier.
        fold.Apply([Event("hot", 100, known: 120) with { Withdrawn = true }, Event("hot", 90, known: 120)]);
        Find(fold).OnsetUnixMicros.ShouldBe(90 * Second);
        Find(fold).Announcements.ShouldBe(1);
        fold.Apply(Action(1, 130, OperatorActions.Acknowledge, "hot", seen: 100));
        Find(fold).State.ShouldBe(AlarmState.Acknowledged, "the operator saw this occurrence");
        fold.Apply([Event("hot", 90, known: 200, returned: 180)]);
        Find(fold).State.ShouldBe(AlarmState.Normal);
        Find(fold).ReturnedUnixMicros.ShouldBe(180 * Second);
        // Late data: it was over earlier. Nobody is asked again.
        fold.Apply([Event("hot", 90, known: 210, returned: 170)]);
        Find(fold).State.ShouldBe(AlarmState.Normal);
        Find(fold).ReturnedUnixMicros.ShouldBe(170 * Second);
        _steps.Count(s => s.Trigger.Kind == AlarmTriggerKind.Raise).ShouldBe(1);
    }

    [Fact]
    public void LevelsOfARuleAreOneAlarmOfChangingPriority()
    {
        var fold = Fold(Rule("hot"));
        fold.Apply([Event("hot", 100, known: 110)]);
        fold.Apply(Action(1, 111, OperatorActions.Acknowledge, "hot", seen: 100));
        fold.Apply([Event("hot", 115, known: 120, level: "high_high", priority: 3)]);
        (Find(fold).State, Find(fold).Level, Find(fold).OnsetUnixMicros).ShouldBe((AlarmState.Unacknowledged, "high_high", 100 * Second));
        fold.Apply(Action(2, 121, OperatorActions.Acknowledge, "hot", seen: 100));
        Find(fold).State.ShouldBe(AlarmState.Unacknowledged, "that one names the low priority");
        fold.Apply(Action(3, 122, OperatorActions.Acknowledge, "hot", seen: 100, priority: 3));
        Find(fold).State.ShouldBe(AlarmState.Acknowledged);
        fold.Apply([Event("hot", 115, known: 140, level: "high_high", priority: 3, returned: 130)]);
        (Find(fold).State, Find(fold).Priority).ShouldBe((AlarmState.Acknowledged, AlarmPriority.Low));
    }

    [Fact]
    public void WithdrawnIsNormalUnlessAnotherOccurrenceWaits()
    {
        var fold = Fold(Rule("hot"));
        fold.Apply([Event("hot", 100, known: 110)]);
        fold.Apply([Event("hot", 100, known: 120) with { Withdrawn = true, Because = "readings that came later show 20" }]);
        (Find(fold).State, Find(fold).IsWithdrawn).ShouldBe((AlarmState.Normal, true));
        Find(fold).Because.ShouldBe("readings that came later show 20");

        fold = Fold(Rule("hot"));
        fold.Apply([Event("hot", 100, known: 130, returned: 120)]);
        fold.Apply([Event("hot", 200, known: 210)]);
        fold.Apply([Event("hot", 200, known: 220) with { Withdrawn = true }]);
        Find(fold).State.ShouldBe(AlarmState.ReturnedUnacknowledged, "the first one was, and nobody acknowledged it");
    }

    [Fact]
    public void FoundOnlyWhenOverIsLateAndIsNotAnnounced()
    {
        var fold = Fold(Rule("hot"));
        fold.Apply([Event("hot", 100, known: 9000, returned: 200)]);
        (Find(fold).State, Find(fold).IsLate, Find(fold).Announcements).ShouldBe((AlarmState.ReturnedUnacknowledged, true, 0));
        fold.Apply([Event("hot", 8990, known: 9010)]);
        (Find(fold).State, Find(fold).IsLate, Find(fold).Announcements).ShouldBe((AlarmState.Unacknowledged, false, 1));
    }

    [Fact]
    public void AParentMasksWhatStandsAndNothingElse()
    {
        var fold = Fold(Rule("parent"), Rule("child") with { MaskedBy = "parent" });
        fold.Apply([Event("child", 100, known: 110), Event("parent", 101, known: 110)]);
        (fold.Find("child")!.State, fold.Find("child")!.Announcements).ShouldBe((AlarmState.SuppressedByDesign, 0));
        fold.Apply([Event("parent", 101, known: 130, returned: 120)]);
        (fold.Find("child")!.State, fold.Find("child")!.Announcements).ShouldBe((AlarmState.Unacknowledged, 1));
        fold.Apply([Event("parent", 140, known: 141)]);
        fold.Find("child")!.MaskedBy.ShouldBe("parent");
        fold.Apply(Action(1, 150, OperatorActions.OutOfService, "parent"));
        fold.Find("child")!.State.ShouldBe(AlarmState.Unacknowledged, "a parent out of service masks nothing");
    }

    [Fact]
    public void WhatEndsTogetherWithTheParentThatMasksItCallsNobody()
    {
        var fold = Fold(Rule("parent"), Rule("child") with { MaskedBy = "parent" });
        fold.Apply([Event("parent", 101, known: 110), Event("child", 100, known: 110)]);
        fold.Apply([Event("parent", 101, known: 130, returned: 120), Event("child", 100, known: 130, returned: 121)]);
        (fold.Find("child")!.IsActive, fold.Find("child")!.Announcements).ShouldBe((false, 0));
        fold.Find("child")!.AnnouncedUnixMicros.ShouldBe(UnixMicros.None);
    }

    [Fact]
    public void TheFirstOfAGroupStaysTheFirstUntilNoneStands()
    {
        var fold = Fold(Rule("a") with { Group = "hot" }, Rule("b") with { Group = "hot" });
        fold.Apply([Event("a", 101, known: 110), Event("b", 100, known: 110)]);
        (fold.Find("a")!.IsFirstInGroup, fold.Find("b")!.IsFirstInGroup).ShouldBe((false, true));
        fold.Apply([Event("b", 100, known: 130, returned: 120)]);
        fold.Find("a")!.IsFirstInGroup.ShouldBeFalse();
        fold.Apply([Event("a", 101, known: 150, returned: 140)]);
        fold.Apply([Event("a", 160, known: 170)]);
        fold.Find("a")!.IsFirstInGroup.ShouldBeTrue();
    }

    [Fact]
    public void TheClockReAlarmsEndsShelvingAndForgetsWhatNobodyLooksAt()
    {
        var fold = Fold(Rule("hot") with { ReAlarmAfter = TimeSpan.FromSeconds(60) });
        fold.Apply([Event("hot", 100, known: 110)]);
        fold.AdvanceTo(231 * Second);
        (Find(fold).Announcements, Find(fold).AnnouncedUnixMicros).ShouldBe((3, 230 * Second));
        fold.Apply(Action(1, 240, OperatorActions.Shelve, "hot", seen: 100) with { UntilUnixMicros = 500 * Second });
        fold.AdvanceTo(499 * Second);
        Find(fold).State.ShouldBe(AlarmState.Shelved);
        fold.AdvanceTo(500 * Second);
        (Find(fold).State, Find(fold).AnnouncedUnixMicros).ShouldBe((AlarmState.Unacknowledged, 500 * Second));
        fold.Apply([Event("hot", 100, known: 560, returned: 520)]);
        fold.AdvanceTo((560 * Second) + (30 * Day) - 1);
        Find(fold).State.ShouldBe(AlarmState.ReturnedUnacknowledged);
        fold.AdvanceTo((560 * Second) + (30 * Day));
        Find(fold).State.ShouldBe(AlarmState.Normal);
        fold.DueUnixMicros.ShouldBe(long.MaxValue);
    }

    [Fact]
    public void MaintenanceOfTheAssetCoversAlarmsThatComeLater()
    {
        var fold = Fold(Rule("hot"));
        fold.Apply(Action(1, 90, OperatorActions.OutOfService, rule: null) with { UntilUnixMicros = 200 * Second });
        fold.Apply([Event("hot", 100, known: 110)]);
        (Find(fold).State, Find(fold).OutOfServiceBy, Find(fold).Announcements).ShouldBe((AlarmState.OutOfService, "ann", 0));
        fold.AdvanceTo(200 * Second);
        Find(fold).State.ShouldBe(AlarmState.Unacknowledged);
        fold.Apply([Event("cold", 190, known: 210)]);
        fold.Find("cold")!.State.ShouldBe(AlarmState.Unacknowledged);
    }

    [Fact]
    public void ACopyGoesItsOwnWay()
    {
        var fold = Fold(Rule("hot"));
        fold.Apply([Event("hot", 100, known: 110)]);
        var copy = fold.Clone();
        fold.Apply(Action(1, 120, OperatorActions.Acknowledge, "hot", seen: 100));
        copy.Find("hot")!.State.ShouldBe(AlarmState.Unacknowledged);
        copy.Apply(Action(1, 120, OperatorActions.Acknowledge, "hot", seen: 100));
        copy.Find("hot").ShouldBe(fold.Find("hot"));
    }

    private AlarmFold Fold(params AlarmRule[] rules)
    {
        _rules.Use(AlarmRuleSet.Of(rules));
        return new AlarmFold("D1", new AlarmDefinitions(_rules, new AssetRegistry()), TimeSpan.FromDays(30)) { Observer = _steps.Add };
    }

    private static Alarm Find(AlarmFold fold) => fold.Find("hot")!;

    private static AlarmRule Rule(string id) => new()
    {
        Id = id, Version = 1, Title = id, Levels = [], Cause = "", Consequence = "", Action = "", TimeToRespond = TimeSpan.FromMinutes(5),
    };

    private static AlarmEventRow Event(
        string rule, long onset, long known, string level = "high", int priority = 1, long returned = 0) => new()
        {
            Asset = "D1", Rule = rule, Level = level, EventTimeUnixMicros = onset * Second, KnownAtUnixMicros = known * Second,
            LogPartition = 0, LogOffset = known, RuleVersion = 1, Priority = priority, RaisedUnixMicros = (onset + 5) * Second,
            ReturnedUnixMicros = returned == 0 ? UnixMicros.None : returned * Second, Value = 1, Limit = 0, Withdrawn = false,
            Because = null,
        };

    private static OperatorActionRow Action(
        long sequence, long at, string action, string? rule, long seen = 0, int priority = 1) => new()
        {
            Sequence = sequence, EventTimeUnixMicros = at * Second, Actor = "ann", Action = action, Asset = "D1", Rule = rule,
            OccurrenceUnixMicros = seen * Second, Priority = priority, UntilUnixMicros = UnixMicros.None, Text = "because",
            Detail = null, RequestKey = null, PreviousHash = "", Hash = "",
        };
}
