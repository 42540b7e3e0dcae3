namespace Maintenance.Fuzz.Tests;

/// <summary>
/// Inputs that once failed, and a short run from a fixed seed. <c>scripts/fuzz.sh</c> runs for as long as one likes.
/// </summary>
public sealed class FuzzTests
{
    private const int Seed = 20261126;

    public static TheoryData<string> Targets => [.. FuzzTargets.Names];

    [Theory]
    [MemberData(nameof(Targets))]
    public void No_input_that_once_failed_fails_again(string name)
    {
        using var target = FuzzTargets.Create(name);
        Told(new Fuzzer(target, Seed).Run([.. KeptInputs.Of(name).Select(k => k.Input)])).ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Targets))]
    public void A_short_run_finds_nothing(string name)
    {
        using var target = FuzzTargets.Create(name);
        var report = new Fuzzer(target, Seed).Run(inputs => inputs < target.ShortRun);
        Told(report).ShouldBeEmpty();
        report.Inputs.ShouldBeGreaterThanOrEqualTo(target.ShortRun);
        if (target.Refuses(new InvalidDataException("any"))) report.Refused.ShouldBeInRange(1, report.Inputs - 1);
    }

    [Fact]
    public void Every_seed_is_valid()
    {
        foreach (var name in FuzzTargets.Names)
        {
            using var target = FuzzTargets.Create(name);
            target.Seeds.ShouldNotBeEmpty(name);
            target.Seeds.Select(s => Outcome.Twice(target, s).Kind).ShouldContain(OutcomeKind.Read, name);
        }
    }

    [Fact]
    public void A_reader_that_fails_on_one_input_is_found_and_the_input_made_small()
    {
        using var target = new Fragile();
        var report = new Fuzzer(target, Seed).Run(inputs => inputs < 20_000);
        var failure = report.Failures.ShouldHaveSingleItem();
        failure.Text.ShouldContain("InvalidCastException");
        failure.Input.ShouldBe("}{"u8.ToArray());
    }

    [Fact]
    public void A_reader_that_allocates_without_bound_or_answers_differently_is_found()
    {
        using var greedy = new Greedy();
        Outcome.Of(greedy, [1]).Text.ShouldContain("allocated too much");
        using var fickle = new Fickle();
        Outcome.Twice(fickle, [1]).Text.ShouldContain("different results");
    }

    [Fact]
    public void Kept_inputs_belong_to_targets() => KeptInputs.Targets.ShouldBeSubsetOf(FuzzTargets.Names);

    private static string[] Told(FuzzReport report) => [.. report.Failures.Select(f =>
        $"{report.Target}: {f.Text}\n{Convert.ToBase64String(f.Input.AsSpan(0, Math.Min(f.Input.Length, 2000)))}")];

    private sealed class Fragile : FuzzTarget
    {
        public override string Name => "fragile";

        public override IReadOnlyList<Type> Reads => [];

        public override IReadOnlyList<byte[]> Seeds { get; } = ["{\"a\":[{\"b\":1},{\"c\":2}]}"u8.ToArray()];

        public override string Read(byte[] input) => input.AsSpan().IndexOf("}{"u8) < 0 ? "read"
            : throw new InvalidCastException("by design");
    }

    private sealed class Greedy : FuzzTarget
    {
        public override string Name => "greedy";

        public override IReadOnlyList<Type> Reads => [];

        public override IReadOnlyList<byte[]> Seeds => [[1]];

        public override long AllocationLimit(int length) => 1 << 20;

        public override string Read(byte[] input) => $"{new byte[2 << 20].Length}";
    }

    private sealed class Fickle : FuzzTarget
    {
        private int _reads;

        public override string Name => "fickle";

        public override IReadOnlyList<Type> Reads => [];

        public override IReadOnlyList<byte[]> Seeds => [[1]];

        public override string Read(byte[] input) => $"{_reads++}";
    }
}
