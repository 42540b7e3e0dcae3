using Maintenance.Core.Log;
using Maintenance.Core.Ports;
using Maintenance.Scoring.Tests.Pipeline;
using Maintenance.Scoring.Workers;
using Maintenance.Tests.Kafka;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Maintenance.Scoring.Tests.Offsets;

/// <summary>
/// A log that is not the one the store's offset is a place in: nothing is passed over in silence, and a person's word lets the reader go
/// on.
/// </summary>
public sealed class LogResetTests(DuckDbFixture fixture) : IClassFixture<DuckDbFixture>, IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly ResetLab _lab = new(fixture.Store);

    public void Dispose() => _lab.Dispose();

    [Fact]
    public async Task A_partition_begun_anew_stops_its_reader_and_goes_on_where_it_is_told_without_loss_or_repetition()
    {
        await SendAndScoreAsync(0, 100);
        Directory.Delete(_lab.PartitionFolder, recursive: true); // as a message about damage advises
        await using var anew = _lab.OpenEmbedded();
        await _lab.SendAsync(anew, 90, 300); // further than the old one had come, and some of it again

        (await _lab.StopsAsync(anew)).ShouldContain("maintenance offsets move --topic telemetry.v1 --partition 0 --to 64");
        (await _lab.ReadingsAsync()).ShouldBe(1_000);
        await MoveAsync(anew);
        await _lab.ScoreAsync(anew);

        (await _lab.ReadingsAsync()).ShouldBe(3_000);
        (await _lab.AccountAsync()).ShouldBe((3_000, 0));
        var offsets = await _lab.RowOffsetsAsync();
        offsets.Length.ShouldBe(300);
        offsets.ShouldBeInOrder(); // backups and the periods of models go by it
        offsets.ShouldBeUnique();
    }

    [Fact]
    public async Task An_older_copy_that_has_grown_past_the_stored_offset_stops_its_reader_where_the_copy_ended()
    {
        await using (var log = _lab.OpenEmbedded()) await _lab.SendAsync(log, 0, 60);
        Copy(_lab.PartitionFolder, _lab.Combine("copy"));
        await SendAndScoreAsync(60, 100);
        Directory.Delete(_lab.PartitionFolder, recursive: true);
        Copy(_lab.Combine("copy"), _lab.PartitionFolder);
        await using var older = _lab.OpenEmbedded();
        var copyEnd = older.HighWatermark(Topics.Telemetry, 0);
        await _lab.SendAsync(older, 100, 300);

        (await _lab.StopsAsync(older)).ShouldContain($"--to {copyEnd} ");
        await MoveAsync(older);
        await _lab.ScoreAsync(older);

        (await _lab.ReadingsAsync()).ShouldBe(3_000);
        (await _lab.AccountAsync()).ShouldBe((3_000, 0));
        (await _lab.RowOffsetsAsync()).ShouldBeInOrder();
    }

    [Fact]
    public async Task A_commit_that_was_damaged_and_fell_back_stops_a_reader_that_was_further()
    {
        await using (var log = _lab.OpenEmbedded())
        {
            await _lab.SendAsync(log, 0, 50);
            await _lab.SendAsync(log, 50, 100);
            await _lab.ScoreAsync(log);
        }
        DamageNewestCommit();
        await using var shorter = _lab.OpenEmbedded();
        await _lab.SendAsync(shorter, 100, 300);

        (await _lab.StopsAsync(shorter)).ShouldContain("older copy or commit");
        await MoveAsync(shorter);
        await _lab.ScoreAsync(shorter);

        (await _lab.ReadingsAsync()).ShouldBe(3_000);
    }

    [Fact]
    public async Task A_store_that_knows_no_log_takes_the_one_that_holds_its_offset_and_refuses_a_shorter_one_for_good()
    {
        await ScoreAsByAnOlderBuildAsync();
        await SendAndScoreAsync(50, 100);
        (await _lab.ReadingsAsync()).ShouldBe(1_000);

        await _lab.ForgetIdentityAsync();
        Directory.Delete(_lab.PartitionFolder, recursive: true);
        await using var anew = _lab.OpenEmbedded();
        (await _lab.StopsAsync(anew)).ShouldContain("but ends at 64");
        await _lab.SendAsync(anew, 100, 300);

        (await _lab.StopsAsync(anew)).ShouldContain("was seen to end at 64"); // although it now reaches further than the reader had been
        await MoveAsync(anew);
        await _lab.ScoreAsync(anew);
        (await _lab.ReadingsAsync()).ShouldBe(3_000);
    }

    [Fact]
    public async Task A_store_of_an_older_build_learns_which_log_it_has_when_it_is_first_opened()
    {
        await ScoreAsByAnOlderBuildAsync();
        await using (var log = _lab.OpenEmbedded())
        {
            await _lab.ScoreAsync(log); // no record comes, so there is no commit
            await _lab.SendAsync(log, 50, 60); // only now the log itself notes which one it is
        }
        Directory.Delete(_lab.PartitionFolder, recursive: true);
        await using var anew = _lab.OpenEmbedded();
        await _lab.SendAsync(anew, 60, 300);

        (await _lab.StopsAsync(anew)).ShouldContain("is not the one that was stored");
    }

    [Fact]
    public async Task A_log_of_an_older_build_that_is_opened_without_an_append_is_the_same_at_the_next_opening()
    {
        await ScoreAsByAnOlderBuildAsync();
        for (var opening = 0; opening < 3; opening++)
        {
            await using var log = _lab.OpenEmbedded();
            await _lab.ScoreAsync(log); // as verify does: the store notes which log it has, and nothing is appended
            (await _lab.Offsets(log).ListAsync(CancellationToken.None)).ShouldAllBe(o => o.Problem == null);
        }
        await using var last = _lab.OpenEmbedded();
        await _lab.SendAsync(last, 50, 60);
        await _lab.ScoreAsync(last);

        (await _lab.ReadingsAsync()).ShouldBe(600);
    }

    [Fact]
    public async Task A_log_that_is_opened_again_and_again_is_the_same()
    {
        for (var opening = 0; opening < 5; opening++)
        {
            await using var log = _lab.OpenEmbedded();
            await _lab.SendAsync(log, 10 * opening, 10 * (opening + 1));
            if (opening % 2 == 0) await _lab.ScoreAsync(log);
            (await _lab.Offsets(log).ListAsync(CancellationToken.None)).ShouldAllBe(o => o.Problem == null);
        }
        (await _lab.ReadingsAsync()).ShouldBe(500);
    }

    [Fact]
    public async Task A_topic_made_anew_stops_its_reader_also_when_it_has_grown_past_the_stored_offset()
    {
        using var cluster = NewCluster();
        await using (var log = ResetLab.OpenKafka(cluster))
        {
            await _lab.SendAsync(log, 0, 100);
            await _lab.ScoreAsync(log);
        }
        MakeAnew(cluster);
        await using var anew = ResetLab.OpenKafka(cluster);
        await _lab.SendAsync(anew, 90, 95);
        (await _lab.StopsAsync(anew)).ShouldContain("maintenance offsets move --topic telemetry.v1 --partition 0 --to 0");
        await _lab.SendAsync(anew, 95, 300);

        (await _lab.StopsAsync(anew)).ShouldContain("--to 0 ");
        (await _lab.ReadingsAsync()).ShouldBe(1_000);
        await MoveAsync(anew);
        await _lab.ScoreAsync(anew);

        (await _lab.ReadingsAsync()).ShouldBe(3_000);
        (await _lab.AccountAsync()).ShouldBe((3_000, 0));
        (await _lab.RowOffsetsAsync()).ShouldBeInOrder();
    }

    [Fact]
    public async Task A_topic_made_anew_under_a_scoring_process_makes_it_unhealthy_in_words_until_it_is_told_where_to_go_on()
    {
        using var cluster = NewCluster();
        await using var log = ResetLab.OpenKafka(cluster);
        using var service = new ScoringService(_lab.Services(log));
        await service.StartAsync(CancellationToken.None);
        await _lab.SendAsync(log, 0, 100);
        await UntilAsync(async () => await _lab.ReadingsAsync() == 1_000);
        MakeAnew(cluster);
        await UntilAsync(async () => (await service.CheckHealthAsync(new HealthCheckContext())).Status == HealthStatus.Unhealthy);
        await using var sender = ResetLab.OpenKafka(cluster);
        await _lab.SendAsync(sender, 100, 150);

        await UntilAsync(async () => (
            await service.CheckHealthAsync(new HealthCheckContext())).Description?.Contains("maintenance offsets move",
            StringComparison.Ordinal) == true);
        (await _lab.Offsets(sender).ListAsync(CancellationToken.None))[0].Lag.ShouldBe(-50);
        await MoveAsync(sender);
        await UntilAsync(async () => await _lab.ReadingsAsync() == 1_500);
        await service.StopAsync(CancellationToken.None);
    }

    [Fact]
    public async Task A_move_is_refused_outside_of_the_log_and_without_a_reason_and_is_audited()
    {
        await using var log = _lab.OpenEmbedded();
        await _lab.SendAsync(log, 0, 10);
        await _lab.ScoreAsync(log);
        var offsets = _lab.Offsets(log);
        var end = log.HighWatermark(Topics.Telemetry, 0);
        foreach (var (topic, partition, to, reason) in new[]
        {
            (Topics.Telemetry, 0, "63", "a test"), (Topics.Telemetry, 0, $"{end + 1}", "a test"), (Topics.Telemetry, 0, "-1", "a test"),
            (Topics.Telemetry, 0, "start", "a test"),
            (Topics.Telemetry, 1, "end", "a test"), (Topics.Assessments, 0, "end", "a test"), (Topics.Telemetry, 0, "end", "  "),
            (Topics.Telemetry, 0, "end", new string('x', 501)),
        })
            await Should.ThrowAsync<OffsetRefusedException>(offsets.MoveAsync(topic, partition, to, reason, "tester",
                CancellationToken.None));

        (await offsets.MoveAsync(Topics.Telemetry, 0, "beginning", "read all again", "tester", CancellationToken.None)).Next.ShouldBe(64);
        await _lab.ScoreAsync(log);

        (await _lab.ReadingsAsync()).ShouldBe(100, "what is stored is recognised");
        var audit = await fixture.Store.QueryAsync(new StoreQuery("SELECT who, detail FROM audit WHERE action = 'offset-moved' AND "
            + "subject = ?", $"{_lab.Reader} telemetry.v1/0"), CancellationToken.None);
        audit.Rows.ShouldHaveSingleItem().ShouldBe(["tester", $"from {end} to 64 (log 64 to {end}): read all again"]);
    }

    [Fact]
    public async Task A_worker_that_runs_goes_on_where_it_was_moved_to()
    {
        await using var log = _lab.OpenEmbedded();
        using var service = new ScoringService(_lab.Services(log));
        await service.StartAsync(CancellationToken.None);
        await _lab.SendAsync(log, 0, 50);
        await UntilAsync(async () => await _lab.ReadingsAsync() == 500);

        await _lab.Offsets(log).MoveAsync(Topics.Telemetry, 0, "beginning", "read all again", "tester", CancellationToken.None);
        await _lab.SendAsync(log, 50, 60);

        await UntilAsync(async () => await _lab.ReadingsAsync() == 600);
        (await _lab.AccountAsync()).ShouldBe((600, 0));
        await service.StopAsync(CancellationToken.None);
    }

    private async Task SendAndScoreAsync(int fromSecond, int toSecond)
    {
        await using var log = _lab.OpenEmbedded();
        await _lab.SendAsync(log, fromSecond, toSecond);
        await _lab.ScoreAsync(log);
    }

    /// <summary>50 s of blocks, scored by a build that noted neither in the store nor in the log which log it is.</summary>
    private async Task ScoreAsByAnOlderBuildAsync()
    {
        await SendAndScoreAsync(0, 50);
        await _lab.ForgetIdentityAsync();
        File.Delete(Path.Combine(_lab.PartitionFolder, "lineage"));
    }

    /// <summary>Lets the reader go on where the log proposes, and checks that it may.</summary>
    private async Task MoveAsync(ITelemetryLog log)
    {
        var offsets = _lab.Offsets(log);
        var stopped = (await offsets.ListAsync(CancellationToken.None))[0];
        stopped.Problem.ShouldNotBeNull();
        var moved = await offsets.MoveAsync(Topics.Telemetry, 0, $"{stopped.Proposed}", "the log was begun anew", "tester",
            CancellationToken.None);
        moved.Problem.ShouldBeNull();
        moved.Next.ShouldBe(stopped.Proposed);
    }

    private void DamageNewestCommit()
    {
        var path = Path.Combine(_lab.PartitionFolder, "commit");
        var bytes = File.ReadAllBytes(path);
        var newest = BitConverter.ToInt64(bytes, 8) > BitConverter.ToInt64(bytes, 4096 + 8) ? 0 : 4096;
        Array.Clear(bytes, newest + 20, 40);
        File.WriteAllBytes(path, bytes);
    }

    private static void Copy(string from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (var file in Directory.GetFiles(from)) File.Copy(file, Path.Combine(to, Path.GetFileName(file)));
    }

    private static MockCluster NewCluster()
    {
        var cluster = new MockCluster();
        cluster.CreateTopic(Topics.Telemetry, 1);
        cluster.CreateTopic(Topics.DeadLetter, 1);
        return cluster;
    }

    private static void MakeAnew(MockCluster cluster)
    {
        cluster.DeleteTopic(Topics.Telemetry);
        cluster.CreateTopic(Topics.Telemetry, 1);
    }

    private static async Task UntilAsync(Func<Task<bool>> state)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (!await state()) await Task.Delay(20, patience.Token);
    }
}
