using Maintenance.Core.Channels;
using Maintenance.Core.Ports;
using Maintenance.Core.Tables;

namespace Maintenance.Tests.Web;

/// <summary>
/// One host for all reading tests: two regions, one drill each with data, one drill without; dead letters of one and of nobody.
/// </summary>
public sealed class TwoRegionsFixture : IAsyncLifetime
{
    public const string North = "NO-GRANE-RIG2-D1";
    public const string South = "BR-BUZIOS-RIG1-D1";
    public const string Silent = "NO-GRANE-RIG2-D2";

    public StageHost Host { get; private set; } = null!;

    public async Task InitializeAsync() => Host = await StageHost.StartAsync(fill: async (store, registry) =>
    {
        registry.AddOrReplace([Rows.Drill(North, "north-sea"), Rows.Drill(South, "santos", -24.7, -42.5), Rows.Drill(Silent, "north-sea")]);
        await store.CommitAsync(new StoreCommit { Batches = [Assets(), Readings(), Extra(), Assessments(), Accounts(), Letters()] },
            CancellationToken.None);
    });

    public Task DisposeAsync() => Host.DisposeAsync().AsTask();

    // 10 Hz for 100 s from noon; one spike and one dip that any averaging would hide.
    private static TableBatch Readings()
    {
        var batch = new TableBatch(StoreTables.Reading);
        for (var i = 0; i < 1000; i++)
        {
            var torque = i == 417 ? 90_000 : i == 733 ? -5_000 : 14_000;
            batch.AddReading(North, Rows.Noon.AddSeconds(i / 10.0), (StandardChannels.Torque, torque), (StandardChannels.RotarySpeed, 120));
        }
        // A gap: nothing for five minutes, then one more.
        return batch.AddReading(North, Rows.Noon.AddSeconds(400), (StandardChannels.Torque, 14_000))
            .AddReading(South, Rows.Noon, (StandardChannels.WeightOnBit, 92_000));
    }

    private static TableBatch<AssetRow> Assets() => TableBatch.Of(
        AssetRow.Of(Rows.Drill(North, "north-sea") with { RigType = "jack-up", AssetClass = "top-drive" }),
        AssetRow.Of(Rows.Drill(South, "santos", -24.7, -42.5)));

    private static TableBatch Extra() =>
        new TableBatch(StoreTables.ReadingExtra).Add(North, Rows.Noon.AddSeconds(5), "gas_ppm", 12.5, double.NaN);

    private static TableBatch Assessments()
    {
        var batch = new TableBatch(StoreTables.Assessment);
        for (var i = 0; i < 60; i++)
            batch.AddAssessment(North, Rows.Noon.AddSeconds(i), 90 - i, i < 6
            ? "A" : i < 21 ? "B" : i < 51 ? "C" : "D", "bearing_wear", Rows.Reasons);
        // What was believed of second 30 first, and what is known now.
        return batch.AddAssessment(North, Rows.Noon.AddSeconds(30), 12, "D", "imbalance", knownAt: Rows.Noon.AddSeconds(90))
            .AddAssessment(South, Rows.Noon, 95, "A", "none");
    }

    private static TableBatch Accounts() => new TableBatch(StoreTables.StreamAccount)
        .Add(North, 7, 1, 1010, 1001, 20, 3, Rows.Noon, Rows.Noon.AddSeconds(400), Rows.Noon.AddSeconds(401), "[[0,999],[1009,1009]]")
        .Add(South, 0, 0, 1, 1, 0, 0, Rows.Noon, Rows.Noon, Rows.Noon, "[]");

    private static TableBatch Letters() => new TableBatch(StoreTables.DeadLetter)
        .Add(Rows.Noon.AddSeconds(1), 0, 1, North, "mqtt", "clock_off", "event time lies 10 years after receipt", 2, 9,
            "{\"rpm\":1}"u8.ToArray())
        .Add(Rows.Noon.AddSeconds(2), 0, 2, null, "http", "malformed", "expected {", 1, 4, new byte[] { 0x9f, 0, 1, 0xff });
}
