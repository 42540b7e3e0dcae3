using Maintenance.Core.Telemetry;
using Maintenance.Simulator.Edge;

namespace Maintenance.Simulator.Tests.Edge;

public sealed class OutboxTests : IDisposable
{
    private static readonly string[] Assets = ["A", "B"];
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Readings_are_numbered_without_gap_in_one_epoch()
    {
        using var outbox = Outbox.Open(Assets, null, 1 << 20, newEpoch: 42);
        foreach (var count in new[] { 10, 1, 25 }) outbox.Add(0, Record("A", count));
        outbox.Add(1, Record("B", 3));
        outbox.Assets[0].Unsent.Select(e => (e.First, e.Last)).ShouldBe([(0L, 9L), (10L, 10L), (11L, 35L)]);
        outbox.Assets[1].Unsent.Single().First.ShouldBe(0);
        foreach (var entry in outbox.Assets[0].Unsent)
        {
            TelemetryRecordView.TryDecode(entry.Record, out var view).ShouldBe(DecodeStatus.Ok);
            view.Epoch.ShouldBe(42);
            view.Flags.HasFlag(RecordFlags.Sequenced).ShouldBeTrue();
        }
    }

    [Fact]
    public void A_killed_outbox_comes_back_with_its_epoch_and_only_what_was_not_acknowledged()
    {
        var outbox = Outbox.Open(Assets, _folder.Path, 1 << 20, newEpoch: 42);
        for (var i = 0; i < 6; i++) outbox.Add(0, Record("A", 10));
        outbox.Add(1, Record("B", 10));
        outbox.Settle(0, 0, 19, rejected: false);
        outbox.Settle(0, 30, 39, rejected: false);
        outbox.Settle(0, 40, 49, rejected: true);

        // As after kill -9: nothing is closed or flushed; a new process finds the files as they are.
        using var again = Outbox.Open(Assets, Killed(), 1 << 20, newEpoch: 43);
        again.Epoch.ShouldBe(42);
        again.Assets[0].Unsent.Select(e => e.First).ShouldBe([20, 50]);
        (again.Assets[0].Next, again.Assets[0].AcknowledgedReadings, again.Assets[0].RejectedReadings).ShouldBe((60, 30, 10));
        (again.Assets[1].Next, again.Assets[1].Pending).ShouldBe((10, 1));
        foreach (var entry in again.Assets[0].Unsent)
        {
            TelemetryRecordView.TryDecode(entry.Record, out var view).ShouldBe(DecodeStatus.Ok);
            view.Flags.HasFlag(RecordFlags.Historical).ShouldBeTrue();
        }
        outbox.Dispose();
    }

    [Fact]
    public void A_kill_in_the_middle_of_any_write_loses_at_most_the_record_being_written()
    {
        var outbox = Outbox.Open(Assets, _folder.Path, 1 << 20, newEpoch: 42);
        outbox.Add(0, Record("A", 2));
        outbox.Add(0, Record("A", 2));
        var before = new FileInfo(JournalFile()).Length;
        outbox.Add(0, Record("A", 2));
        var whole = File.ReadAllBytes(JournalFile());
        outbox.Dispose();
        for (var length = before; length < whole.Length; length++)
        {
            using var folder = new TemporaryFolder();
            File.WriteAllBytes(Path.Combine(folder.Path, "outbox-00000001.bin"), whole[..(int)length]);
            using (var torn = Outbox.Open(Assets, folder.Path, 1 << 20, newEpoch: 43))
            {
                torn.Assets[0].Unsent.Select(e => e.First).ShouldBe([0, 2], $"cut at {length}");
                torn.Add(0, Record("A", 2));
            }
            using var later = Outbox.Open(Assets, folder.Path, 1 << 20, newEpoch: 44);
            later.Assets[0].Unsent.Select(e => e.First).ShouldBe([0, 2, 4]);
        }
    }

