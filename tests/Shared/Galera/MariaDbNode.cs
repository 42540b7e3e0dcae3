using System.Diagnostics;
using System.Globalization;
using MySqlConnector;

namespace Maintenance.Tests.Galera;

/// <summary>
/// One <c>mariadbd</c>, of a Galera cluster or a standby of one, on loopback ports of its own, with data in a folder of its own; never the
/// machine's service. It ends with this process (<see cref="TetheredServer"/>). Threading: one user.
/// </summary>
internal sealed class MariaDbNode : IDisposable
{
    // Root hands over to the package's user: the snapshot's rsync drops root's rights, and could then not write.
    private static readonly string User = Environment.IsPrivilegedProcess ? "mysql" : Environment.UserName;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);

    // A child of the server's own (rsync) may hold its output open.
    private static readonly TimeSpan LastWords = TimeSpan.FromSeconds(10);

    private readonly string _folder;
    private readonly MariaDbReplication _replication;
    private TetheredServer? _server;

    public MariaDbNode(string name, string folder, MariaDbReplication replication = MariaDbReplication.None)
    {
        (Name, _folder, _replication) = (name, folder, replication);
        Directory.CreateDirectory(DataFolder);
        Directory.CreateDirectory(TemporaryFolder);
        (Port, GroupPort, TransferPort, SnapshotPort) =
            (LoopbackPorts.Take(), LoopbackPorts.Take(), LoopbackPorts.Take(), LoopbackPorts.Take());
    }

    public string Name { get; }

    /// <summary>Arguments of the server after all others.</summary>
    public IReadOnlyList<string> MoreArguments { get; init; } = [];

    public int Port { get; }

    /// <summary>Port of the cluster's own messages.</summary>
    public int GroupPort { get; }

    public string Address => string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{Port}");

    public bool IsRunning => _server is { HasExited: false };

    private int TransferPort { get; }

    private int SnapshotPort { get; }

    private string DataFolder => Path.Combine(_folder, "data");

    // Servers name their temporary tables by their process id, which another container may have too.
    private string TemporaryFolder => Path.Combine(_folder, "tmp");

    /// <summary>Makes the system tables; the root user has no password.</summary>
    public async Task InstallAsync(CancellationToken cancellationToken)
    {
        await HandOverAsync(cancellationToken);
        await RunAsync("mariadb-install-db",
            ["--no-defaults", $"--user={User}", "--auth-root-authentication-method=normal", "--skip-test-db", "--skip-name-resolve",
            $"--datadir={DataFolder}", $"--tmpdir={TemporaryFolder}"], cancellationToken);
    }

    /// <summary>Starts the server and waits until it takes statements as a synced member of the cluster.</summary>
    /// <exception cref="ServerStartException">It ended, or was not ready in time; it does not run any more.</exception>
    /// <param name="groupAddresses">Group ports of the members to join; none: a new cluster.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task StartAsync(IReadOnlyList<int> groupAddresses, CancellationToken cancellationToken)
    {
        await HandOverAsync(cancellationToken);
        _server?.Dispose();
        _server = await TetheredServer.StartAsync("mariadbd", Arguments(groupAddresses));
        var clock = Stopwatch.StartNew();
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Patience);
        while (_server is { HasExited: false } && !await IsReadyAsync(limit.Token))
        {
            if (limit.IsCancellationRequested) throw await FailedAsync(string.Create(CultureInfo.InvariantCulture, $"was not ready "
                + $"after {clock.Elapsed.TotalSeconds:0.#} s."));
            await Task.Delay(100, CancellationToken.None);
        }
        if (_server.HasExited) throw await FailedAsync($"ended with {_server.ExitCode} while it started.");
    }

    /// <summary>Starts a killed node as a cluster of its own, as an operator would who takes it for the last one.</summary>
    public async Task StartAloneAsync(CancellationToken cancellationToken)
    {
        var state = Path.Combine(DataFolder, "grastate.dat");
        await File.WriteAllTextAsync(state, (await File.ReadAllTextAsync(state, cancellationToken))
            .Replace("safe_to_bootstrap: 0", "safe_to_bootstrap: 1", StringComparison.Ordinal), cancellationToken);
        await StartAsync([], cancellationToken);
    }

    /// <summary>SIGKILL.</summary>
    public Task KillAsync() => _server?.KillAsync() ?? Task.CompletedTask;

    /// <summary>A connection of the root user.</summary>
    public async Task<MySqlConnection> ConnectAsync(CancellationToken cancellationToken)
    {
        var connection =
            new MySqlConnection($"server=127.0.0.1;port={Port};user=root;sslmode=Disabled;pooling=false;connectiontimeout=5;defaultcommandtimeout=60");
        await connection.OpenAsync(cancellationToken);
        return connection;
    }

    public async Task<string?> StatusAsync(string name, CancellationToken cancellationToken)
    {
        await using var connection = await ConnectAsync(cancellationToken);
        await using var command = new MySqlCommand("SELECT variable_value FROM information_schema.global_status WHERE variable_name = "
            + $"'{name}'", connection);
        return (await command.ExecuteScalarAsync(cancellationToken))?.ToString();
    }

    public void Dispose()
    {
        _server?.Dispose();
        _server = null;
    }

    private Task HandOverAsync(CancellationToken cancellationToken) =>
        Environment.IsPrivilegedProcess ? RunAsync("chown", ["-R", User, _folder], cancellationToken) : Task.CompletedTask;

    private static async Task RunAsync(string program, string[] arguments, CancellationToken cancellationToken)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments)
        {
            RedirectStandardOutput = true, RedirectStandardError =
            true, RedirectStandardInput = true
        })!;
        process.StandardInput.Close();
        var output = await Task.WhenAll(process.StandardOutput.ReadToEndAsync(cancellationToken),
            process.StandardError.ReadToEndAsync(cancellationToken));
        await process.WaitForExitAsync(cancellationToken);
        if (process.ExitCode != 0) throw new ServerStartException($"{program} ended with {process.ExitCode}.", string.Join('\n', output));
    }

    private IEnumerable<string> Arguments(IReadOnlyList<int> groupAddresses) =>
    [
        "--no-defaults", $"--user={User}", $"--datadir={DataFolder}", $"--tmpdir={TemporaryFolder}",
        $"--socket={Path.Combine(_folder, "s")}", $"--pid-file={Path.Combine(_folder, "pid")}",
        "--bind-address=127.0.0.1", $"--port={Port}", "--skip-name-resolve", "--local-infile=1", "--max-connections=200",
        "--performance-schema=OFF",
        "--innodb-buffer-pool-size=96M", "--innodb-log-file-size=32M", "--innodb-flush-method=fsync", "--max-allowed-packet=64M",
        // A killed process loses nothing that it has written to the system; only a machine's loss would (docs/decisions/0008).
        "--innodb-flush-log-at-trx-commit=2",
        "--binlog-format=ROW", "--innodb-autoinc-lock-mode=2", .. ReplicationArguments(),
        .. _replication == MariaDbReplication.Standby ? [] : GroupArguments(groupAddresses), .. MoreArguments,
    ];

    // Transactions have the same id on every node, so that a standby may go on from any of them.
    private string[] ReplicationArguments() => _replication switch
    {
        MariaDbReplication.None => ["--skip-log-bin"],
        MariaDbReplication.Source => ["--log-bin=binlog", "--log-slave-updates=ON", "--server-id=1", "--wsrep-gtid-mode=ON",
            "--wsrep-gtid-domain-id=1", $"--gtid-domain-id={Port}"],
        _ => ["--log-bin=binlog", "--log-slave-updates=ON", "--server-id=2", "--gtid-domain-id=2", "--read-only=ON", "--skip-slave-start"],
    };

    private IEnumerable<string> GroupArguments(IReadOnlyList<int> groupAddresses) =>
    [
        "--wsrep-on=ON", "--wsrep-provider=/usr/lib/galera/libgalera_smm.so",
        "--wsrep-cluster-name=contracts", $"--wsrep-node-name={Name}", $"--wsrep-node-address=127.0.0.1:{GroupPort}",
        "--wsrep-sst-method=rsync",
        $"--wsrep-sst-receive-address=127.0.0.1:{SnapshotPort}", "--wsrep-slave-threads=2",
        $"--wsrep-provider-options=base_host=127.0.0.1;base_port={GroupPort};gmcast.listen_addr=tcp://127.0.0.1:{GroupPort};ist.recv_addr=127.0.0.1:{TransferPort};"
            + "gcache.size=64M;evs.keepalive_period=PT0.5S;evs.suspect_timeout=PT3S;evs.inactive_timeout=PT8S;evs.inactive_check_period=PT0.5S;evs.install_timeout=PT8S",
        "--wsrep-cluster-address=gcomm://" + string.Join(',', groupAddresses.Select(p => $"127.0.0.1:{p}")),
        .. groupAddresses.Count == 0 ? (string[])["--wsrep-new-cluster"] : [],
    ];

    // False while it does not listen yet, or takes its snapshot.
    private async Task<bool> IsReadyAsync(CancellationToken cancellationToken)
    {
        try
        {
            return _replication == MariaDbReplication.Standby
                ? await StatusAsync("uptime", cancellationToken) is not null
                : await StatusAsync("wsrep_local_state_comment", cancellationToken) == "Synced";
        }
        catch (Exception error) when (error is MySqlException or IOException or OperationCanceledException)
        {
            return false;
        }
    }

    // All it has written is read only when it has ended.
    private async Task<ServerStartException> FailedAsync(string what)
    {
        await KillAsync();
        await Task.WhenAny(_server!.WaitForExitAsync(), Task.Delay(LastWords, CancellationToken.None));
        return new ServerStartException($"Node {Name} {what}", Output());
    }

    /// <summary>What it wrote last.</summary>
    public string Output() => _server?.Output ?? "";
}
