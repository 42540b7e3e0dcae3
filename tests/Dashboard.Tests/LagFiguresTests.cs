using System.Diagnostics.Metrics;
using Maintenance.Dashboard.Live;

namespace Maintenance.Dashboard.Tests;

/// <summary>What the Data page says of how far stages are behind.</summary>
public sealed class LagFiguresTests
{
    [Fact]
    public void The_furthest_behind_of_each_lag_is_told_in_words()
    {
        using var meter = new Meter("Maintenance.Test" + Guid.NewGuid().ToString("N"));
        string[] owned = ["0", "1"];
        long? beyond = null;
        meter.CreateObservableGauge("maintenance.test.lag", () =>
            owned.Select((p, i) => new Measurement<long>(i == 0
            ? 2_500_000 : beyond ?? 1_250_000, KeyValuePair.Create("partition", (object?)p))), "By");
        meter.CreateObservableGauge("maintenance.other.lag_seconds", () => 1.5, "s");
        meter.CreateObservableGauge("maintenance.test.flags", () => 9L, "By");
        using var foreign = new Meter("Foreign");
        foreign.CreateObservableGauge("foreign.lag", () => 9L, "By");
        LagFigures.Read().Where(f => f.Name.StartsWith("Test", StringComparison.Ordinal)
            || f.Name.StartsWith("Other", StringComparison.Ordinal) || f.Name.StartsWith("Foreign", StringComparison.Ordinal))
            .ShouldBe([("Other lag seconds", "1.5 s"), ("Test lag", "2.4 MiB")]);

        owned = ["0"]; // the other went to another process
        LagFigures.Read().ShouldContain(("Test lag", "2.4 MiB"));

        beyond = -5; // its log is another, and shorter
        owned = ["0", "1"];
        LagFigures.Read().ShouldContain(("Test lag", "-5 B"));

        owned = [];
        LagFigures.Read().ShouldNotContain(f => f.Name == "Test lag");
    }
}
