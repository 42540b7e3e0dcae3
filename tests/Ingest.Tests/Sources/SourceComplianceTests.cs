using Maintenance.Core.Ports;
using Maintenance.Ingest.Intake;
using Maintenance.Ingest.Formats.TelemetryV1;

namespace Maintenance.Ingest.Tests.Sources;

/// <summary>No source without its contract.</summary>
public sealed class SourceComplianceTests
{
    [Fact]
    public void Every_source_has_its_contract() =>
        typeof(SourceComplianceTests).Assembly.GetExportedTypes()
            .Where(t => t.IsSubclassOf(typeof(TelemetrySourceContract)) && !t.IsAbstract)
            .Select(t => ((TelemetrySourceContract)Activator.CreateInstance(t)!).SourceType)
            .ShouldBe(typeof(TelemetryIngestor).Assembly.GetTypes().Where(t => t.IsAssignableTo(typeof(ITelemetrySource)) && !t.IsAbstract),
                ignoreOrder: true);

    [Fact]
    public async Task The_contract_finds_a_source_that_acknowledges_before_the_log_has_it()
    {
        var hasty = new Hasty();
        await hasty.InitializeAsync();
        (await Record.ExceptionAsync(hasty.Nothing_is_acknowledged_before_the_log_has_it)).ShouldBeOfType<ShouldAssertException>();
        (await Record.ExceptionAsync(hasty.A_stopped_source_says_so_and_acknowledges_nothing_that_waited_for_the_log))
            .ShouldBeOfType<ShouldAssertException>();
        await hasty.DisposeAsync();
    }

    /// <summary>Appends, and does not wait.</summary>
    private sealed class Hasty : TelemetrySourceContract, ITelemetrySource
    {
        private readonly IngestHarness _harness = new();

        public string? Complaint => null;

        public Task Completion => Task.CompletedTask;

        internal override Type SourceType => typeof(Hasty);

        public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        internal override Task<(FakeLog Log, ITelemetrySource Source)> StartAsync() =>
            Task.FromResult<(FakeLog, ITelemetrySource)>((_harness.Log, this));

        internal override Task<bool> SendAsync(string asset, byte[] block, CancellationToken cancellationToken)
        {
            _ = _harness.AcceptAsync(TelemetryV1Format.Instance, block);
            return Task.FromResult(true);
        }

        public override Task DisposeAsync()
        {
            _harness.Log.Resume();
            _harness.Dispose();
            return Task.CompletedTask;
        }
    }
}
