using Maintenance.Core.Conditions;
using Maintenance.Core.Ports;
using Maintenance.Core.Tables;
using Maintenance.Core.Time;
using Maintenance.Scoring.Verification;

namespace Maintenance.Scoring.Tests.Verification;

/// <summary>What another build made is left out of a comparison, with all that rests on it, and nothing else.</summary>
public sealed class OtherBuildsRowsTests
{
    private const long Minute = 60_000_000;
    private const int Set = Descriptors.SetVersion;

    private static readonly OtherBuildsRows Others = new(new Dictionary<long, long> { [0] = 100 }, [1_000, 5_000]);

    [Theory]
    [InlineData(1_000, 50L, null, false)] // made without a set: set 1
    [InlineData(9_000, 500L, 1, false)] // made with set 1
    [InlineData(9_000, 100L, Set, false)] // written by the other build's record
    [InlineData(5_000, 500L, Set, false)] // in a minute that the other build described
    [InlineData(5_126, 500L, Set, false)] // judged by such a minute
    [InlineData(5_127, 500L, Set, true)]
    [InlineData(999, 500L, Set, true)] // what comes later changes nothing before it
    [InlineData(3_000, 500L, Set, true)]
    public void An_assessment_is_compared_if_neither_it_nor_what_it_rests_on_is_of_another_build(
        int minute, long offset, int? set, bool isCompared)
    {
        foreach (var table in new[] { StoreTables.Assessment, StoreTables.ConditionMinute })
        {
            var (stored, computed, leftOut) = Others.Without(table, Rows(minute, offset, set), Rows(minute, offset, Set));
            (stored.Rows.Count, leftOut).ShouldBe(isCompared ? (1, 0L) : (0, 1L), table.Name);
            // The recomputed counterpart of a row without a set is found by its record or its time.
            if (set == Set || offset <= 100) computed.Rows.Count.ShouldBe(stored.Rows.Count, table.Name);
        }
    }

    [Fact]
    public void Descriptors_rest_on_readings_alone()
    {
        var (stored, computed, leftOut) = Others.Without(StoreTables.Descriptor, Rows(5_001, 500, Set), Rows(5_001, 500, Set));
        (stored.Rows.Count, computed.Rows.Count, leftOut).ShouldBe((1, 1, 0L));
    }

    [Fact]
    public void Tables_without_a_set_are_compared_whole()
    {
        var rows = new QueryResult(["event_time"], [[UnixMicros.ToUtc(1_000 * Minute)]], Truncated: false);
        Others.Without(StoreTables.Reading, rows, rows).ShouldBe((rows, rows, 0L));
    }

    private static QueryResult Rows(int minute, long offset, int? set) => new(
        ["event_time", "log_partition", "log_offset", "descriptor_set"],
        [[UnixMicros.ToUtc(minute * Minute + 30_000_000), 0L, offset, set is { } made ? (long)made : null]], Truncated: false);
}
