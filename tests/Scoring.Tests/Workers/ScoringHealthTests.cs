using Maintenance.Scoring.Tests.Pipeline;
using Maintenance.Scoring.Workers;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Maintenance.Scoring.Tests.Workers;

/// <summary>What is behind, stuck or without work does not look healthy, and says why.</summary>
public sealed class ScoringHealthTests(DuckDbFixture fixture) : IClassFixture<DuckDbFixture>
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task Records_that_wait_too_long_make_it_degraded_until_they_are_stored()
    {
        var lab = new Lab(fixture.Store);
        using var gate = new ManualResetEventSlim();
        lab.Store.Fault = _ =>
        {
            gate.Wait(Patience);
            return CommitFault.None;
        };
        var log = new ScriptedLog { Assigns = [0] };
        // Received long ago, and still not scored.
        log.Add([Records.Encode(Records.Block(Lab.NewName("behind"), 0))]);
        using var service = new ScoringService(lab.Services(log, Lab.NewName("reader")));
        await service.StartAsync(CancellationToken.None);
        (await WaitForAsync(service, HealthStatus.Degraded, "behind")).ShouldContain("Scoring:MaxLagAge 00:01:00");
        gate.Set();
        await WaitForAsync(service, HealthStatus.Healthy);
        await service.StopAsync(CancellationToken.None);
    }

    [Fact]
    public async Task Commits_that_are_retried_make_it_degraded_until_one_succeeds()
    {
        var lab = new Lab(fixture.Store);
        var isFull = true;
        lab.Store.Fault = _ => Volatile.Read(ref isFull) ? CommitFault.NothingWritten : CommitFault.None;
        var log = new ScriptedLog { Assigns = [0] };
        log.Add([Records.Encode(Records.Block(Lab.NewName("retried"), 0))]);
        using var service = new ScoringService(lab.Services(log, Lab.NewName("reader")));
        await service.StartAsync(CancellationToken.None);
        (await WaitForAsync(service, HealthStatus.Degraded, "commits fail")).ShouldContain("injected: nothing written");
        Volatile.Write(ref isFull, false);
        await WaitForAsync(service, HealthStatus.Healthy);
        await service.StopAsync(CancellationToken.None);
    }

    [Fact]
    public async Task A_process_without_a_partition_says_so()
    {
        using var service = new ScoringService(new Lab(fixture.Store).Services(new ScriptedLog { Assigns = [] }, Lab.NewName("reader")));
        await service.StartAsync(CancellationToken.None);
        await WaitForAsync(service, HealthStatus.Degraded, "owns no partition");
        await service.StopAsync(CancellationToken.None);
    }

    private static async Task<string> WaitForAsync(ScoringService service, HealthStatus wanted, string text = "")
    {
        using var limit = new CancellationTokenSource(Patience);
        while (true)
        {
            var found = await service.CheckHealthAsync(new HealthCheckContext(), limit.Token);
            var description = found.Description ?? "";
            if (found.Status == wanted && description.Contains(text, StringComparison.Ordinal)) return description;
            await Task.Delay(5, limit.Token);
        }
    }
}
