using FsCheck;
using FsCheck.Fluent;
using Maintenance.Scoring.Streams;

namespace Maintenance.Scoring.Tests.Streams;

/// <summary>The set of stored sequences against a plain set.</summary>
public sealed class SequenceRangesTests
{
    [Fact]
    public void Behaves_like_a_set_and_survives_JSON() =>
        Prop.ForAll(ArbMap.Default.ArbFor<(byte First, byte Length)[]>(), operations =>
        {
            var (ranges, model) = (new SequenceRanges(), new HashSet<long>());
            foreach (var (start, length) in operations)
            {
                var (first, last) = ((long)start, start + length % 20L);
                var missing = new List<(long First, long Last)>();
                ranges.FindMissing(first, last, missing);
                var found = missing.SelectMany(m => Sequence(m.First, m.Last)).ToArray();
                found.ShouldBe(Sequence(first, last).Where(s => !model.Contains(s)));
                ranges.Add(first, last);
                model.UnionWith(Sequence(first, last));
                ranges.Count.ShouldBe(model.Count);
                ranges = SequenceRanges.FromJson(ranges.ToJson());
                ranges.Count.ShouldBe(model.Count);
            }
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_stream_without_gaps_is_one_range()
    {
        var ranges = new SequenceRanges();
        for (var i = 0; i < 1_000; i++) ranges.Add(10 * i, 10 * i + 9);
        ranges.ToJson().ShouldBe("[[0,9999]]");
    }

    private static IEnumerable<long> Sequence(long first, long last)
    {
        for (var s = first; s <= last; s++) yield return s;
    }
}