    [Fact]
    public void Damage_inside_the_journal_is_an_error_not_a_loss()
    {
        var outbox = Outbox.Open(Assets, _folder.Path, 1 << 20, newEpoch: 42);
        outbox.Add(0, Record("A", 2));
        outbox.Add(0, Record("A", 2));
        outbox.Dispose();
        var bytes = File.ReadAllBytes(JournalFile());
        bytes[150] ^= 1;
        File.WriteAllBytes(JournalFile(), bytes);
        Should.Throw<InvalidDataException>(() => Outbox.Open(Assets, _folder.Path, 1 << 20, newEpoch: 43)).Message.ShouldContain("damaged");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(40)]
    public void What_was_acknowledged_is_counted_also_when_its_record_stood_in_a_file_that_is_gone(int behind)
    {
        using (var outbox = Outbox.Open(Assets, _folder.Path, 1 << 20, newEpoch: 42, segmentBytes: 2_000))
            for (var i = 0; i < 200; i++)
            {
                outbox.Add(0, Record("A", 10));
                if (i >= behind) outbox.Settle(0, (i - behind) * 10, (i - behind) * 10 + 9, rejected: i % 5 == 0);
            }
        using var again = Outbox.Open(Assets, _folder.Path, 1 << 20, newEpoch: 43, segmentBytes: 2_000);
        var account = again.Assets[0];
        (account.Next, account.AcknowledgedReadings + account.RejectedReadings, account.Pending)
            .ShouldBe((2_000, 2_000 - behind * 10, behind));
    }

    [Fact]
    public void Files_are_deleted_when_all_their_records_are_settled_and_the_numbering_goes_on()
    {
        using (var outbox = Outbox.Open(Assets, _folder.Path, 1 << 20, newEpoch: 42, segmentBytes: 2_000))
        {
            for (var i = 0; i < 200; i++)
            {
                outbox.Add(0, Record("A", 10));
                outbox.Settle(0, i * 10, i * 10 + 9, rejected: false);
            }
            Directory.GetFiles(_folder.Path, "outbox-*.bin").Length.ShouldBeLessThanOrEqualTo(2);
        }
        using var again = Outbox.Open(Assets, _folder.Path, 1 << 20, newEpoch: 43, segmentBytes: 2_000);
        (again.Epoch, again.Assets[0].Next, again.Assets[0].AcknowledgedReadings, again.Assets[0].Pending).ShouldBe((42, 2_000, 2_000, 0));
    }

    [Fact]
    public void Another_fleets_outbox_and_one_in_use_are_refused()
    {
        using (var outbox = Outbox.Open(Assets, _folder.Path, 1 << 20, newEpoch: 42))
        {
            outbox.Add(1, Record("B", 1));
            Should.Throw<IOException>(() => Outbox.Open(Assets, _folder.Path, 1 << 20, newEpoch: 43)).Message.ShouldContain("in use");
        }
        Should.Throw<InvalidDataException>(() => Outbox.Open(["A"], _folder.Path, 1 << 20, newEpoch: 43)).Message.ShouldContain("drill B");
    }

    [Fact]
    public void Acknowledgements_in_pieces_settle_a_record_when_they_cover_it()
    {
        using var outbox = Outbox.Open(Assets, null, 1 << 20, newEpoch: 42);
        outbox.Add(0, Record("A", 10));
        outbox.Settle(0, 0, 4, rejected: false).ShouldBe(0);
        outbox.Settle(0, 6, 9, rejected: false).ShouldBe(0);
        outbox.Settle(0, 5, 5, rejected: false).ShouldBe(1);
        outbox.Bytes.ShouldBe(0);
        outbox.Assets[0].Covered.RangeCount.ShouldBe(0);
    }

    private string JournalFile() => Directory.GetFiles(_folder.Path, "outbox-*.bin").Single();

    private string Killed()
    {
        var copy = Path.Combine(_folder.Path, "copy");
        Directory.CreateDirectory(copy);
        foreach (var file in Directory.GetFiles(_folder.Path, "outbox-*.bin"))
        {
            using var from = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            using var to = File.Create(Path.Combine(copy, Path.GetFileName(file)));
            from.CopyTo(to);
        }
        return copy;
    }

    private static TelemetryRecord Record(string asset, int count) => new()
    {
        Asset = asset,
        Flags = RecordFlags.Block,
        EventTimeUnixMicros = 1_000_000,
        IntervalMicros = 1_000,
        ReadingCount = count,
        Columns = [new TelemetryColumn(7, "", new float[count])],
    };
}
