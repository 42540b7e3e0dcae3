using Maintenance.Core.Time;

namespace Maintenance.Core.Tests.Time;

public sealed class RecencyTests
{
    [Theory]
    [InlineData(5, 6, 4, 7, "a later event is more recent, however late the earlier one came")]
    [InlineData(5, 9, 5, 8, "of one event, what was known last")]
    [InlineData(11, 12, 260, 10, "a stray block is not more recent than the next block")]
    [InlineData(9, 10, 260, 10, "nor than the block before it")]
    [InlineData(131, 11, 130, 10, "a clock that is always ahead goes on")]
    [InlineData(131, 11, 260, 10, "and is not hidden by what is further ahead")]
    [InlineData(260, 262, 200, 202, "once its time has come, a block counts as any other")]
    public void More_recent(long eventTime, long knownAt, long thanEventTime, long thanKnownAt, string why) =>
        new Recency(thanEventTime, thanKnownAt).IsBefore(new Recency(eventTime, knownAt)).ShouldBeTrue(why);

    [Fact]
    public void Every_block_is_more_recent_than_never() =>
        Recency.Never.IsBefore(new Recency(UnixMicros.Of(DateTime.MinValue), UnixMicros.Of(DateTime.MinValue))).ShouldBeTrue();
}
