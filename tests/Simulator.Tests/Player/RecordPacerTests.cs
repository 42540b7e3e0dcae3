using Maintenance.Simulator.Player;
using Microsoft.Extensions.Time.Testing;

namespace Maintenance.Simulator.Tests.Player;

public sealed class RecordPacerTests
{
    [Fact]
    public void Event_time_passes_at_the_stated_multiple()
    {
        var clock = new FakeTimeProvider();
        var pacer = new RecordPacer(10, clock);
        pacer.WaitAsync(1_000_000_000, CancellationToken.None).AsTask().IsCompleted.ShouldBeTrue();
        var wait = pacer.WaitAsync(1_020_000_000, CancellationToken.None).AsTask();
        wait.IsCompleted.ShouldBeFalse();
        clock.Advance(TimeSpan.FromSeconds(1.9));
        wait.IsCompleted.ShouldBeFalse();
        clock.Advance(TimeSpan.FromSeconds(0.1));
        wait.IsCompleted.ShouldBeTrue();
        // The next asset begins earlier in event time: it starts at once.
        pacer.WaitAsync(500_000_000, CancellationToken.None).AsTask().IsCompleted.ShouldBeTrue();
    }

    [Theory]
    [InlineData("max", true, double.PositiveInfinity)]
    [InlineData("10", true, 10)]
    [InlineData("2.5x", true, 2.5)]
    [InlineData("0", false, 0)]
    [InlineData("-1", false, -1)]
    [InlineData("fast", false, 0)]
    public void Speeds_are_parsed(string text, bool expected, double speed)
    {
        RecordPacer.TryParse(text, out var found).ShouldBe(expected);
        if (expected) found.ShouldBe(speed);
    }
}
