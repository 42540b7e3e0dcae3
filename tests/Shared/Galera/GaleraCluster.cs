using System.Diagnostics;
using System.Globalization;
using Maintenance.Store.Sql;
using Maintenance.Store.Sql.MySql;
using MySqlConnector;

namespace Maintenance.Tests.Galera;

/// <summary>
/// A real three-node Galera cluster, started once for the collection. Each test takes an emptied database, or makes one of its own
/// (<see cref="NewDatabaseAsync"/>). A test that loses nodes starts them again (<see cref="RestoreAsync"/>).
/// </summary>
public sealed partial class GaleraCluster
{
    public const string Collection = "Galera";

    private const int MaxStarts = 3;
    private const string ContractDatabase = "contract";

    private static readonly TimeSpan GroupPatience = TimeSpan.FromMinutes(5);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("galera-");
    private MariaDbNode[] _nodes = [];
    private int _databases;

    internal IReadOnlyList<MariaDbNode> Nodes => _nodes;

    /// <summary>True: a standby can replicate from every node.</summary>
    internal bool IsSource { get; init; }

    /// <summary>Nodes; one where the test is about something else.</summary>
    internal int Size { get; init; } = 3;

    /// <summary>More arguments of every server.</summary>
    internal IReadOnlyList<string> MoreArguments { get; init; } = [];

    /// <summary>Times the group was started.</summary>
    internal int Starts { get; private set; }

    /// <summary>Starts the group; once more with other ports when a process outside of the tests took one, and never again.</summary>
    /// <exception cref="ServerStartException">A server did not come up.</exception>
    public async Task InitializeAsync()
    {
        // The servers' own user must be able to come to its folders.
        File.SetUnixFileMode(_folder.FullName, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute
            | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute);
        while (true)
        {
            try
            {
                await StartAsync(++Starts);
                return;
            }
            catch (ServerStartException error) when (error.IsPortTaken && Starts < MaxStarts)
            {
                foreach (var node in _nodes) node.Dispose();
            }
        }
    }

    public Task DisposeAsync()
    {
        foreach (var node in _nodes) node.Dispose();
        _folder.Delete(recursive: true);
        return Task.CompletedTask;
    }

    /// <summary>Options for a database, servers in the given order (all when none is given).</summary>
    public ConditionStoreOptions Options(string database, params int[] nodes) => new()
    {
        Engine = ConditionStoreEngine.MySqlWire,
        MySqlWire = new MySqlWireOptions
        {
            Hosts = [.. (nodes.Length > 0 ? nodes : Enumerable.Range(0, Size)).Select(n => _nodes[n].Address)],
            User = "maintenance",
            PasswordFile = Path.Combine(_folder.FullName, "writer"),
            ReadOnlyUser = "reader",
            ReadOnlyPasswordFile = Path.Combine(_folder.FullName, "reader"),
            Database = database,
            Tls = MySqlWireTls.Disabled,
        },
    };

