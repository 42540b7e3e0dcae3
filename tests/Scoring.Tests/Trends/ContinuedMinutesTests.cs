using Maintenance.Scoring.Trends;

namespace Maintenance.Scoring.Tests.Trends;

/// <summary>By which minutes a block is judged.</summary>
public sealed class ContinuedMinutesTests
{
    [Theory]
    [InlineData(new int[0], 10, new int[0])]
    [InlineData(new[] { 7, 8, 9 }, 10, new[] { 7, 8, 9 })]
    [InlineData(new[] { 1, 4, 7 }, 10, new[] { 1, 4, 7 })]
    [InlineData(new[] { 1, 2, 6, 7 }, 8, new[] { 1, 6, 7 })]
    [InlineData(new[] { 5, 6 }, 10, new[] { 5 })]
    [InlineData(new[] { 1, 5, 9 }, 13, new int[0])]
    [InlineData(new[] { 1, 5, 8 }, 11, new[] { 5, 8 })]
    public void The_last_minute_before_a_gap_is_left_out(int[] minutes, int number, int[] kept) =>
        NumbersOf(ContinuedMinutes.Of(Minutes(minutes), number)).ShouldBe(kept);

    [Fact]
    public void Nothing_is_allocated()
    {
        var minutes = Minutes([.. Enumerable.Range(0, TrendAssessor.MaxMinutes).Where(m => m is < 40 or > 60)]);
        ContinuedMinutes.Of(minutes, TrendAssessor.MaxMinutes).Length.ShouldBe(minutes.Length - 1);
        Allocated.By(() => ContinuedMinutes.Of(minutes, TrendAssessor.MaxMinutes), times: 100).ShouldBe(0);
    }

    private static Minute[] Minutes(int[] numbers) => Array.ConvertAll(numbers, n => new Minute { Number = n });

    private static int[] NumbersOf(ReadOnlySpan<Minute> minutes)
    {
        var numbers = new int[minutes.Length];
        for (var i = 0; i < numbers.Length; i++) numbers[i] = (int)minutes[i].Number;
        return numbers;
    }
}
