namespace Maintenance.Host.Tests.Verification;

/// <summary>
/// Models change while a real log is scored into a real store: nothing lost, nothing twice, and the rows follow from log and registry.
/// </summary>
public sealed class ModelSwapTests
{
    private const int Seconds = 240;
    private const int Swaps = 6;
    private static readonly string[] Assets = [.. Enumerable.Range(0, 8).Select(i => $"SWAP-{i}")];

    [Fact]
    public async Task Models_swapped_at_full_rate_score_every_block_once_from_their_offset_on_and_the_log_gives_the_same_rows_again()
    {
        await using var plant = await SwapPlant.OpenAsync(Assets);
        var hashes = new List<string> { await plant.PromoteAsync(TinyModel.Document(0)) };
        plant.StartWorkers();
        for (var swap = 0; swap < Swaps; swap++)
        {
            var before = Enumerable.Range(0, SwapPlant.Partitions).Select(plant.End).ToArray();
            await plant.AppendAsync(Assets, swap * Seconds, (swap + 1) * Seconds);
            // Part of a chunk comes twice, and the model changes while workers are somewhere in it.
            var again = plant.AppendAsync(Assets, (swap + 1) * Seconds - 20, (swap + 1) * Seconds);
            await plant.WaitForAsync(p => before[p]);
            hashes.Add(await plant.PromoteAsync(TinyModel.Document(1e-4 * (swap + 1))));
            await again;
            if (swap % 3 != 1) continue;
            await plant.StopWorkersAsync();
            plant.StartWorkers();
        }
        await plant.AppendAsync(Assets, Swaps * Seconds, (Swaps + 1) * Seconds);
        await plant.WaitForAsync(plant.End);
        await plant.StopWorkersAsync();

        const int blocks = Seconds * (Swaps + 1);
        await RowsAreOnceAsync(plant, blocks * Assets.Length);
        await HashesFollowThePeriodsAsync(plant);
        var served = (await plant.QueryAsync("SELECT DISTINCT model_hash FROM assessment")).Select(r => (string)r[0]!).ToList();
        served.Count.ShouldBeGreaterThanOrEqualTo(4, "the models changed while data came");
        served.ShouldBeSubsetOf(hashes);
        served.ShouldContain(hashes[^1]);
        foreach (var table in await plant.VerifyAsync())
        {
            table.Differences.ShouldBeEmpty();
            (table.Different, table.Unverifiable).ShouldBe((0, 0), table.Table);
            table.Equal.ShouldBeGreaterThan(0);
        }
        await OneByOneAsync(plant);
    }

    // Blocks before and after swaps, each from its own records and by the model of its time; then one that somebody changed.
    private static async Task OneByOneAsync(SwapPlant plant)
    {
        var rows = await plant.QueryAsync("SELECT asset, event_time, model_hash, log_partition, log_offset FROM assessment ORDER BY "
            + "hash(concat(asset, event_time)) LIMIT 12");
        foreach (var row in rows)
        {
            var found = (await plant.Verifier().VerifyAsync((string)row[0]!, (DateTime)row[1]!, CancellationToken.None))!;
            found.Outputs.Where(o => !o.IsEqual).ShouldBeEmpty();
            (found.EventTime, found.ModelHash).ShouldBe(((DateTime)row[1]!, (string)row[2]!));
            found.Inputs.ShouldHaveSingleItem().Value.ShouldNotBeNull();
            found.Blocks.ShouldBeInRange(1, 60);
        }
        var (asset, time) = ((string)rows[0][0]!, (DateTime)rows[0][1]!);
        await plant.ForgeAsync(asset, time, (int)(long)rows[0][3]!, (long)rows[0][4]!, (string)rows[0][2]!);
        var forged = (await plant.Verifier().VerifyAsync(asset, time, CancellationToken.None))!;
        forged.Outputs.Single(o => o.Name == "health_index").Stored.ShouldBe("12.5");
        forged.IsEqual.ShouldBeFalse();
        (await plant.Verifier().VerifyAsync("NOBODY", time, CancellationToken.None)).ShouldBeNull();
    }

    private static async Task RowsAreOnceAsync(SwapPlant plant, long blocks)
    {
        var readings = (await plant.QueryAsync("SELECT count(*), count(DISTINCT (asset, event_time)) FROM reading"))[0];
        readings.ShouldBe([blocks * SwapPlant.ReadingsOfBlock, blocks * SwapPlant.ReadingsOfBlock]);
        (await plant.QueryAsync("SELECT count(*), count(DISTINCT (asset, event_time)) FROM assessment_current"))[0]
            .ShouldBe([blocks, blocks]);
        (await plant.QueryAsync("SELECT count(*) FROM assessment"))[0]
            .ShouldBe([blocks], "in-order data is never corrected: a second row would be a second scoring");
    }

    private static async Task HashesFollowThePeriodsAsync(SwapPlant plant)
    {
        const string wrong =
            "SELECT count(*) FROM assessment a WHERE a.model_hash <> (SELECT arg_max(s.model_hash, s.from_offset) FROM model_serving s "
            + "WHERE s.reader = 'scoring' AND s.log_partition = a.log_partition AND s.from_offset <= a.log_offset)";
        (await plant.QueryAsync(wrong))[0].ShouldBe([0L]);
        (await plant.QueryAsync("SELECT count(*) FROM model_serving s WHERE NOT EXISTS (SELECT 1 FROM descriptor d WHERE d.log_partition "
            + "= s.log_partition AND d.log_offset >= s.from_offset)"))[0]
            .ShouldBe([0L], "a period begins with a record");
    }
}
