using Maintenance.Core.Telemetry;
using Maintenance.Host.Replay;

namespace Maintenance.Host.Tests.Replay;

public sealed class ResumeFilterTests
{
    // Three records of ten readings; the second begins with a repetition of the last row before it, as chunks of a recording do.
    private static readonly TelemetryRecord[] Recording = [Record(0, 10), Record(9, 1), Record(10, 10), Record(19, 1), Record(20, 10)];

    [Theory]
    [InlineData("[]", 0, "0+10 9+1 10+10 19+1 20+10")]
    [InlineData("[[0,9]]", 0, "9+1 10+10 19+1 20+10")]
    [InlineData("[[0,9]]", 1, "10+10 19+1 20+10")]
    [InlineData("[[0,19]]", 1, "19+1 20+10")]
    [InlineData("[[0,19]]", 2, "20+10")]
    [InlineData("[[0,29]]", 2, "")]
    [InlineData("[[0,14]]", 1, "10+10 19+1 20+10")]
    public void What_is_stored_is_left_out_and_the_rest_is_sent(string ranges, long duplicates, string sent)
    {
        var stored = StoredStream.Of(new(["ranges", "stored", "duplicates"], [[ranges, 0L, duplicates]], Truncated: false));
        var filter = new ResumeFilter(stored);
        string.Join(' ', Recording.Where(filter.ShouldSend).Select(r => $"{r.Sequence}+{r.ReadingCount}")).ShouldBe(sent);
    }

    private static TelemetryRecord Record(long sequence, int readings) =>
        new() { Asset = "W", Sequence = sequence, ReadingCount = readings };
}
