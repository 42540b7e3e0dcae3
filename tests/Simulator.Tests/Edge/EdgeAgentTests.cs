using System.Threading.Channels;
using Maintenance.Core.Telemetry;
using Maintenance.Simulator.Edge;
using Maintenance.Simulator.Physics;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace Maintenance.Simulator.Tests.Edge;

public sealed class EdgeAgentTests : IAsyncDisposable
{
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));
    private readonly FakeTransport _transport = new();
    private readonly SimulatedFleet _fleet =
        SimulatedFleet.Create(new FleetOptions { Assets = 3, Faults = FaultPreset.None, WaveformEverySeconds = 0, ReadingsPerSecond = 10 });

    [Fact]
    public void A_block_a_second_is_sent_for_each_drill_numbered_without_gap()
    {
        using var outbox = OpenOutbox();
        var agent = Agent(outbox, LinkFaultOptions.None);
        Seconds(agent, 10);
        for (var asset = 0; asset < 3; asset++)
        {
            var sent = _transport.Of(asset);
            sent.Select(r => r.Sequence).ShouldBe(Enumerable.Range(0, 10).Select(i => i * 10L));
            sent.ShouldAllBe(r => !r.Historical);
        }
        agent.Report().Readings.ShouldBe(300);
    }

    [Fact]
    public void Unacknowledged_records_are_sent_again_after_the_timeout_marked_historical_and_acknowledged_ones_are_not()
    {
        using var outbox = OpenOutbox();
        var agent = Agent(outbox, LinkFaultOptions.None);
        Seconds(agent, 2);
        _transport.Acknowledge(outbox.Epoch, asset: 0, 0, 9);
        Seconds(agent, 1);
        _transport.Sent.Clear();
        Seconds(agent, 10, measure: false);
        var again = _transport.Of(0);
        again.Select(r => r.Sequence).ShouldBe([10, 20]);
        again.ShouldAllBe(r => r.Historical);
        agent.Report().Assets[0].Acknowledged.ShouldBe(10);
    }

    [Fact]
    public void After_a_new_connection_everything_open_is_sent_again_in_order()
    {
        using var outbox = OpenOutbox();
        var agent = Agent(outbox, LinkFaultOptions.None);
        Seconds(agent, 4);
        _transport.Acknowledge(outbox.Epoch, 0, 0, 19);
        agent.Round(measure: false);
        _transport.Sent.Clear();
        _transport.Connect();
        agent.Round(measure: false);
        _transport.Of(0).Select(r => (r.Sequence, r.Historical)).ShouldBe([(20L, true), (30L, true)]);
    }

    [Fact]
    public void What_was_measured_without_connection_is_sent_later_marked_historical()
    {
        using var outbox = OpenOutbox();
        var agent = Agent(outbox, LinkFaultOptions.None);
        _transport.IsReady = false;
        Seconds(agent, 30);
        _transport.Sent.ShouldBeEmpty();
        _transport.IsReady = true;
        agent.Round(measure: true);
        var sent = _transport.Of(1);
        sent.Select(r => r.Sequence).ShouldBe(Enumerable.Range(0, 30).Select(i => i * 10L));
        sent[0].Historical.ShouldBeTrue();
        sent[^1].Historical.ShouldBeFalse();
    }

    [Fact]
    public void Every_reading_arrives_at_least_once_through_outages_duplicates_and_disorder()
    {
        using var outbox = OpenOutbox();
        var faults = new LinkFaultOptions
        {
            OutageProbability = 1, OutageMinSeconds = 20, OutageMaxSeconds = 60, DuplicateProbability = 0.2,
            OutOfOrderProbability = 0.3
        };
        var agent = Agent(outbox, faults);
        for (var i = 0; i < 800; i++)
        {
            Seconds(agent, 1, measure: i < 700);
            _transport.AcknowledgeAll(outbox.Epoch);
        }
        for (var asset = 0; asset < 3; asset++)
        {
            var sent = _transport.Of(asset);
            sent.Select(r => r.Sequence).Distinct().Order().ShouldBe(Enumerable.Range(0, 700).Select(i => i * 10L));
            sent.Count.ShouldBeGreaterThan(750, "duplicates");
            Enumerable.Range(1, sent.Count - 1).Count(i => sent[i].Sequence < sent[i - 1].Sequence).ShouldBeGreaterThan(50, "disorder");
            sent.Count(r => r.Historical).ShouldBeGreaterThan(10, "back-fill");
        }
        agent.Report().Acknowledged.ShouldBe(3 * 7_000);
        agent.Report().IsSettled.ShouldBeTrue();
    }

    [Fact]
    public void A_full_outbox_measures_later_and_loses_nothing()
    {
        using var outbox = Outbox.Open(Ids, null, maxBytes: 20_000, newEpoch: 9);
        var agent = Agent(outbox, LinkFaultOptions.None);
        _transport.IsReady = false;
        Seconds(agent, 100);
        outbox.Bytes.ShouldBeLessThan(22_000);
        _transport.IsReady = true;
        for (var i = 0; i < 200 && !(agent.Report().Readings == 3_000 && agent.Report().IsSettled); i++)
        {
            agent.Round(measure: true);
            _transport.AcknowledgeAll(outbox.Epoch);
        }
        agent.Report().Acknowledged.ShouldBe(3_000);
        for (var asset = 0; asset < 3; asset++)
            _transport.Of(asset).Select(r => r.EventTime / 1_000_000).Order()
            .ShouldBe(Enumerable.Range(0, 100).Select(i => Start / 1_000_000 + i));
    }

    [Fact]
    public void Clocks_that_run_faster_begin_where_told_and_measure_every_second()
    {
        using var outbox = OpenOutbox();
        var agent = Agent(outbox, LinkFaultOptions.None,
            new EdgeAgentOptions { Speed = 40, StartUnixMicros = Start - 160_000_000, MaxInFlightPerDrill = 1_000 });
        Seconds(agent, 4);
        var times = _transport.Of(1).Select(r => (r.EventTime - Start) / 1_000_000).ToList();
        times.ShouldBe(Enumerable.Range(-160, 160).Select(i => (long)i));
    }

    [Fact]
    public void What_was_measured_in_a_planned_outage_follows_it()
    {
        using var outbox = OpenOutbox();
        var link = new LinkFaults(3, LinkFaultOptions.None, [new LinkOutage(1, Start + 5_000_000, Start + 15_000_000)]);
        var agent = new EdgeAgent(_fleet, outbox, _transport, link, new EdgeAgentOptions(), _clock, NullLogger.Instance);
        agent.Begin();
        Seconds(agent, 9);
        (_transport.Of(0).Count, _transport.Of(1).Count).ShouldBe((9, 4));
        Seconds(agent, 11);
        _transport.Of(1).Select(r => r.Sequence).Distinct().ShouldBe(Enumerable.Range(0, 20).Select(i => i * 10L));
        _transport.Of(1).ShouldContain(r => r.Historical);
    }

    [Fact]
    public void Refused_readings_are_not_sent_again_and_an_acknowledgement_of_another_epoch_is_ignored()
    {
        using var outbox = OpenOutbox();
        var agent = Agent(outbox, LinkFaultOptions.None);
        Seconds(agent, 1);
        _transport.Acknowledge(outbox.Epoch + 1, 0, 0, 9);
        _transport.Reject(outbox.Epoch, 1, 0, 9);
        agent.Round(measure: false);
        var report = agent.Report();
        (report.Assets[0].PendingRecords, report.Assets[1].PendingRecords, report.Assets[1].Rejected).ShouldBe((1, 0, 10L));
    }

    [Theory]
    [InlineData("""{"epoch":5,"ranges":[[0,9],[20,29]],"rejected":[[10,19,"out-of-range"]]}""", 2, 1)]
    [InlineData("""{"epoch":5}""", 0, 0)]
    [InlineData("""{"epoch":5,"ranges":[[0]]}""", -1, -1)]
    [InlineData("""{"epoch":5,"ranges":7}""", -1, -1)]
    [InlineData("""{"epoch":1.5}""", -1, -1)]
    [InlineData("[]", -1, -1)]
    [InlineData("{", -1, -1)]
    [InlineData("", -1, -1)]
    public void Acknowledgements_are_parsed_and_foreign_messages_passed_over(string json, int ranges, int rejected)
    {
        var parsed = Acknowledgement.TryParse(new System.Buffers.ReadOnlySequence<byte>(System.Text.Encoding.UTF8.GetBytes(json)));
        if (ranges < 0) parsed.ShouldBeNull();
        else (parsed!.Ranges.Count, parsed.Rejected.Count).ShouldBe((ranges, rejected));
    }

    public ValueTask DisposeAsync() => _transport.DisposeAsync();

    private const long Start = 1_767_225_600_000_000;

    private string[] Ids => [.. _fleet.Assets.Select(a => a.Id.Value)];

    private Outbox OpenOutbox() => Outbox.Open(Ids, null, 1 << 24, newEpoch: 9);

    private EdgeAgent Agent(Outbox outbox, LinkFaultOptions faults, EdgeAgentOptions? options = null)
    {
        var agent = new EdgeAgent(_fleet, outbox, _transport, new LinkFaults(3, faults), options ?? new EdgeAgentOptions(), _clock,
            NullLogger.Instance);
        agent.Begin();
        return agent;
    }

    private void Seconds(EdgeAgent agent, int seconds, bool measure = true)
    {
        for (var i = 0; i < seconds; i++)
        {
            _clock.Advance(TimeSpan.FromSeconds(1));
            agent.Round(measure);
        }
    }

    private sealed class FakeTransport : IEdgeTransport
    {
        private readonly Channel<EdgeEvent> _events = Channel.CreateBounded<EdgeEvent>(100_000);

        public List<(int Asset, long Sequence, long Count, bool Historical, long EventTime)> Sent { get; } = [];

        public bool IsReady { get; set; } = true;

        public ChannelReader<EdgeEvent> Events => _events.Reader;

        public void Start() => Connect();

        public void Connect() => _events.Writer.TryWrite(new EdgeEvent(EdgeEvent.EventKind.Connected, 0, null));

        public void Acknowledge(long epoch, int asset, long first, long last) =>
            _events.Writer.TryWrite(new EdgeEvent(EdgeEvent.EventKind.Acknowledged, asset,
                new Acknowledgement(epoch, [(first, last)], [])));

        public void Reject(long epoch, int asset, long first, long last) =>
            _events.Writer.TryWrite(new EdgeEvent(EdgeEvent.EventKind.Acknowledged, asset,
                new Acknowledgement(epoch, [], [(first, last, "no")])));

        public void AcknowledgeAll(long epoch)
        {
            foreach (var r in Sent) Acknowledge(epoch, r.Asset, r.Sequence, r.Sequence + r.Count - 1);
            _kept.AddRange(Sent);
            Sent.Clear();
        }

        public List<(long Sequence, bool Historical, long EventTime)> Of(int asset) =>
            [.. _kept.Concat(Sent).Where(s => s.Asset == asset).Select(s => (s.Sequence, s.Historical, s.EventTime))];

        private readonly List<(int Asset, long Sequence, long Count, bool Historical, long EventTime)> _kept = [];

        public bool TrySend(int asset, ReadOnlySpan<byte> record)
        {
            TelemetryRecordView.TryDecode(record, out var view).ShouldBe(DecodeStatus.Ok); // also after a flag was changed
            Sent.Add((asset, view.Sequence, view.ReadingCount, view.Flags.HasFlag(RecordFlags.Historical), view.EventTimeUnixMicros));
            return true;
        }

        public void Flush()
        {
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
