using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Maintenance.Core.Ports;
using Maintenance.Store.Sql;
using Maintenance.Store.Sql.MySql;
using Maintenance.Tests.Galera;
using Microsoft.Extensions.Logging.Abstractions;
using MySqlConnector;

namespace Maintenance.Contracts.Tests.Sql.MySql;

/// <summary>A server with a certificate for <c>localhost</c> of an authority that this machine does not know.</summary>
[Trait(TestKind.Name, TestKind.Server)]
public sealed class TlsTests : IAsyncLifetime, IDisposable
{
    private readonly CancellationTokenSource _limit = new(TimeSpan.FromMinutes(3));
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("tls-");
    private GaleraCluster _server = null!;
    private string _database = "";

    private CancellationToken Stop => _limit.Token;

    private string Authority => Path.Combine(_folder.FullName, "ca.pem");

    public async Task InitializeAsync()
    {
        File.SetUnixFileMode(_folder.FullName, File.GetUnixFileMode(_folder.FullName) | UnixFileMode.GroupExecute
            | UnixFileMode.OtherExecute);
        await WriteCertificatesAsync();
        _server = new GaleraCluster
        {
            Size = 1, MoreArguments =
            [$"--ssl-cert={_folder.FullName}/server.pem", $"--ssl-key={_folder.FullName}/server.key"]
        };
        await _server.InitializeAsync();
        _database = await _server.NewDatabaseAsync(Stop);
    }

    public async Task DisposeAsync() => await _server.DisposeAsync();

    public void Dispose()
    {
        _limit.Dispose();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task Each_mode_protects_as_it_says()
    {
        (await CipherAsync(MySqlWireTls.Disabled)).ShouldBe("");
        (await CipherAsync(MySqlWireTls.Required)).ShouldNotBeNullOrEmpty();
        var refused = await Should.ThrowAsync<StoreException>(() => CipherAsync(MySqlWireTls.VerifyFull));
        (refused.IsTransient, refused.Message)
            .ShouldSatisfyAllConditions(r => r.Item1.ShouldBeTrue(), r => r.Item2.ShouldContain("Store:MySqlWire:Tls"));
    }

    /// <summary>The driver asks the server to end a query over a connection of its own, which must pass the same check.</summary>
    [Fact]
    public async Task A_verified_server_ends_cancelled_queries_and_one_of_another_name_is_refused()
    {
        (await QueryAsync("localhost")).ShouldSatisfyAllConditions(s => s.ShouldStartWith("cipher TLS_"), s => s.ShouldEndWith("cancelled"),
            s => s.ShouldNotContain("not cancelled"));
        (await QueryAsync("127.0.0.1")).ShouldContain("accepts the connection");
        await using var connection = await _server.Nodes[0].ConnectAsync(Stop);
        await using var running = new MySqlCommand("SELECT count(*) FROM information_schema.processlist WHERE info LIKE 'SELECT sleep%'",
            connection);
        Convert.ToInt64(await running.ExecuteScalarAsync(Stop)).ShouldBe(0);
    }

    private async Task<string> QueryAsync(string host)
    {
        var options = _server.Options(_database).MySqlWire;
        using var program = ChildProcess.Start(
            new Dictionary<string, string> { ["SSL_CERT_FILE"] = Authority }, "tls-query", $"{host}:{_server.Nodes[0].Port}", _database,
            options.User, options.PasswordFile!, options.ReadOnlyUser);
        return (await program.RunToEndAsync(Stop)).Trim();
    }

    private async Task<string?> CipherAsync(MySqlWireTls tls)
    {
        var options = _server.Options(_database).MySqlWire;
        await using var store = await ConditionStores.OpenAsync(
            new ConditionStoreOptions
            {
                Engine = ConditionStoreEngine.MySqlWire,
                MySqlWire = new MySqlWireOptions
                {
                    Hosts = options.Hosts, Database = _database, User = options.User, PasswordFile =
                    options.PasswordFile, ReadOnlyUser = options.ReadOnlyUser, Tls = tls
                },
            }, NullLoggerFactory.Instance, Stop);
        var status = await store.QueryAsync(new StoreQuery("SELECT variable_value FROM information_schema.session_status WHERE "
            + "variable_name = 'ssl_cipher'"), Stop);
        return (string?)status.Rows[0][0];
    }

    private async Task WriteCertificatesAsync()
    {
        using var authorityKey = RSA.Create(2048);
        var request = new CertificateRequest("CN=Test authority", authorityKey, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: false, 0,
            critical: true));
        var now = TimeProvider.System.GetUtcNow();
        using var authority = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(2));
        using var key = RSA.Create(2048);
        var server = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        server.CertificateExtensions.Add(names.Build());
        using var certificate = server.Create(authority, now.AddDays(-1), now.AddDays(1), [1, 2, 3, 4]);
        await File.WriteAllTextAsync(Authority, authority.ExportCertificatePem(), Stop);
        await File.WriteAllTextAsync(Path.Combine(_folder.FullName, "server.pem"), certificate.ExportCertificatePem(), Stop);
        await File.WriteAllTextAsync(Path.Combine(_folder.FullName, "server.key"), key.ExportRSAPrivateKeyPem(), Stop);
    }
}
