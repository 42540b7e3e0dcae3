using Maintenance.Core.Log;
using Maintenance.Core.Ports;
using Maintenance.Store.Log;
using Microsoft.Extensions.Logging.Abstractions;
using static Maintenance.Contracts.Tests.Log.LogProbe;

namespace Maintenance.Contracts.Tests.Log.Embedded;

/// <summary>Files changed behind the embedded engine's back: damage is named, never delivered and never skipped.</summary>
public sealed class EmbeddedLogDamageTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("telemetry-log-damage-").FullName;

    private string Partition => Path.Combine(_directory, "log", Topic, "0");

    private string FirstSegment => Path.Combine(Partition, new string('0', 20) + ".log");

    private string CommitFile => Path.Combine(Partition, "commit");

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Fact]
    public async Task A_changed_byte_anywhere_is_noticed_and_nothing_wrong_is_delivered()
    {
        // The damage is not in the last page, so that the log opens.
        var positions = await FillAsync(Enumerable.Range(0, 40).Select(i => Payload(100_000, i)));
        var original = await File.ReadAllBytesAsync(FirstSegment);
        var random = new Random(7);
        for (var trial = 0; trial < 60; trial++)
        {
            var victim = trial % 8; // in the first page
            var length = positions[victim].NextOffset - positions[victim].Offset;
            var at = positions[victim].Offset + (trial < 40 ? trial % 40 : random.NextInt64(length - 3)); // 3 bytes of padding at most
            var bytes = original.ToArray();
            bytes[at] ^= (byte)(1 << random.Next(8));
            await File.WriteAllBytesAsync(FirstSegment, bytes);

            await using var log = Open();
            await using var reader = log.OpenReader(Topic, 0, 0);
            var (records, error) = ReadUntilError(reader);

            error.ShouldNotBeNull($"trial {trial}: byte {at}").IsTransient.ShouldBeFalse();
            records.Count.ShouldBe(victim, $"trial {trial}: byte {at}");
            for (var i = 0; i < records.Count; i++) records[i].Value.ShouldBeBytes(Payload(100_000, i));
            Should.Throw<LogException>(() => reader.Read(new LogBatch(), 1 << 20)); // again and again, never past it
        }
    }

    [Fact]
    public async Task A_page_of_zeros_is_noticed_although_it_looks_unused()
    {
        var positions = await FillAsync(Enumerable.Range(0, 60).Select(i => Payload(100_000, i)));
        var bytes = await File.ReadAllBytesAsync(FirstSegment);
        Array.Clear(bytes, 1 << 20, 1 << 20);
        await File.WriteAllBytesAsync(FirstSegment, bytes);

        await using var log = Open();
        await using var reader = log.OpenReader(Topic, 0, 0);
        var (records, error) = ReadUntilError(reader);

        error.ShouldNotBeNull().IsTransient.ShouldBeFalse();
        records.Count.ShouldBe(positions.Count(p => p.Offset < 1 << 20));
    }

    [Fact]
    public async Task Damage_at_the_end_of_the_log_is_found_when_it_is_opened()
    {
        var positions = await FillAsync(Enumerable.Range(0, 10).Select(i => Payload(1000, i)));
        var bytes = await File.ReadAllBytesAsync(FirstSegment);
        bytes[positions[^1].Offset + 100] ^= 1;
        await File.WriteAllBytesAsync(FirstSegment, bytes);

        var error = Should.Throw<LogException>(Open);

        error.IsTransient.ShouldBeFalse();
        error.Message.ShouldContain("damaged");
        error.Message.ShouldContain(Partition);
    }

    [Fact]
    public async Task A_file_that_is_missing_or_cut_is_found_when_the_log_is_opened()
    {
        await FillAsync(Enumerable.Range(0, 10).Select(i => Payload(1000, i)));
        await using (var file = File.OpenWrite(FirstSegment)) file.SetLength(5000);
        Should.Throw<LogException>(Open).Message.ShouldContain("damaged");
        File.Delete(FirstSegment);
        Should.Throw<LogException>(Open).Message.ShouldContain("is missing");
    }

    [Fact]
    public async Task A_torn_commit_falls_back_to_the_commit_before()
    {
        var texts = new List<string>();
        await using (var log = Open())
        {
            for (var i = 0; i < 9; i++)
            {
                texts.Add($"{i}");
                await log.AppendTextAsync("D1", texts[^1]); // one commit each
            }
        }
        var bytes = await File.ReadAllBytesAsync(CommitFile);
        var newest = BitConverter.ToInt64(bytes, 8) > BitConverter.ToInt64(bytes, 4096 + 8) ? 0 : 4096;
        Array.Clear(bytes, newest + 20, 40);
        await File.WriteAllBytesAsync(CommitFile, bytes);

        await using var reopened = Open();

        (await reopened.ReadAllAsync(0)).Select(r => r.Text).ShouldBe(texts.SkipLast(1));
    }

    [Fact]
    public async Task A_log_whose_commits_are_gone_is_refused_and_not_begun_anew()
    {
        await FillAsync(Enumerable.Range(0, 10).Select(i => Payload(1000, i)));
        var bytes = await File.ReadAllBytesAsync(CommitFile);
        bytes[30] ^= 1;
        bytes[4096 + 30] ^= 1;
        bytes[40] ^= 1;
        bytes[4096 + 40] ^= 1;
        await File.WriteAllBytesAsync(CommitFile, bytes);
        Should.Throw<LogException>(Open).Message.ShouldContain("commit file");
        File.Delete(CommitFile);
        Should.Throw<LogException>(Open).Message.ShouldContain("no commit file");
    }

    [Fact]
    public async Task What_was_written_after_the_last_commit_is_overwritten_and_never_seen()
    {
        // As after a crash: the commit file is older than the segment files, which go on with whole, valid entries.
        byte[] commit;
        await using (var log = Open())
        {
            for (var i = 0; i < 25; i++) await log.AppendBytesAsync("D1", Payload(70_000, i));
            commit = await File.ReadAllBytesAsync(CommitFile);
            for (var i = 0; i < 60; i++) await log.AppendBytesAsync("D1", Payload(70_000, 1000 + i));
        }
        await File.WriteAllBytesAsync(CommitFile, commit);
        var expected = Enumerable.Range(0, 25).Select(i => Payload(70_000, i)).ToList();
        for (var pass = 0; pass < 3; pass++)
        {
            await using var log = Open();
            Matches(await log.ReadAllAsync(0), expected);
            for (var i = 0; i < 12; i++)
            {
                expected.Add(Payload(33_333 + i, 5000 * pass + i));
                await log.AppendBytesAsync("D1", expected[^1]);
            }
            Matches(await log.ReadAllAsync(0), expected);
        }
    }

    [Fact]
    public async Task A_second_log_on_the_same_folder_is_refused()
    {
        await using var log = Open();
        Should.Throw<LogException>(Open).Message.ShouldContain("in use by another process");
        await log.AppendTextAsync("D1", "unharmed");
    }

    [Fact]
    public async Task Another_partition_count_for_an_existing_topic_is_refused_by_name()
    {
        await FillAsync([Payload(10, 1)]);
        var error = Should.Throw<LogException>(() => TelemetryLogs.Open(
            EmbeddedTelemetryLogTests.OptionsFor(_directory, new LogTestOptions { Partitions = 2 }), TimeProvider.System,
            NullLoggerFactory.Instance));
        error.Message.ShouldContain("Log:Partitions:telemetry.v1 is 2");
        error.Message.ShouldContain("set it back to 1");
        await using var log = Open(); // and the refusal left nothing behind
        (await log.ReadAllAsync(0)).Count.ShouldBe(1);
    }

    private static void Matches(List<LogRecord> records, List<byte[]> expected)
    {
        records.Count.ShouldBe(expected.Count);
        for (var i = 0; i < expected.Count; i++) records[i].Value.AsSpan().SequenceEqual(expected[i]).ShouldBeTrue($"record {i}");
    }

    private static (List<LogRecord> Records, LogException? Error) ReadUntilError(ILogReader reader)
    {
        var records = new List<LogRecord>();
        var batch = new LogBatch();
        try
        {
            while (reader.Read(batch, 250_000) > 0)
            {
                records.AddRange(batch.ToRecords());
                batch.Clear();
            }
            return (records, null);
        }
        catch (LogException error)
        {
            return (records, error);
        }
    }

    private async Task<List<LogPosition>> FillAsync(IEnumerable<byte[]> values)
    {
        await using var log = Open();
        return [.. await log.AppendTogetherAsync("D1", values)];
    }

    private ITelemetryLog Open() => TelemetryLogs.Open(
        EmbeddedTelemetryLogTests.OptionsFor(_directory, new LogTestOptions { Partitions = 1, SegmentBytes = 64 << 20 }),
        TimeProvider.System, NullLoggerFactory.Instance);
}
