using System.Globalization;
using MySqlConnector;

namespace Maintenance.Store.Sql.MySql;

/// <summary>Opens driver connections with the settings shared by the whole engine.</summary>
internal static class WireConnection
{
    /// <summary>Connects to a server.</summary>
    /// <param name="options">Database, TLS and timeouts.</param>
    /// <param name="host">The server, <c>host:port</c>.</param>
    /// <param name="user">User name.</param>
    /// <param name="passwordFile">File with the password; null: none.</param>
    /// <param name="loadsData">True: the server may request data from this process (LOAD DATA LOCAL); only writers need it, and they send a
    /// stream of ours.</param>
    /// <param name="cancellationToken">Cancels the attempt.</param>
    public static async Task<MySqlConnection> OpenAsync(
        MySqlWireOptions options, string host, string user, string? passwordFile, bool loadsData, CancellationToken cancellationToken)
    {
        var connection = new MySqlConnection(Text(options, host, user, passwordFile, loadsData));
        try
        {
            await connection.OpenAsync(cancellationToken);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    private static string Text(MySqlWireOptions options, string host, string user, string? passwordFile, bool loadsData)
    {
        var colon = host.LastIndexOf(':');
        return new MySqlConnectionStringBuilder
        {
            Server = colon < 0 ? host : host[..colon],
            Port = colon < 0 ? 3306 : uint.Parse(host[(colon + 1)..], CultureInfo.InvariantCulture),
            UserID = user,
            // Read for each connection, so that the password can be changed without a restart.
            Password = passwordFile is null ? "" : File.ReadAllText(passwordFile).TrimEnd('\r', '\n'),
            Database = options.Database,
            SslMode = options.Tls switch
            {
                MySqlWireTls.Disabled => MySqlSslMode.Disabled,
                MySqlWireTls.Required => MySqlSslMode.Required,
                _ => MySqlSslMode.VerifyFull,
            },
            // Private CAs publish no revocation lists, and a plant's network could not reach them.
            SkipCertificateRevocationCheck = options.Tls == MySqlWireTls.VerifyFull,
            // Without TLS a server's key cannot be trusted anyway; with TLS it is not needed.
            AllowPublicKeyRetrieval = options.Tls == MySqlWireTls.Disabled,
            ConnectionTimeout = (uint)options.ConnectTimeout.TotalSeconds,
            DefaultCommandTimeout = (uint)options.CommandTimeout.TotalSeconds,
            Pooling = false,
            AllowLoadLocalInfile = loadsData,
            AllowUserVariables = true,
            // Types as in the tables: the driver must not infer booleans or GUIDs, and all times are UTC.
            TreatTinyAsBoolean = false,
            GuidFormat = MySqlGuidFormat.None,
            DateTimeKind = MySqlDateTimeKind.Utc,
        }.ConnectionString;
    }
}
