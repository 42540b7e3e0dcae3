using Maintenance.Store.Sql;
using Maintenance.Store.Sql.MySql;
using Maintenance.Tests.Galera;
using MySqlConnector;

namespace Maintenance.Contracts.Tests.Sql.MySql;

/// <summary>A Galera cluster and, as in another data centre, a server that replicates from it asynchronously.</summary>
internal sealed class StandbySite : IAsyncDisposable
{
    public const string Root = "root";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("standby-");

    private StandbySite(int nodes)
    {
        Primary = new GaleraCluster { IsSource = true, Size = nodes };
        File.SetUnixFileMode(_folder.FullName, File.GetUnixFileMode(_folder.FullName) | UnixFileMode.GroupExecute
            | UnixFileMode.OtherExecute);
        Standby = new MariaDbNode("standby", Directory.CreateDirectory(Path.Combine(_folder.FullName, "server")).FullName,
            MariaDbReplication.Standby);
    }

    public GaleraCluster Primary { get; }

    public MariaDbNode Standby { get; }

    public static async Task<StandbySite> StartAsync(int nodes, CancellationToken cancellationToken)
    {
        var site = new StandbySite(nodes);
        try
        {
            await site.Primary.InitializeAsync();
            await site.Standby.InstallAsync(cancellationToken);
            await site.Standby.StartAsync([], cancellationToken);
            await site.OnStandbyAsync($"CHANGE MASTER TO master_host='127.0.0.1', master_port={site.Primary.Nodes[0].Port}, "
                + $"master_user='{Root}', master_use_gtid=slave_pos, master_connect_retry=1", cancellationToken);
            await site.OnStandbyAsync("START SLAVE", cancellationToken);
            return site;
        }
        catch
        {
            await site.DisposeAsync();
            throw;
        }
    }

    /// <summary>Options of processes that know both sites.</summary>
    public ConditionStoreOptions Options(string database, bool readsOnStandby)
    {
        var primary = Primary.Options(database).MySqlWire;
        return new ConditionStoreOptions
        {
            Engine = ConditionStoreEngine.MySqlWire,
            MySqlWire = new MySqlWireOptions
            {
                Hosts = primary.Hosts,
                StandbyHosts = [Standby.Address],
                ReadOnlySqlOnStandby = readsOnStandby,
                Database = database,
                Tls = primary.Tls,
                User = primary.User,
                PasswordFile = primary.PasswordFile,
                ReadOnlyUser = primary.ReadOnlyUser,
                ReadOnlyPasswordFile = primary.ReadOnlyPasswordFile,
                RetryTimeout = TimeSpan.FromSeconds(2),
                ConnectTimeout = TimeSpan.FromSeconds(2),
            },
        };
    }

    public async Task OnStandbyAsync(string sql, CancellationToken cancellationToken)
    {
        await using var connection = await Standby.ConnectAsync(cancellationToken);
        await using var command = new MySqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        Standby.Dispose();
        _folder.Delete(recursive: true);
        await Primary.DisposeAsync();
    }
}
