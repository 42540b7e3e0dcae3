using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Maintenance.Core.Feed;
using Maintenance.Core.Log;
using Maintenance.Core.Ports;
using Maintenance.Core.Tables;
using Maintenance.Core.Time;
using Maintenance.Store.Log;
using Maintenance.Store.Sql;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit.Abstractions;

namespace Maintenance.EndToEnd.Tests.Alarms;

/// <summary>
/// kill -9 of the product while it commits a batch of 1,000 acknowledgements or a change of a rule. Each kill comes after a part of the
/// time that the same request takes, undisturbed, until it writes, or when the write-ahead log of the store has grown by a part of what it
/// writes. Whatever the moment: it happened once or not at all, asking again under the same key makes it once, and the audit verifies.
/// </summary>
public sealed class OperatorActionKillTests(ITestOutputHelper output) : IDisposable
{
    private const int Drills = 100;
    private const int RulesPerBatch = 10;
    private const int Batch = Drills * RulesPerBatch;
    private const int Batches = 8;
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);
    private static readonly object Definition = new
    {
        title = "Hot", cause = "c", consequence = "d", action = "e", timeToRespondSeconds = 900,
        levels = new { high = new { priority = "low", when = new { signal = "motor_temperature", above = 100, deadband = 2 } } },
    };

    private readonly TemporaryDirectory _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_batch_of_a_thousand_acknowledgements_and_a_rule_change_happen_once_or_not_at_all()
    {
        await FillAsync();
        var product = await StartAsync();
        try
        {
            Under acknowledging = new("acknowledge", AcknowledgeAsync, "operator_action where request_key = 'batch-{0}'", Batch);
            Under changing = new("rule change", ChangeRuleAsync, "operator_action where action = 'rule_change' and rule = 'hot_{0}'", 1);
            for (var i = 0; i < 2; i++) // the first also compiles
            {
                await MeasureAsync(product, acknowledging);
                await MeasureAsync(product, changing);
            }

            (Under What, double Time, double Written)[] kills =
            [
                (acknowledging, 0.3, 0), (changing, 0.6, 0), (acknowledging, 0.7, 0), (acknowledging, 0.95, 0), (acknowledging, 0, 0.01),
                (changing, 0, 0.01), (acknowledging, 0, 0.5), (acknowledging, 0, 2),
            ];
            foreach (var (what, time, written) in kills)
            {
                var number = what.Next++;
                await KillDuringAsync(product, what, number, time, written);
                await product.DisposeAsync();
                await VerifyAuditAsync();

                product = await StartAsync();
                var before = await CountAsync(product, what, number);
                output.WriteLine($"{what.Name} {number}, killed {(time > 0 ? $"after {time:0.##} of the time until it writes"
                    : written > 1 ? "after the answer" : $"when {written:0.##} was written")}: {(before == 0 ? "not at all" : "once")}");
                before.ShouldBeOneOf(0, what.Rows);
                (await what.Ask(product, number)).ShouldBe(what.Rows);
                (await CountAsync(product, what, number)).ShouldBe(what.Rows, "asked again, it is there once");
            }
            var rules = (await product.QueryAsync("select count(*), max(version) from alarm_rule where rule like 'hot%'"))[0];
            (rules[0].GetInt64(), rules[1].GetInt64()).ShouldBe((changing.Next, 1), "each action has its rule");
        }
        finally
        {
            await product.DisposeAsync();
        }
        await VerifyAuditAsync();
        // What a process had no time to send before it stopped, the next one sends.
        using var limit = new CancellationTokenSource(Limit);
        while ((await SequencesInTopicAsync()).Count < (Batches * Batch) + 4 && !limit.IsCancellationRequested)
            await using (await StartAsync()) await Task.Delay(TimeSpan.FromSeconds(1), CancellationToken.None);
        (await SequencesInTopicAsync()).ShouldBe(Enumerable.Range(1, (Batches * Batch) + 4).Select(i => (long)i), ignoreOrder: true,
            "topic alarms.v1 has each action once");
    }

    private async Task<List<long>> SequencesInTopicAsync()
    {
        await using var log = TelemetryLogs.Open(
            new TelemetryLogOptions { DataDirectory = _folder.Path }, TimeProvider.System, NullLoggerFactory.Instance);
        await using var reader = log.OpenReader(Topics.Alarms, 0, 0);
        var (batch, found) = (new LogBatch(), new List<long>());
        while (reader.Read(batch, 1 << 20) > 0)
        {
            for (var i = 0; i < batch.Count; i++) found.Add(SharedAlarm.Decode(batch.Value(i))!.Action!.Value.Sequence);
            batch.Clear();
        }
        return found;
    }

    private Task<ProductProcess> StartAsync() => ProductProcess.StartAsync(_folder.Path, "Dashboard");

    private async Task MeasureAsync(ProductProcess product, Under what)
    {
        var before = WrittenAhead();
        var clock = Stopwatch.StartNew();
        var number = what.Next++;
        var asked = what.Ask(product, number);
        await UntilAsync(() => asked.IsCompleted || WrittenAhead() > before);
        what.UntilItWrites = clock.Elapsed;
        (await asked).ShouldBe(what.Rows);
        (await CountAsync(product, what, number)).ShouldBe(what.Rows);
        what.Bytes = WrittenAhead() - before;
        output.WriteLine($"{what.Name}: {what.Bytes:N0} bytes after {what.UntilItWrites.TotalMilliseconds:N0} ms");
    }

    // The answer may come before the kill, or never.
    private async Task KillDuringAsync(ProductProcess product, Under what, int number, double time, double written)
    {
        var before = WrittenAhead();
        var clock = Stopwatch.StartNew();
        var asked = what.Ask(product, number);
        await UntilAsync(() => asked.IsCompleted
            || (time > 0 ? clock.Elapsed >= what.UntilItWrites * time : WrittenAhead() - before >= Math.Max(1, written * what.Bytes)));
        await product.KillAsync();
        try
        {
            await asked;
        }
        catch (HttpRequestException)
        {
            // Nobody was left to answer.
        }
    }

    // Without a pause: a moment of a write is short.
    private static Task UntilAsync(Func<bool> condition) => Task.Run(() =>
    {
        using var limit = new CancellationTokenSource(Limit);
        while (!condition()) limit.Token.ThrowIfCancellationRequested();
    });

    private long WrittenAhead()
    {
        var file = new FileInfo(_folder.Combine("maintenance.duckdb.wal"));
        return file.Exists ? file.Length : 0;
    }

    private async Task VerifyAuditAsync()
    {
        var (exitCode, said, error) = await ProductProcess.RunVerbAsync(Limit, "verify", "--audit", "--data", _folder.Path);
        exitCode.ShouldBe(0, said + error);
        said.ShouldContain("the chain is whole");
    }

    private static async Task<int> CountAsync(ProductProcess product, Under what, int number) =>
        (int)(await product.QueryAsync("select count(*) from " + string.Format(null, what.Rest, number)))[0][0].GetInt64();

    private static async Task<int> AcknowledgeAsync(ProductProcess product, int number)
    {
        using var answer = await product.Client.PostAsJsonAsync("/api/v1/alarms/acknowledge",
            new { alarms = Ids(number).Select(id => new { id }), requestKey = $"batch-{number}" });
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, await answer.Content.ReadAsStringAsync());
        return (await answer.Content.ReadFromJsonAsync<JsonElement>()).EnumerateArray()
            .Count(outcome => outcome.GetProperty("outcome").GetString() == "done");
    }

    private static async Task<int> ChangeRuleAsync(ProductProcess product, int number)
    {
        using var answer = await product.Client.PutAsJsonAsync($"/api/v1/alarm-rules/hot_{number}", new { definition = Definition });
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, await answer.Content.ReadAsStringAsync());
        return (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("version").GetInt32();
    }

    private async Task FillAsync()
    {
        await using var store = await ConditionStores.OpenAsync(
            new ConditionStoreOptions { DataDirectory = _folder.Path, MemoryLimitMiB = 256 }, NullLoggerFactory.Instance, default);
        await store.MigrateAsync(default);
        var onset = UnixMicros.Now(TimeProvider.System) - UnixMicros.Length(TimeSpan.FromHours(1));
        AlarmEventRow[] rows = [.. Enumerable.Range(0, Batches).SelectMany(Ids).Select((id, i) => new AlarmEventRow
        {
            Asset = id.Split('~')[0], Rule = id.Split('~')[1], Level = "high", EventTimeUnixMicros = onset, KnownAtUnixMicros = onset,
            LogPartition = 0, LogOffset = i, RuleVersion = 1, Priority = 2, RaisedUnixMicros = onset, ReturnedUnixMicros = UnixMicros.None,
            Value = 99, Limit = 95, Withdrawn = false, Because = "99 is above 95",
        })];
        await store.CommitAsync(new StoreCommit { Batches = [TableBatch.Of<AlarmEventRow>(rows)] }, default);
    }

    private static IEnumerable<string> Ids(int batch) => Enumerable.Range(0, Batch)
        .Select(i => $"WORKSHOP-D{i % Drills}~of_{batch}_{i / Drills}");

    /// <summary>A request that a kill meets.</summary>
    private sealed record Under(string Name, Func<ProductProcess, int, Task<int>> Ask, string Rest, int Rows)
    {
        public int Next { get; set; }

        public TimeSpan UntilItWrites { get; set; }

        public long Bytes { get; set; }
    }
}
