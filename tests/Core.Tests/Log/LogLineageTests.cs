using Maintenance.Core.Log;

namespace Maintenance.Core.Tests.Log;

/// <summary>From two lineages follows how far two logs hold the same records.</summary>
public sealed class LogLineageTests
{
    [Theory]
    [InlineData("a@0", "a@0", long.MaxValue)]
    [InlineData("a@0,b@100", "a@0,b@100", long.MaxValue)]
    [InlineData("a@0,b@100", "a@0", 100L)] // known before it was opened again: nobody was further than its end then
    [InlineData("a@0,c@70", "a@0,b@100", 70L)] // an older copy that went on
    [InlineData("a@0,c@130", "a@0,b@100", 100L)]
    [InlineData("a@0,b@100,c@150", "a@0,b@100,d@180", 150L)]
    [InlineData("b@0", "a@0", 0L)]
    [InlineData("a@0", "", 0L)]
    [InlineData("b@100,c@150", "a@0,b@100", 150L)] // the oldest spans were forgotten
    public void Two_logs_are_the_same_up_to_where_their_spans_first_differ(string one, string other, long expected)
    {
        LogLineage.Parse(one).SharedUntil(LogLineage.Parse(other)).ShouldBe(expected);
        LogLineage.Parse(other).SharedUntil(LogLineage.Parse(one)).ShouldBe(expected);
    }

    [Theory]
    [InlineData("a")]
    [InlineData("@5")]
    [InlineData("a@")]
    [InlineData("a@-1")]
    [InlineData("a@0,")]
    [InlineData("a@1e3")]
    public void A_text_that_is_no_lineage_is_refused(string text) => Should.Throw<FormatException>(() => LogLineage.Parse(text));

    [Fact]
    public void A_lineage_survives_its_text_and_keeps_the_newest_spans()
    {
        var spans = Enumerable.Range(0, 200).Select(i => new LogSpan($"s{i}", i * 10L)).ToArray();
        var read = LogLineage.Parse(LogLineage.Of(spans).ToString());
        read.Spans.ShouldBe(spans[^LogLineage.MaxSpans..]);
        LogLineage.Parse(null).IsKnown.ShouldBeFalse();
    }
}
