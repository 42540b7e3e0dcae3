using System.Reflection;
using Maintenance.Contracts.Tests.Log.Embedded;
using Maintenance.Core.Ports;
using Maintenance.Store.Log;
using Maintenance.Store.Log.Embedded;
using Microsoft.Extensions.Logging.Abstractions;

namespace Maintenance.Contracts.Tests.Log;

/// <summary>The contract suite is itself tested: an engine that breaks its word must fail it, and exactly where it should.</summary>
public sealed class BrokenTelemetryLogTests
{
    [Fact]
    public async Task The_decorator_without_a_fault_passes_the_whole_suite() => (await FailuresAsync(LogFault.None)).ShouldBeEmpty();

    [Theory]
    [InlineData(LogFault.LosesLastRecordOnReopen, nameof(TelemetryLogContract.A_reopened_log_has_every_record_once_and_goes_on))]
    [InlineData(LogFault.Reorders, nameof(TelemetryLogContract.Records_of_a_key_are_read_in_the_order_of_their_appends))]
    [InlineData(LogFault.DeliversTwice, nameof(TelemetryLogContract.A_reader_gives_every_record_once_and_ends_without_lag))]
    [InlineData(LogFault.AcknowledgesWithoutAppending,
        nameof(TelemetryLogContract.An_append_that_completed_is_below_the_high_watermark_and_readable))]
    [InlineData(LogFault.OwnPartitioning, nameof(TelemetryLogContract.The_partition_of_a_key_is_kafkas))]
    [InlineData(LogFault.IgnoresOffset, nameof(TelemetryLogContract.A_reader_begins_at_any_offset_that_a_record_had))]
    [InlineData(LogFault.TruncatesLargeRecords,
        nameof(TelemetryLogContract.A_record_of_any_size_up_to_the_limit_is_read_whole_between_its_neighbours))]
    [InlineData(LogFault.NeverWakes, nameof(TelemetryLogContract.Waiting_ends_with_the_next_record_or_at_once_when_there_is_one))]
    [InlineData(LogFault.CopiesLate, nameof(TelemetryLogContract.The_key_and_value_may_be_changed_once_the_task_is_returned))]
    [InlineData(LogFault.HidesRefusals, nameof(TelemetryLogContract.A_record_of_a_batch_that_is_refused_for_good_fails_alone))]
    public async Task An_engine_with_a_fault_fails_the_fact_that_forbids_it(LogFault fault, string fact) =>
        (await FailuresAsync(fault, fact)).ShouldContain(fact);

    [Theory]
    [InlineData(LogFault.LosesLastRecordOnReopen)]
    [InlineData(LogFault.OwnPartitioning)]
    [InlineData(LogFault.TruncatesLargeRecords)]
    public async Task A_fault_leaves_the_facts_about_other_things_alone(LogFault fault) =>
        (await FailuresAsync(fault, nameof(TelemetryLogContract.Subscribing_assigns_every_partition_once_and_leaving_revokes_them)))
            .ShouldBeEmpty();

    // The facts are run by hand, each on an instance of its own like xunit does, because here failing is passing.
    private static async Task<List<string>> FailuresAsync(LogFault fault, string? only = null)
    {
        var failures = new List<string>();
        var ran = 0;
        // (The decorator is no engine: no suite is named after it.)
        var facts = typeof(TelemetryLogContract).GetMethods()
            .Where(m => m.GetCustomAttribute<FactAttribute>() is not null
                && m.Name != nameof(TelemetryLogContract.The_engine_is_the_one_the_suite_is_named_after));
        foreach (var fact in facts.Where(f => only is null || f.Name == only))
        {
            var rows = fact.GetCustomAttributes<InlineDataAttribute>().SelectMany(a => a.GetData(fact)).DefaultIfEmpty([]).ToList();
            foreach (var row in rows)
            {
                ran++;
                var suite = new Suite(fault);
                try
                {
                    await (Task)fact.Invoke(suite, row)!;
                }
                catch (Exception error) when (error is ShouldAssertException or Xunit.Sdk.XunitException or TimeoutException
                    or LogException)
                {
                    failures.Add(fact.Name);
                }
                finally
                {
                    await suite.DisposeAsync();
                }
            }
        }
        ran.ShouldBeGreaterThan(0);
        return failures;
    }

    // Private, so that xunit does not find it.
    private sealed class Suite(LogFault fault) : TelemetryLogContract
    {
        private readonly string _directory = Directory.CreateTempSubdirectory("telemetry-log-broken-").FullName;
        private readonly BrokenTelemetryLog.Memory _memory = new();

        protected override TimeSpan Patience => TimeSpan.FromSeconds(fault == LogFault.NeverWakes ? 2 : 60);

        protected override ValueTask<ITelemetryLog> OpenAsync(LogTestOptions options) =>
            ValueTask.FromResult<ITelemetryLog>(new BrokenTelemetryLog(
            TelemetryLogs.Open(EmbeddedTelemetryLogTests.OptionsFor(_directory, options), Clock, NullLoggerFactory.Instance), fault,
                _memory));

        protected override ValueTask ApplyRetentionAsync(ITelemetryLog log)
        {
            ((EmbeddedTelemetryLog)((BrokenTelemetryLog)log).Inner).ApplyRetention();
            return ValueTask.CompletedTask;
        }

        protected override ValueTask CleanUpAsync()
        {
            Directory.Delete(_directory, recursive: true);
            return ValueTask.CompletedTask;
        }
    }
}
