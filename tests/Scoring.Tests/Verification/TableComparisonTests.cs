using Maintenance.Core.Ports;
using Maintenance.Scoring.Verification;

namespace Maintenance.Scoring.Tests.Verification;

public sealed class TableComparisonTests
{
    private const string Model = "abc";

    private static readonly DateTime Start = new(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    [Fact]
    public void Equal_rows_are_equal_also_where_they_are_null_or_not_a_number()
    {
        var comparison = Compare([Row(0, 1.5), Row(1, null), Row(2, double.NaN)], [Row(0, 1.5), Row(1, null), Row(2, double.NaN)]);
        (comparison.Equal, comparison.Different, comparison.Unverifiable).ShouldBe((3, 0, 0));
    }

    [Fact]
    public void Infinities_are_null_where_the_engine_has_none_and_differ_from_null_elsewhere()
    {
        object?[][] computed = [Row(0, double.PositiveInfinity), Row(1, double.NegativeInfinity), Row(2, 1)];
        var comparison = new TableComparison("assessment", storesInfinities: false);
        comparison.Compare("a", Result([Row(0, null), Row(1, null), Row(2, null)]), Result(computed), hash => hash == Model);
        (comparison.Equal, comparison.Different).ShouldBe((2, 1));
        Compare([Row(0, null), Row(1, null), Row(2, null)], computed).Different.ShouldBe(3);
    }

    [Fact]
    public void The_smallest_difference_is_found_and_named()
    {
        var comparison = Compare([Row(0, 1.5), Row(1, 2.0)], [Row(0, 1.5), Row(1, Math.BitIncrement(2.0))]);
        (comparison.Equal, comparison.Different).ShouldBe((1, 1));
        comparison.Differences.ShouldHaveSingleItem().ShouldContain("health_index");
    }

    [Theory]
    [InlineData(3, 1, 2)]
    [InlineData(1, 3, 2)]
    [InlineData(0, 2, 2)]
    public void Rows_that_only_one_side_has_differ(int stored, int computed, int different)
    {
        var comparison = Compare([.. Enumerable.Range(0, stored).Select(i => Row(i, 1))],
            [.. Enumerable.Range(0, computed).Select(i => Row(i, 1))]);
        comparison.Different.ShouldBe(different);
    }

    [Fact]
    public void Rows_of_a_model_that_is_gone_are_not_compared_but_counted()
    {
        var comparison = Compare([Row(0, 1, "other"), Row(1, 1)], [Row(0, 2), Row(1, 1)]);
        (comparison.Equal, comparison.Different, comparison.Unverifiable).ShouldBe((1, 0, 1));
    }

    private static TableComparison Compare(object?[][] stored, object?[][] computed)
    {
        var comparison = new TableComparison("assessment");
        comparison.Compare("a", Result(stored), Result(computed), hash => hash == Model);
        return comparison;
    }

    private static QueryResult Result(object?[][] rows) =>
        new(["asset", "event_time", "health_index", "model_hash"], rows, Truncated: false);

    private static object?[] Row(int second, double? health, string model = Model) => ["a", Start.AddSeconds(second), health, model];
}
