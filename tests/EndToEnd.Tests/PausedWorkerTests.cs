using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using Maintenance.Core.Log;
using Maintenance.Tests.Galera;
using Maintenance.Tests.Kafka;
using MySqlConnector;

namespace Maintenance.EndToEnd.Tests;

/// <summary>
/// A scoring process that stands still (SIGSTOP) for longer than its group waits for it, before Kafka's mock brokers and a MariaDB node.
/// </summary>
public sealed class PausedWorkerTests : IAsyncLifetime, IDisposable
{
    private const int Drills = 12; // on all four partitions
    private const int PartSeconds = 20;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    private readonly TemporaryDirectory _folder = new();
    private readonly GaleraCluster _servers = new() { Size = 1 };
    private readonly MockCluster _brokers = new();
    private readonly DateTimeOffset _start = DateTimeOffset.FromUnixTimeSeconds(TimeProvider.System.GetUtcNow().ToUnixTimeSeconds() - 3
        * PartSeconds);
    private string _database = "";
    private string[] _settings = [];

    public async Task InitializeAsync()
    {
        foreach (var topic in (string[])[Topics.DeadLetter, Topics.Assessments, Topics.Alarms]) _brokers.CreateTopic(topic, 1);
        _brokers.CreateTopic(Topics.Telemetry, 4);
        await _servers.InitializeAsync();
        _database = await _servers.NewDatabaseAsync(CancellationToken.None);
        var store = _servers.Options(_database).MySqlWire;
        _settings =
        [
            "Log:Engine=Kafka", $"Log:Kafka:BootstrapServers={_brokers.BootstrapServers}", "Log:Kafka:SessionTimeout=00:00:03",
            "Log:Kafka:FetchWait=00:00:00.02",
            "Store:Engine=MySqlWire", $"Store:MySqlWire:Hosts:0={store.Hosts[0]}", $"Store:MySqlWire:User={store.User}",
            $"Store:MySqlWire:PasswordFile={store.PasswordFile}",
            $"Store:MySqlWire:ReadOnlyUser={store.ReadOnlyUser}", $"Store:MySqlWire:ReadOnlyPasswordFile={store.ReadOnlyPasswordFile}",
            $"Store:MySqlWire:Database={_database}", "Store:MySqlWire:Tls=Disabled", "Mqtt:Enabled=false",
        ];
    }

    public Task DisposeAsync() => _servers.DisposeAsync();

    public void Dispose()
    {
        _brokers.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_worker_that_stood_still_in_its_commits_cannot_commit_after_it_lost_its_partitions_and_comes_back_by_itself()
    {
        await using var front = await StartAsync("front", "Ingest,Dashboard");
        await RegisterAsync(front);
        await using var paused = await StartAsync("paused", "Scoring");
        await SendAsync(front, part: 0);
        await UntilStoredAsync(front, parts: 1);

        await using (var offsets = await LockedOffsets.TakeAsync(_servers, _database))
        {
            await SendAsync(front, part: 1);
            await offsets.UntilACommitWaitsAsync();
            await paused.PauseAsync();
        }
        // The server now moves the offset for the one that stands still, who never commits it: the other can only go on when the server has
        // taken it back.
        await using (await StartAsync("other", "Scoring"))
        {
            await UntilStoredAsync(front, parts: 2);
            await paused.ResumeAsync();
            await paused.UntilSaidAsync("exceeded the session timeout and lost partitions", Patience);
        }
        // The other has gone: only the one that stood still is left to store this.
        await SendAsync(front, part: 2);
        await UntilStoredAsync(front, parts: 3);
        (await front.QueryAsync("select count(*) from (select distinct asset, event_time from reading) d"))[0][0].GetInt64()
            .ShouldBe(Drills * 3 * PartSeconds);
        (await front.QueryAsync("select sum(stored), sum(missing) from completeness"))[0].Select(v => v.ToString())
            .ShouldBe([$"{Drills * 3 * PartSeconds}", "0"]);
    }

    private Task<ProductProcess> StartAsync(string name, string roles) =>
        ProductProcess.StartAsync(_folder.Combine(name), roles, _settings);

    private static async Task RegisterAsync(ProductProcess front)
    {
        for (var drill = 0; drill < Drills; drill++)
        {
            using var answer = await front.Client.PutAsJsonAsync($"/api/v1/assets/{Drill(drill)}",
                new { region = "r", site = "s", rig = "g" });
            answer.StatusCode.ShouldBe(HttpStatusCode.OK, await answer.Content.ReadAsStringAsync());
        }
    }

    private async Task SendAsync(ProductProcess front, int part)
    {
        var csv = new StringBuilder("asset,time,rpm,wob\n");
        for (var second = part * PartSeconds; second < (part + 1) * PartSeconds; second++)
            for (var drill = 0; drill < Drills; drill++)
                csv.Append(CultureInfo.InvariantCulture, $"{Drill(drill)},{_start.AddSeconds(second):O},{118 + second % 7},92000\n");
        using var content = new StringContent(csv.ToString(), MediaTypeHeaderValue.Parse("text/csv"));
        using var answer = await front.Client.PostAsync("/api/v1/telemetry", content);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, await answer.Content.ReadAsStringAsync());
    }

    // Exactly: with a row twice it never becomes true.
    private static Task<long> UntilStoredAsync(ProductProcess front, int parts) =>
        front.WaitForAsync("select count(*) from reading", n => n == Drills * PartSeconds * parts, Patience);

    private static string Drill(int number) => string.Create(CultureInfo.InvariantCulture, $"DRILL-{number}");

    /// <summary>
    /// A transaction of the server's administrator that locks the rows of all offsets: commits stop where they compare them.
    /// </summary>
    private sealed class LockedOffsets(GaleraCluster servers, MySqlConnection connection) : IAsyncDisposable
    {
        public static async Task<LockedOffsets> TakeAsync(GaleraCluster servers, string database)
        {
            var connection = await servers.Nodes[0].ConnectAsync(CancellationToken.None);
            await using var command = new MySqlCommand($"START TRANSACTION; SELECT count(*) FROM {database}.log_offset FOR UPDATE",
                connection);
            await command.ExecuteNonQueryAsync();
            return new LockedOffsets(servers, connection);
        }

        public async Task UntilACommitWaitsAsync()
        {
            using var patience = new CancellationTokenSource(Patience);
            await using var other = await servers.Nodes[0].ConnectAsync(patience.Token);
            await using var waiting = new MySqlCommand("SELECT count(*) FROM information_schema.innodb_trx WHERE trx_state = 'LOCK WAIT'",
                other);
            // The server looks anew only when nobody has asked for 100 ms: whoever asks more often is shown the same for ever.
            while (Convert.ToInt64(await waiting.ExecuteScalarAsync(patience.Token), CultureInfo.InvariantCulture) == 0)
                await Task.Delay(200, patience.Token);
        }

        // Ends its transaction.
        public async ValueTask DisposeAsync() => await connection.DisposeAsync();
    }
}
