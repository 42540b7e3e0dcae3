using Maintenance.Core.Conditions;
using Maintenance.Core.Ports;
using Maintenance.Core.Tables;
using Maintenance.Scoring.Tests.Pipeline;
using Maintenance.Scoring.Verification;

namespace Maintenance.Scoring.Tests.Verification;

/// <summary>One assessment is recomputed with the minutes that were known when it was made.</summary>
public sealed class MinutesVerifierTests(DuckDbFixture fixture) : IClassFixture<DuckDbFixture>
{
    [Fact]
    public async Task Every_assessment_is_the_same_again_also_where_minutes_hold_its_grade()
    {
        var lab = new Lab(fixture.Store) { Model = new StepModel(smooth: true, scale: 0.75f) };
        var (asset, reader, log) = (Lab.NewName("verified"), Lab.NewName("reader"), new ScriptedLog());
        // Ten minutes of a block in 7 s; one comes late, so that earlier and later ones were judged by different minutes.
        log.Add(Enumerable.Range(0, 85).Where(i => i is < 20 or > 28).Select(i => Records.Encode(Records.Block(asset, 7 * i))));
        log.Add(Enumerable.Range(20, 9).Select(i => Records.Encode(Records.Block(asset, 7 * i))));
        await lab.RunAsync(log, reader);
        (await lab.CountAsync("condition_minute", asset)).ShouldBeGreaterThan(9);

        var verifier = new AssessmentVerifier(lab.Services(log, reader));
        var held = 0;
        foreach (var row in await RowsAsync(asset))
        {
            var time = row.Time("event_time");
            var found = (await verifier.VerifyAsync(asset, time, CancellationToken.None)).ShouldNotBeNull();
            found.Outputs.Where(o => !o.IsEqual).ShouldBeEmpty($"{time:O}");
            if (row.TextOrNull("grade") is { } grade
                && HealthGrades.Letter(HealthGrades.FromIndex(row.Real("health_index"))) != grade) held++;
        }
        held.ShouldBeGreaterThan(0, "else minutes play no part");
    }

    [Fact]
    public async Task An_assessment_of_another_descriptor_set_is_left_to_a_build_of_that_set()
    {
        var lab = new Lab(fixture.Store);
        var (asset, reader, log) = (Lab.NewName("other"), Lab.NewName("reader"), new ScriptedLog());
        log.Add(Enumerable.Range(0, 3).Select(i => Records.Encode(Records.Block(asset, i))));
        await lab.RunAsync(log, reader);
        var newest = (await fixture.Store.QueryAsync(new StoreQuery(
            $"SELECT {AssessmentRow.Table.ColumnList} FROM assessment WHERE asset = ? ORDER BY event_time DESC LIMIT 1", asset),
            CancellationToken.None)).Read<AssessmentRow>().Single();
        var other = newest with { EventTimeUnixMicros = newest.EventTimeUnixMicros + Records.Second, DescriptorSet = 1 };
        await fixture.Store.CommitAsync(new StoreCommit { Batches = [TableBatch.Of([other])] }, CancellationToken.None);

        var verifier = new AssessmentVerifier(lab.Services(log, reader));
        var error = await Should.ThrowAsync<UnverifiableException>(() => verifier.VerifyAsync(
            asset, Core.Time.UnixMicros.ToUtc(other.EventTimeUnixMicros), CancellationToken.None));
        error.Message.ShouldContain("descriptor set 1");
        error.Message.ShouldContain("a build of set 1 can verify it");
    }

    private async Task<IReadOnlyList<QueryRow>> RowsAsync(string asset) => (await fixture.Store.QueryAsync(new StoreQuery(
        "SELECT event_time, grade, health_index FROM assessment_current WHERE asset = ? ORDER BY event_time", asset),
        CancellationToken.None)).Read();
}
