using System.Text.Json;
using Maintenance.Core.Log;
using Maintenance.Tests.Mosquitto;
using Maintenance.Tests.Galera;
using Maintenance.Tests.Kafka;

namespace Maintenance.LocalCluster;

/// <summary>
/// Brokers, store nodes and roles of docker-compose.yml, on loopback; the brokers of Kafka are mock brokers in this process.
/// </summary>
internal sealed class Cluster : IAsyncDisposable
{
    public const string AdminPassword = "correct-horse-battery";

    /// <summary>
    /// Many, because the mock brokers keep 5 MiB of each: together about a minute and a half of the load that a round sends.
    /// </summary>
    public const int TelemetryPartitions = 32;

    private const string SessionTimeout = "00:00:03";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("maintenance-cluster-");
    private readonly List<RoleProcess> _workers = [];
    private MosquittoServer? _mosquitto;
    private RoleProcess? _front;
    private string[] _engines = [];

    private Cluster()
    {
    }

    public MockCluster Kafka { get; } = new();

    public GaleraCluster Store { get; } = new();

    /// <summary>Scoring processes.</summary>
    public IReadOnlyList<RoleProcess> Workers => _workers;

    /// <summary>Ingest and dashboard.</summary>
    public RoleProcess Front => _front!;

    public int MqttPort => _mosquitto!.Port;

    /// <summary>Settings by which a process finds log and store.</summary>
    public IReadOnlyList<string> Engines => _engines;

    public static async Task<Cluster> StartAsync(int workers, TextWriter progress, CancellationToken cancellationToken)
    {
        var cluster = new Cluster();
        try
        {
            await cluster.StartEnginesAsync(cancellationToken);
            await progress.WriteLineAsync($"Kafka {cluster.Kafka.BootstrapServers}, "
                + $"store {string.Join(',', cluster.Store.Nodes.Select(n => n.Address))}, MQTT 127.0.0.1:{cluster.MqttPort}");
            await cluster.StartRolesAsync(workers, cancellationToken);
            return cluster;
        }
        catch
        {
            await cluster.DisposeAsync();
            throw;
        }
    }

    public string FolderOf(string name) => Path.Combine(_folder.FullName, name);

    /// <summary>Address and token of the front.</summary>
    public async Task<(Uri Url, string Token)> AddressAsync(CancellationToken cancellationToken)
    {
        using var json = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(Front.DataDirectory, "host.json"), cancellationToken));
        return (new Uri(json.RootElement.GetProperty("url").GetString()!), json.RootElement.GetProperty("token").GetString()!);
    }

    public void PrintWelcome(TextWriter output)
    {
        output.WriteLine();
        output.WriteLine(Front.Said);
        output.WriteLine($"  sign in as admin, {AdminPassword}; simulate --data {Front.DataDirectory} --mqtt 127.0.0.1:{MqttPort} sends "
            + "to it; Ctrl-C ends all.");
    }

    public async ValueTask DisposeAsync()
    {
        await Task.WhenAll(_workers.Append(_front).OfType<RoleProcess>().Select(r => r.DisposeAsync().AsTask()));
        if (_mosquitto is not null) await _mosquitto.DisposeAsync();
        await Store.DisposeAsync();
        Kafka.Dispose();
        _folder.Delete(recursive: true);
    }

    private async Task StartEnginesAsync(CancellationToken cancellationToken)
    {
        foreach (var topic in (string[])[Topics.DeadLetter, Topics.Assessments, Topics.Alarms]) Kafka.CreateTopic(topic, 1);
        Kafka.CreateTopic(Topics.Telemetry, TelemetryPartitions);
        await Store.InitializeAsync();
        var options = Store.Options(await Store.NewDatabaseAsync(cancellationToken)).MySqlWire;
        _mosquitto = await MosquittoServer.StartAsync(FolderOf("mosquitto"), "allow_anonymous true", "max_inflight_messages 1000");
        _engines =
        [
            "Log:Engine=Kafka", $"Log:Partitions:{Topics.Telemetry}={TelemetryPartitions}",
            $"Log:Kafka:BootstrapServers={Kafka.BootstrapServers}", $"Log:Kafka:SessionTimeout={SessionTimeout}",
            "Store:Engine=MySqlWire", $"Store:MySqlWire:User={options.User}", $"Store:MySqlWire:PasswordFile={options.PasswordFile}",
            $"Store:MySqlWire:ReadOnlyUser={options.ReadOnlyUser}", $"Store:MySqlWire:ReadOnlyPasswordFile={options.ReadOnlyPasswordFile}",
            $"Store:MySqlWire:Database={options.Database}", "Store:MySqlWire:Tls=Disabled",
            .. options.Hosts.Select((host, i) => $"Store:MySqlWire:Hosts:{i}={host}"),
        ];
    }

    private async Task StartRolesAsync(int workers, CancellationToken cancellationToken)
    {
        _front = new RoleProcess(FolderOf("front"), "Ingest,Dashboard",
            [.. _engines, "Mqtt:Host=127.0.0.1", $"Mqtt:Port={MqttPort}", "Host:Urls=http://127.0.0.1:0"]);
        await _front.WaitUntilReadyAsync(cancellationToken);
        for (var i = 1; i <= workers; i++)
            _workers.Add(new RoleProcess(FolderOf($"scoring-{i}"), "Scoring", [.. _engines, "Host:Urls=http://127.0.0.1:0"]));
        foreach (var worker in _workers) await worker.WaitUntilReadyAsync(cancellationToken);
    }
}
