using System.Text;
using Maintenance.Core.Feed;
using Maintenance.Core.Tables;
using Maintenance.Core.Time;

namespace Maintenance.Core.Tests.Feed;

/// <summary>Alarm events and operators' actions for others: docs/formats/alarms-v1.md.</summary>
public sealed class SharedAlarmTests
{
    private static readonly AlarmEventRow Event = new()
    {
        Asset = "D1", Rule = "hot", Level = "high", EventTimeUnixMicros = 1_767_323_045_123_456, KnownAtUnixMicros = 1_767_323_046_000_001,
        LogPartition = 2, LogOffset = 77, RuleVersion = 3, Priority = 2, RaisedUnixMicros = 1_767_323_050_000_000,
        ReturnedUnixMicros = UnixMicros.None, Value = 99.5f, Limit = float.NaN, Withdrawn = false, Because = "99,5 °C \"above\" 95",
    };

    private static readonly OperatorActionRow Action = new()
    {
        Sequence = 5, EventTimeUnixMicros = 1_767_323_046_000_001, Actor = "ann", Action = "acknowledge", Asset = null, Rule = null,
        OccurrenceUnixMicros = UnixMicros.None, Priority = 0, UntilUnixMicros = UnixMicros.None, Text = null,
        Detail = "{\"rig\":\"a/b/c\"}", RequestKey = "k", PreviousHash = new string('0', 64), Hash = new string('a', 64),
    };

    [Fact]
    public void What_is_written_is_read_again_missing_values_included()
    {
        var read = SharedAlarm.Decode(SharedAlarm.Of("a", Event).Encode()).ShouldNotBeNull();
        (read.Sender, read.Action).ShouldBe(("a", null));
        read.Event.ShouldBe(Event);
        SharedAlarm.Decode(SharedAlarm.Of("a", Action).Encode()).ShouldBe(SharedAlarm.Of("a", Action));
    }

    [Fact]
    public void The_text_names_columns_as_the_tables_do()
    {
        var text = Encoding.UTF8.GetString(SharedAlarm.Of("a", Event).Encode());
        text.ShouldStartWith("{\"version\":1,\"sender\":\"a\",\"alarm_event\":{\"asset\":\"D1\",\"rule\":\"hot\",\"level\":\"high\","
            + "\"event_time\":\"2026-01-02T03:04:05.123456Z\",");
        text.ShouldContain("\"returned\":null,\"value\":99.5,\"limit_value\":null,\"withdrawn\":false,");
        Encoding.UTF8.GetString(SharedAlarm.Of("a", Event).EncodeKey()).ShouldBe("D1");
        Encoding.UTF8.GetString(SharedAlarm.Of("a", Action).EncodeKey()).ShouldBe("-", "no record is without a key");
    }

    [Fact]
    public void The_same_row_has_the_same_identity_whoever_sends_it_and_a_correction_another()
    {
        SharedAlarm.Of("a", Event).Identity.ShouldBe(SharedAlarm.Of("b", Event).Identity);
        SharedAlarm.Of("a", Event with { KnownAtUnixMicros = Event.KnownAtUnixMicros + 1 }).Identity
            .ShouldNotBe(SharedAlarm.Of("a", Event).Identity);
        SharedAlarm.Of("a", Action with { Sequence = 6 }).Identity.ShouldNotBe(SharedAlarm.Of("a", Action).Identity);
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("{\"version\":1,\"sender\":\"a\"}")]
    [InlineData("{\"version\":1,\"sender\":\"a\",\"alarm_event\":{\"asset\":\"D1\"}}")]
    [InlineData("{\"version\":1,\"sender\":null,\"operator_action\":{}}")]
    public void What_is_no_alarm_is_passed_over(string text)
    {
        SharedAlarm.Decode(Encoding.UTF8.GetBytes(text)).ShouldBeNull();
        SharedAlarm.IsOfAnotherVersion(Encoding.UTF8.GetBytes(text)).ShouldBeFalse();
    }

    [Fact]
    public void A_later_version_is_told_apart_and_what_it_adds_to_this_one_is_passed_over()
    {
        var text = Encoding.UTF8.GetString(SharedAlarm.Of("a", Event).Encode());
        var later = Encoding.UTF8.GetBytes(text.Replace("\"version\":1", "\"version\":2", StringComparison.Ordinal));
        (SharedAlarm.Decode(later), SharedAlarm.IsOfAnotherVersion(later)).ShouldBe((null, true));
        var more = Encoding.UTF8.GetBytes(text.Replace("\"rule\":", "\"shape\":[1],\"rule\":", StringComparison.Ordinal));
        SharedAlarm.Decode(more)!.Event.ShouldBe(Event);
    }
}
