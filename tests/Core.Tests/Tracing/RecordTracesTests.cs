using System.Diagnostics;
using Maintenance.Core.Telemetry;
using Maintenance.Core.Tracing;

namespace Maintenance.Core.Tests.Tracing;

/// <summary>Which records are traced, and under which ids.</summary>
public sealed class RecordTracesTests : IDisposable
{
    private readonly ActivitySource _stage = new("Test" + Guid.NewGuid().ToString("N"));
    private readonly ActivityListener _listener;

    public RecordTracesTests()
    {
        _listener = new ActivityListener
        {
            ShouldListenTo = s => s == _stage, Sample = (ref ActivityCreationOptions<ActivityContext> _) =>
            ActivitySamplingResult.AllData
        };
        ActivitySource.AddActivityListener(_listener);
    }

    public void Dispose()
    {
        _listener.Dispose();
        _stage.Dispose();
    }

    // printf 'D1/7/42' | sha256sum; printf 'D1/-1/1767323045000000' | sha256sum
    [Theory]
    [InlineData(true, "b32f5b49be522de59c535ddf3b4f0ce4", "80c5df817259bdd0")]
    [InlineData(false, "59a816ca5f050a6d8d7fad1c6991bf20", "ba7a8c8b06398cc4")]
    public void Ids_are_the_hash_of_the_identity(bool numbered, string traceId, string spanId)
    {
        var record = Record("D1", 7, 42, numbered);
        var trace = new RecordTraces(1).Find(record, _stage)!;
        trace.Context.TraceId.ToHexString().ShouldBe(traceId);
        trace.Context.SpanId.ToHexString().ShouldBe(spanId);
        trace.TraceParent.ShouldBe($"00-{traceId}-{spanId}-01");
        (trace.Asset, trace.Readings).ShouldBe(("D1", 1));
    }

    [Fact]
    public void Two_processes_choose_the_same_records_about_as_many_as_asked_for_and_a_lower_ratio_some_of_them()
    {
        var (here, there, fewer) = (new RecordTraces(0.01), new RecordTraces(0.01), new RecordTraces(0.001));
        var (chosen, fewest) = (0, 0);
        for (var i = 0; i < 100_000; i++)
        {
            var record = Record("RIG-" + i % 7, 1, i);
            var found = here.Find(record, _stage);
            there.Find(record, _stage).ShouldBe(found);
            if (fewer.Find(record, _stage) is { } few)
            {
                few.ShouldBe(found);
                fewest++;
            }
            if (found is not null) chosen++;
        }
        chosen.ShouldBeInRange(900, 1_100);
        fewest.ShouldBeInRange(70, 130);
    }

    [Fact]
    public void A_record_that_is_not_traced_allocates_nothing()
    {
        var record = Record("D1", 7, 42);
        using var silent = new ActivitySource("Nobody listens");
        foreach (var (traces, stage) in new[] { (RecordTraces.Off, _stage), (new RecordTraces(1), silent),
            (new RecordTraces(1e-9), _stage) })
        {
            traces.Find(record, stage).ShouldBeNull();
            Allocated.By(() => traces.Find(record, stage), times: 10_000).ShouldBe(0);
        }
    }

    [Theory]
    [InlineData(-0.1)]
    [InlineData(1.1)]
    [InlineData(double.NaN)]
    public void A_share_is_0_to_1(double ratio) => Should.Throw<ArgumentOutOfRangeException>(() => new RecordTraces(ratio));

    [Fact]
    public void A_step_that_failed_says_why_and_never_ends_before_it_began()
    {
        var ended = new List<Activity>();
        _listener.ActivityStopped = ended.Add;
        var noon = new DateTimeOffset(2026, 5, 4, 12, 0, 0, TimeSpan.Zero);
        new RecordTraces(1).Find(Record("D1", 7, 42), _stage)!.Write(_stage, "append", ActivityKind.Producer, noon, noon.AddSeconds(-1),
            "disk full");
        var span = ended.ShouldHaveSingleItem();
        (span.Status, span.StatusDescription, span.StartTimeUtc).ShouldBe((ActivityStatusCode.Error, "disk full", noon.UtcDateTime));
        span.Duration.Ticks.ShouldBeInRange(0, 1); // the runtime gives every span at least one
        Activity.Current.ShouldBeNull();
    }

    private static byte[] Record(string asset, long epoch, long sequence, bool numbered = true) =>
        TelemetryCodecV1.Encode(new TelemetryRecord
        {
            Asset = asset,
            Flags = numbered ? RecordFlags.Sequenced : RecordFlags.None,
            Epoch = numbered ? epoch : 0,
            Sequence = numbered ? sequence : 0,
            EventTimeUnixMicros = 1_767_323_045_000_000,
            IntervalMicros = 0,
            ReadingCount = 1,
            Columns = [new TelemetryColumn(0, "", [1f])],
        });
}
