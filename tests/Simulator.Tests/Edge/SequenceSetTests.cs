using FsCheck;
using FsCheck.Fluent;
using Maintenance.Simulator.Edge;

namespace Maintenance.Simulator.Tests.Edge;

public sealed class SequenceSetTests
{
    [Fact]
    public void Behaves_like_a_set_of_numbers()
    {
        var ranges = Gen.Choose(0, 60)
            .SelectMany(first => Gen.Choose(0, 12).Select(length => (First: (long)first, Last: (long)first + length))).ListOf();
        Prop.ForAll(ranges.ToArbitrary(), list =>
        {
            var set = new SequenceSet();
            var model = new HashSet<long>();
            foreach (var (first, last) in list)
            {
                set.Add(first, last);
                for (var i = first; i <= last; i++) model.Add(i);
            }
            for (var first = 0; first < 75; first++)
                for (var last = first; last < 75; last++)
                {
                    var expected = Enumerable.Range(first, last - first + 1).All(i => model.Contains(i));
                    if (set.Contains(first, last) != expected) return false;
                }
            var runs = Enumerable.Range(0, 75).Count(i => model.Contains(i) && !model.Contains(i - 1));
            return set.RangeCount == runs;
        }).QuickCheckThrowOnFailure();
    }
}
