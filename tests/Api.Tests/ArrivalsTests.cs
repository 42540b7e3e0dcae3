using System.Text.Json;
using Maintenance.Core.Channels;
using Maintenance.Core.Ports;
using Maintenance.Core.Tables;

namespace Maintenance.Api.Tests;

/// <summary>Which blocks came late or were corrected.</summary>
public sealed class ArrivalsTests(TwoRegionsFixture fixture) : IClassFixture<TwoRegionsFixture>
{
    private const string Drill = TwoRegionsFixture.Silent;

    [Fact]
    public async Task Late_and_corrected_blocks_are_told_by_bucket_and_prompt_ones_not_at_all()
    {
        var (torque, second) = (StandardChannels.All[StandardChannels.Torque], TimeSpan.FromSeconds(1));
        var batch = new TableBatch(StoreTables.Descriptor);
        for (var i = 0; i < 60; i++)
            batch.AddBlock(Drill, Rows.Noon.AddSeconds(i), second, 1, torque, (1, 1, 1),
                knownAt: Rows.Noon.AddSeconds(i + (i is 20 or 21 or 50 ? 300 : 1)));
        batch.AddBlock(Drill, Rows.Noon.AddSeconds(50), second, 1, torque, (2, 2, 2), knownAt: Rows.Noon.AddSeconds(400));
        await fixture.Host.Store.CommitAsync(new StoreCommit { Batches = [batch] }, CancellationToken.None);

        var answer = await GetAsync("&points=10");
        answer.GetProperty("bucketSeconds").GetDouble().ShouldBe(10);
        Column(answer, "timesUnixMillis").ShouldBe([Millis(20), Millis(50)]);
        Column(answer, "late").ShouldBe([2, 2]);
        Column(answer, "corrected").ShouldBe([0, 1]);
        Column(await GetAsync("&points=10&lateAfter=3600"), "timesUnixMillis").ShouldBe([Millis(50)], "a correction is one however soon");

        static double Millis(int seconds) => new DateTimeOffset(Rows.Noon.AddSeconds(seconds)).ToUnixTimeMilliseconds();
    }

    private static double[] Column(JsonElement answer, string name) =>
        [.. answer.GetProperty(name).EnumerateArray().Select(v => v.GetDouble())];

    private async Task<JsonElement> GetAsync(string query)
    {
        using var client = fixture.Host.Program();
        var text = await client.GetStringAsync(
            $"/api/v1/assets/{Drill}/arrivals?from=2025-06-01T12:00:00Z&to=2025-06-01T12:01:00Z{query}");
        return JsonElement.Parse(text);
    }
}
