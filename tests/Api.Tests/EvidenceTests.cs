using System.Net.Http.Json;
using System.Text.Json;
using Maintenance.Core.Ports;
using Maintenance.Core.Tables;

namespace Maintenance.Api.Tests;

/// <summary>What REST says of evidence, findings and sensor faults, and of a drill without a grade (docs/rest.md).</summary>
public sealed class EvidenceTests : IAsyncLifetime
{
    private StageHost _host = null!;

    public async Task InitializeAsync() => _host = await StageHost.StartAsync(fill: async (store, registry) =>
    {
        registry.AddOrReplace([Rows.Drill("FAULTY", "n"), Rows.Drill("PAUSED", "n"), Rows.Drill("SHUT", "n"), Rows.Drill("SILENT", "n")]);
        var rows = new TableBatch(StoreTables.Assessment);
        rows.AddAssessment("FAULTY", Rows.Noon, 31, "D", "bearing_wear", Rows.Reasons, knownAt: null, Rows.Evidence, Rows.Findings,
            Rows.SensorFaults, (76, 112, 150, 140));
        foreach (var asset in new[] { "PAUSED", "SHUT" })
        {
            // What was believed of the newest graded block first, and what is known of it now.
            rows.AddAssessment(asset, Rows.Noon, 20, "D", "imbalance");
            rows.AddAssessment(asset, Rows.Noon, 97, "A", "none", knownAt: Rows.Noon.AddSeconds(9));
        }
        rows.AddNotAssessed("PAUSED", Rows.Noon.AddMinutes(4), "the string stands still", Rows.Evidence);
        rows.AddNotAssessed("SHUT", Rows.Noon.AddMinutes(31), "the string stands still");
        await store.CommitAsync(new StoreCommit { Batches = [rows] }, CancellationToken.None);
    });

    public Task DisposeAsync() => _host.DisposeAsync().AsTask();

    [Fact]
    public async Task An_asset_whose_newest_block_is_not_assessed_says_why_and_what_was_last_after_a_restart_too()
    {
        var asset = await GetAsync("/api/v1/assets/PAUSED");
        foreach (var unknown in new[] { "healthIndex", "grade", "failureMode", "failureProbability" })
            asset.GetProperty(unknown).ValueKind.ShouldBe(JsonValueKind.Null);
        asset.GetProperty("notAssessed").GetString().ShouldBe("the string stands still");
        asset.GetProperty("lastAssessment").GetRawText()
            .ShouldBe("""{"eventTime":"2025-06-01T12:00:00Z","healthIndex":97,"grade":"A","failureMode":"none"}""");
        asset.GetProperty("evidence").GetProperty("gear_wear").GetRawText()
            .ShouldBe("""{"evidence":"none","because":"no vibration waveform"}""");
        var shut = await GetAsync("/api/v1/assets/SHUT");
        shut.GetProperty("notAssessed").GetString().ShouldBe("the string stands still");
        shut.GetProperty("lastAssessment").ValueKind.ShouldBe(JsonValueKind.Null, "a grade is held for half an hour");
        (await GetAsync("/api/v1/regions"))[0].GetProperty("grades").GetRawText().ShouldBe("""{"D":1,"none":3}""");
    }

    [Fact]
    public async Task Findings_evidence_and_sensor_faults_are_told_now_and_in_history()
    {
        foreach (var told in new[]
        {
            await GetAsync("/api/v1/assets/FAULTY"), await GetAsync("/api/v1/assets/FAULTY/explanation"),
            (await GetAsync("/api/v1/assets/FAULTY/assessments?from=2025-06-01T11:59:00Z&to=2025-06-01T12:01:00Z"))[0],
        })
        {
            told.GetProperty("notAssessed").ValueKind.ShouldBe(JsonValueKind.Null);
            var finding = told.GetProperty("findings")[0];
            finding.EnumerateObject().Select(p => p.Name).ShouldBe(
                ["failureMode", "probability", "component", "defect", "severity", "by", "advice", "effect", "reasons"]);
            finding.GetProperty("defect").GetString().ShouldBe("outer race");
            finding.GetProperty("reasons")[0].GetProperty("text").GetString().ShouldBe("bearing temperature 81.5\u00a0°C (usual 40 to 65)");
            told.GetProperty("findings").GetArrayLength().ShouldBe(2);
            told.GetProperty("rulHours").GetRawText()
                .ShouldBe("""{"p10":76,"p50":112,"p90":null,"moreThan":140,"text":"112 h (76–more than 140)"}""");
            told.GetProperty("evidence").EnumerateObject().Select(p => p.Name).ShouldBe(
                ["bearing_wear", "imbalance", "stick_slip", "overheating", "gear_wear", "whirl"]);
            told.GetProperty("sensorFaults")[0].GetProperty("text").GetString()
                .ShouldBe("vibration lateral: saturated (12 % of samples at ±50 m/s2)");
        }
        var paused = await GetAsync("/api/v1/assets/PAUSED/explanation");
        paused.GetProperty("grade").ValueKind.ShouldBe(JsonValueKind.Null);
        paused.GetProperty("notAssessed").GetString().ShouldBe("the string stands still");
    }

    private async Task<JsonElement> GetAsync(string path)
    {
        using var client = _host.Program();
        return await client.GetFromJsonAsync<JsonElement>(path);
    }
}
