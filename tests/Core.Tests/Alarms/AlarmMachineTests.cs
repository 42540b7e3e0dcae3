using Maintenance.Core.Alarms;

namespace Maintenance.Core.Tests.Alarms;

public sealed class AlarmMachineTests
{
    [Fact]
    public void EveryCellOfTheTableIsWhatTheMachineDoesInEveryStatusThatItCanReach()
    {
        var found = new Dictionary<(AlarmState, AlarmTriggerKind), SortedSet<string>>();
        foreach (var (before, trigger, after, refusal) in ReachableStatuses.Steps())
        {
            if (!found.TryGetValue((before.State, trigger.Kind), out var outcomes))
                found[(before.State, trigger.Kind)] = outcomes = new SortedSet<string>(StringComparer.Ordinal);
            outcomes.Add(refusal is { } why ? AlarmTransitions.Word(why) : AlarmTransitions.Word(after.State));
            if (refusal is not null) Assert.Same(before, after);
        }
        foreach (var state in Enum.GetValues<AlarmState>())
            foreach (var kind in Enum.GetValues<AlarmTriggerKind>())
                Assert.Equal(
                    $"{state} {kind}: {string.Join(' ', AlarmTransitions.Of(state, kind).Order(StringComparer.Ordinal))}",
                    $"{state} {kind}: {string.Join(' ', found[(state, kind)])}");
    }

    [Fact]
    public void TheDocumentShowsTheTable()
    {
        var document = File.ReadAllText(Path.Combine(Repository.Root, "docs", "alarms.md"));
        Assert.Contains(AlarmTransitions.Announced, document, StringComparison.Ordinal);
        Assert.Contains(AlarmTransitions.Silenced, document, StringComparison.Ordinal);
    }

    // What must hold however the table is written.
    [Fact]
    public void NoSequenceOfTriggersSilencesWhatNobodyAcknowledged()
    {
        foreach (var (before, trigger, after, refusal) in ReachableStatuses.Steps())
        {
            if (refusal is not null) continue;
            if (trigger.Kind is AlarmTriggerKind.Raise) Assert.True(after.IsActive && after.State is not AlarmState.Acknowledged);
            if (before.Owed is { } owed && trigger.Kind is not (AlarmTriggerKind.Acknowledge or AlarmTriggerKind.Withdraw
                or AlarmTriggerKind.Expire)) Assert.True(after.Owed >= owed, $"{trigger} forgot that {owed} waits");
            if (trigger.Kind is AlarmTriggerKind.Acknowledge) Assert.True(trigger.Priority >= before.HighestSinceAcknowledged);
            if (trigger.Kind is AlarmTriggerKind.PriorityUp && !(trigger.Priority <= before.Acknowledged) && !before.IsSilenced)
                Assert.Equal(AlarmState.Unacknowledged, after.State);
            if (before.IsActive && !after.IsActive) Assert.True(trigger.Kind is AlarmTriggerKind.Return or AlarmTriggerKind.Withdraw);
            if (before.IsLatched && !after.IsLatched) Assert.True(trigger.Kind is AlarmTriggerKind.Reset or AlarmTriggerKind.Withdraw);
        }
    }

    [Fact]
    public void AnAcknowledgementOfALowerPriorityDoesNotSilenceAHigherOne()
    {
        var status = Apply(AlarmStatus.Initial, Raise(10, AlarmPriority.Medium));
        var risen = Apply(status, new(AlarmTriggerKind.PriorityUp, 11) { Priority = AlarmPriority.High });
        Assert.Equal(AlarmRefusal.PriorityRose, AlarmMachine.Apply(risen, Acknowledge(12, seen: 10, AlarmPriority.Medium)).Refusal);
        var acknowledged = Apply(status, Acknowledge(11, seen: 10, AlarmPriority.Medium));
        Assert.Equal(AlarmState.Unacknowledged,
            Apply(acknowledged, new(AlarmTriggerKind.PriorityUp, 12) { Priority = AlarmPriority.High }).State);
    }

    [Fact]
    public void AnAcknowledgementNamesItsOccurrenceEvenIfLateDataMovedItsBeginning()
    {
        var first = Apply(Apply(AlarmStatus.Initial, Raise(10, AlarmPriority.Low)),
            new(AlarmTriggerKind.Return, 30) { UntilUnixMicros = 30 });
        var again = Apply(first, Raise(50, AlarmPriority.Low));
        Assert.Equal(AlarmState.Unacknowledged, again.State);
        Assert.Equal(AlarmRefusal.OlderOccurrence, AlarmMachine.Apply(again, Acknowledge(60, seen: 10, AlarmPriority.Low)).Refusal);
        Assert.Equal(AlarmState.Acknowledged, Apply(again, Acknowledge(60, seen: 45, AlarmPriority.Low)).State);
        Assert.Equal(AlarmState.Acknowledged, Apply(again, Acknowledge(60, seen: 55, AlarmPriority.Low)).State);
    }

    [Fact]
    public void OfTwoOperatorsOneAcknowledgesAndTheOtherIsToldSo()
    {
        var status = Apply(AlarmStatus.Initial, Raise(10, AlarmPriority.Low));
        var won = Apply(status, Acknowledge(20, seen: 10, AlarmPriority.Low));
        var (lost, refusal) = AlarmMachine.Apply(won, Acknowledge(21, seen: 10, AlarmPriority.Low) with { By = "bob" });
        Assert.Equal(AlarmRefusal.AlreadyAcknowledged, refusal);
        Assert.Equal(("ann", 20L), (lost.AcknowledgedBy, lost.AcknowledgedUnixMicros));
    }

    [Fact]
    public void WhatCameAndWentWhileShelvedAsksForNothingAndWhatStandsAfterwardsDoes()
    {
        var shelved = Apply(AlarmStatus.Initial, new(AlarmTriggerKind.Shelve, 5) { By = "ann", UntilUnixMicros = 100 });
        var standing = Apply(shelved, Raise(10, AlarmPriority.High));
        Assert.Equal(0, standing.Announcements);
        var over = Apply(standing, new(AlarmTriggerKind.Return, 30) { UntilUnixMicros = 30 });
        Assert.Equal(AlarmState.Normal, Apply(over, new(AlarmTriggerKind.ShelvingEnded, 100)).State);
        var after = Apply(standing, new(AlarmTriggerKind.ShelvingEnded, 100));
        Assert.Equal((AlarmState.Unacknowledged, 1, 100L), (after.State, after.Announcements, after.AnnouncedUnixMicros));
    }

    private static AlarmTrigger Raise(long at, AlarmPriority priority) =>
        new(AlarmTriggerKind.Raise, at) { OnsetUnixMicros = at, Priority = priority };

    private static AlarmTrigger Acknowledge(long at, long seen, AlarmPriority priority) =>
        new(AlarmTriggerKind.Acknowledge, at) { OnsetUnixMicros = seen, Priority = priority, By = "ann" };

    private static AlarmStatus Apply(AlarmStatus status, AlarmTrigger trigger)
    {
        var (next, refusal) = AlarmMachine.Apply(status, trigger);
        Assert.Null(refusal);
        return next;
    }
}
