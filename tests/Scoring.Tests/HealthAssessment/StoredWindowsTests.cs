using Maintenance.Core.Assets;
using Maintenance.Queries;
using Maintenance.Scoring.HealthAssessment;
using Maintenance.Scoring.Tests.Pipeline;

namespace Maintenance.Scoring.Tests.HealthAssessment;

/// <summary>Features of stored blocks are those the live path had, bit for bit.</summary>
public sealed class StoredWindowsTests(DuckDbFixture fixture) : IClassFixture<DuckDbFixture>
{
    private const int Seconds = 150;

    [Fact]
    public async Task Features_of_a_stored_moment_are_those_of_the_records_it_was_made_of()
    {
        var asset = Lab.NewName("windows");
        var records = Enumerable.Range(0, Seconds).Select(s => Records.Block(asset, s)).ToList();
        await new Lab(fixture.Store).RunAsync([records]);
        var blocks = await DescribedBlocksQuery.RunAsync(fixture.Store, [new AssetRange(asset, DateTime.UnixEpoch,
            new DateTime(2200, 1, 1, 0, 0, 0, DateTimeKind.Utc))], CancellationToken.None);
        var rows = blocks.Select(b => StoredBlock.Of(b.Block)).ToArray();
        rows.Length.ShouldBe(Seconds);

        var (live, stored) = (new float[WindowFeatures.Names.Count], new float[WindowFeatures.Names.Count]);
        var (extractor, windows) = (new FeatureExtractor(DrillSetup.Unknown), new StoredWindows());
        var withEvidence = 0;
        for (var i = 0; i < Seconds; i++)
        {
            var has = extractor.Add(records[i], live);
            windows.TryCompute(rows.AsSpan(0, i + 1), stored).ShouldBe(has, $"second {i}");
            if (!has) continue;
            withEvidence++;
            stored.Select(BitConverter.SingleToInt32Bits).ShouldBe(live.Select(BitConverter.SingleToInt32Bits), $"second {i}");
        }
        withEvidence.ShouldBeGreaterThan(100);
        live.Count(float.IsFinite).ShouldBeGreaterThan(20, "else this shows nothing");
    }
}