    /// <summary>Makes a database of the test's own.</summary>
    public async Task<string> NewDatabaseAsync(CancellationToken cancellationToken)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"own_{Interlocked.Increment(ref _databases)}");
        await CreateAsync(name, cancellationToken);
        return name;
    }

    /// <summary>
    /// The database that tests use one after the other, without rows. (Making tables on three nodes takes longer than most tests.)
    /// </summary>
    public async Task<string> EmptyDatabaseAsync(CancellationToken cancellationToken)
    {
        await CreateAsync(ContractDatabase, cancellationToken);
        await using var connection = await _nodes[0].ConnectAsync(cancellationToken);
        var tables = await ListAsync(connection, "SELECT table_name FROM information_schema.tables WHERE table_schema = "
            + $"'{ContractDatabase}' AND table_type = 'BASE TABLE' AND table_name NOT LIKE 'schema%'", cancellationToken);
        foreach (var table in tables)
        {
            await using var any = new MySqlCommand($"SELECT EXISTS (SELECT 1 FROM {ContractDatabase}.{table})", connection);
            if (Convert.ToInt64(await any.ExecuteScalarAsync(cancellationToken), CultureInfo.InvariantCulture) == 0) continue;
            await using var truncate = new MySqlCommand($"TRUNCATE TABLE {ContractDatabase}.{table}", connection);
            await truncate.ExecuteNonQueryAsync(cancellationToken);
        }
        return ContractDatabase;
    }

    /// <summary>Starts the nodes that do not run, which then catch up.</summary>
    internal async Task RestoreAsync(CancellationToken cancellationToken)
    {
        foreach (var node in _nodes.Where(n => !n.IsRunning))
            await node.StartAsync([.. _nodes.Where(n => n != node && n.IsRunning).Select(n => n.GroupPort)], cancellationToken);
    }

    private async Task StartAsync(int attempt)
    {
        using var limit = new CancellationTokenSource(GroupPatience);
        try
        {
            await StartAsync(attempt, limit.Token);
        }
        catch (OperationCanceledException)
        {
            throw new ServerStartException(
                $"The group was not complete after {GroupPatience.TotalSeconds} s.",
                string.Join('\n', _nodes.Select(n => $"{n.Name} ({(n.IsRunning ? "runs" : "does not run")}): {n.Output()}")));
        }
    }

    private async Task StartAsync(int attempt, CancellationToken cancellationToken)
    {
        var clock = Stopwatch.StartNew();
        _nodes = [.. Enumerable.Range(1, Size).Select(i => Node(i, Path.Combine(_folder.FullName, $"{attempt}-{i}")))];
        await _nodes[0].InstallAsync(cancellationToken);
        await _nodes[0].StartAsync([], cancellationToken);
        await UsersAsync(cancellationToken);
        for (var i = 1; i < _nodes.Length; i++) await _nodes[i].StartAsync([.. _nodes.Take(i).Select(n => n.GroupPort)], cancellationToken);
        Console.WriteLine($"Galera cluster of {await _nodes[0].StatusAsync("wsrep_cluster_size", cancellationToken)} nodes ready "
            + $"after {clock.Elapsed.TotalSeconds:0.0} s");
    }

    private MariaDbNode Node(int number, string folder) =>
        new($"node{number}", Directory.CreateDirectory(folder).FullName, IsSource
            ? MariaDbReplication.Source : MariaDbReplication.None)
        { MoreArguments = MoreArguments };

    private async Task UsersAsync(CancellationToken cancellationToken)
    {
        var options = Options("none").MySqlWire;
        await using var connection = await _nodes[0].ConnectAsync(cancellationToken);
        foreach (var (user, password, file) in new[] { (options.User, "secret'of\"the;writer", options.PasswordFile!),
            (options.ReadOnlyUser, "of the reader", options.ReadOnlyPasswordFile!) })
        {
            await File.WriteAllTextAsync(file, password + "\n", cancellationToken);
            await using var create = new MySqlCommand($"CREATE USER {user} IDENTIFIED BY "
                + $"'{password.Replace("'", "''", StringComparison.Ordinal)}'", connection);
            await create.ExecuteNonQueryAsync(cancellationToken);
        }
    }

    private async Task CreateAsync(string database, CancellationToken cancellationToken)
    {
        await using var connection = await _nodes[0].ConnectAsync(cancellationToken);
        if ((await ListAsync(connection, $"SELECT schema_name FROM information_schema.schemata WHERE schema_name = '{database}'",
            cancellationToken)).Count > 0) return;
        foreach (var sql in new[] { $"CREATE DATABASE {database}", $"GRANT ALL ON {database}.* TO maintenance WITH GRANT OPTION" })
        {
            await using var command = new MySqlCommand(sql, connection);
            await command.ExecuteNonQueryAsync(cancellationToken);
        }
    }

    private static async Task<List<string>> ListAsync(MySqlConnection connection, string sql, CancellationToken cancellationToken)
    {
        var list = new List<string>();
        await using var command = new MySqlCommand(sql, connection);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken)) list.Add(reader.GetString(0));
        return list;
    }
}
