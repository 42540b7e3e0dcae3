using System.Diagnostics.Metrics;
using Maintenance.Dashboard.Metrics;

namespace Maintenance.Dashboard.Tests;

/// <summary><c>/metrics</c> in Prometheus' text form.</summary>
public sealed class MetricsTests
{
    [Fact]
    public void Instruments_of_all_stages_are_written_as_prometheus_reads_them()
    {
        using var meter = new Meter("Maintenance.Test" + Guid.NewGuid().ToString("N"));
        using var collector = new MetricsCollector();
        var counter = meter.CreateCounter<long>("maintenance.test.readings", "{reading}", "Readings\nseen");
        counter.Add(3, KeyValuePair.Create("asset", (object?)"a\"b\\c"));
        counter.Add(4, KeyValuePair.Create("asset", (object?)"a\"b\\c"));
        meter.CreateObservableGauge("maintenance.test.lag", () => 2_500_000.0, "By");
        meter.CreateObservableCounter("maintenance.test.total", () => 9L);
        var histogram = meter.CreateHistogram("maintenance.test.seconds", advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.1, 1] });
        foreach (var value in new[] { 0.05, 0.1, 0.5, 7 }) histogram.Record(value);
        using var foreign = new Meter("Foreign");
        foreign.CreateCounter<int>("foreign.counter").Add(1);

        var lines = PrometheusText.Write(collector.Read()).Split('\n').Where(l => l.Contains("maintenance_test", StringComparison.Ordinal) || l.Contains("foreign", StringComparison.Ordinal));
        lines.ShouldBe(
        [
            "# TYPE maintenance_test_lag gauge",
            "maintenance_test_lag 2500000",
            "# HELP maintenance_test_readings_total Readings\\nseen",
            "# TYPE maintenance_test_readings_total counter",
            "maintenance_test_readings_total{asset=\"a\\\"b\\\\c\"} 7",
            "# TYPE maintenance_test_seconds histogram",
            "maintenance_test_seconds_bucket{le=\"0.1\"} 2",
            "maintenance_test_seconds_bucket{le=\"1\"} 3",
            "maintenance_test_seconds_bucket{le=\"+Inf\"} 4",
            "maintenance_test_seconds_sum 7.65",
            "maintenance_test_seconds_count 4",
            "# TYPE maintenance_test_total counter",
            "maintenance_test_total 9",
        ]);
        LagFigures.Read(collector).ShouldContain(("Test lag", "2.4 MiB"));
    }

    [Fact]
    public void A_gauge_whose_subject_is_gone_is_shown_no_longer()
    {
        using var meter = new Meter("Maintenance.Test" + Guid.NewGuid().ToString("N"));
        using var collector = new MetricsCollector();
        string[] owned = ["0", "1"];
        meter.CreateObservableGauge("maintenance.test.owned", () => owned.Select(p => new Measurement<long>(7, KeyValuePair.Create("partition", (object?)p))));
        string[] Shown() => [.. collector.Read().Single(s => s.Instrument.Meter == meter).Values.Select(v => v.Key)];
        Shown().ShouldBe(["partition=\"0\"", "partition=\"1\""]);

        owned = ["1"]; // the other went to another process
        Shown();

        Shown().ShouldBe(["partition=\"1\""]);
    }

    [Fact]
    public void Concurrent_measurements_are_all_counted()
    {
        using var meter = new Meter("Maintenance.Test" + Guid.NewGuid().ToString("N"));
        using var collector = new MetricsCollector();
        var counter = meter.CreateCounter<long>("maintenance.test.concurrent");
        Parallel.For(0, 20_000, _ => counter.Add(1));
        collector.Read().Single(s => s.Instrument.Name == "maintenance.test.concurrent").Values.Single().Value.Value.ShouldBe(20_000);
    }
}
