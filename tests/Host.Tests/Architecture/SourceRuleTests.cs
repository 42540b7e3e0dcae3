namespace Maintenance.Host.Tests.Architecture;

/// <summary>The sources keep the rules, and each rule finds what was planted against it.</summary>
public sealed class SourceRuleTests
{
    private static readonly string[] Product =
    [
        .. Repository.SourceFiles("*.cs").Concat(Repository.SourceFiles("*.razor"))
            .Where(f => !f.StartsWith("tests/", StringComparison.Ordinal)),
    ];

    public static TheoryData<string> Names { get; } = [.. SourceRules.All.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void No_source_of_the_product_breaks_a_rule(string name) => SourceRules.All[name].Violations(Product).ShouldBeEmpty();

    [Theory]
    [InlineData("No column of a batch is named by a number", "NamesColumnsByNumber.cs", 2)]
    [InlineData("No value of a query is named by a number", "NamesValuesByNumber.cs", 3)]
    [InlineData("Questions to the store are asked in Queries alone", "AsksTheStore.cs", 3)]
    [InlineData("Ticks become microseconds in UnixMicros alone", "ConvertsTicks.cs", 3)]
    public void A_planted_violation_is_found(string name, string planted, int lines) =>
        SourceRules.All[name].Violations([$"tests/Host.Tests/Architecture/Planted/{planted}"]).Count().ShouldBe(lines);

    [Fact]
    public void Every_file_that_may_is_there() => SourceRules.All.Values.SelectMany(r => r.Home)
        .Where(h => !Product.Any(f => SourceRules.Covers(h, f))).ShouldBeEmpty();
}
