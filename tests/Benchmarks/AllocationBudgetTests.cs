using BenchmarkDotNet.Attributes;

namespace Maintenance.Benchmarks;

/// <summary>The hot paths keep to their budgets of allocation (docs/operations/benchmarks.md).</summary>
public sealed class AllocationBudgetTests(Xunit.Abstractions.ITestOutputHelper output)
{
    private static readonly string[] Measured =
        [.. Allocation.Benchmarks(typeof(AllocationBudgetTests).Assembly).Keys.Where(n =>
            !n.StartsWith(nameof(Planted), StringComparison.Ordinal))];

    public static TheoryData<string> Names { get; } = [.. Measured];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_hot_path_allocates_no_more_than_its_budget(string name)
    {
        var found = Allocation.BytesPerOperation(Allocation.Benchmarks(GetType().Assembly)[name]);
        output.WriteLine($"{name}: {found:0.##} bytes an operation");
        Budgets.Read().TryGetValue(name, out var budget).ShouldBeTrue($"{name} has no budget in tests/Benchmarks/budgets.json; it "
            + $"allocates {found:0.##} bytes an operation");
        Budgets.Excess(name, budget, found).ShouldBeNull();
    }

    [Fact]
    public void Every_budget_has_a_benchmark() => Budgets.Read().Keys.ShouldBe(Measured, ignoreOrder: true);

    [Fact]
    public void A_benchmark_that_allocates_is_found_with_what_it_exceeds()
    {
        var found = Allocation.BytesPerOperation(Allocation.Benchmarks(GetType().Assembly)["Planted.Allocates"]);
        found.ShouldBe(48, "two arrays of 24 bytes and their content, in two operations");
        Budgets.Excess("Planted.Allocates", 16, found).ShouldBe("Planted.Allocates allocates 48 bytes an operation, 32 more than its "
            + "budget of 16 (tests/Benchmarks/budgets.json).");
        Budgets.Excess("Planted.Allocates", 48, found).ShouldBeNull();
    }

    /// <summary>Allocates a known number of bytes.</summary>
    public class Planted
    {
        public byte[]? Kept { get; private set; } // what does not leave a method may be put on its stack

        [Benchmark(OperationsPerInvoke = 2)]
        public void Allocates()
        {
            Kept = new byte[8];
            Kept = new byte[40];
        }
    }
}
