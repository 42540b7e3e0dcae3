using System.Globalization;
using MySqlConnector;

namespace Maintenance.Store.Sql.MySql;

/// <summary>Connections of the driver as every part of the engine wants them.</summary>
internal static class WireConnection
{
    /// <summary>Connects to a server.</summary>
    /// <param name="options">Database, protection and time limits.</param>
    /// <param name="host">The server, <c>host:port</c>.</param>
    /// <param name="user">Who connects.</param>
    /// <param name="passwordFile">File with the password; null: none.</param>
    /// <param name="loadsData">True: the server may ask for data of this process; only writers need it, and they send a stream of
    /// ours.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
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
            // Read at each connection, so that a password may be changed without a restart.
            Password = passwordFile is null ? "" : File.ReadAllText(passwordFile).TrimEnd('\r', '\n'),
            Database = options.Database,
            SslMode = options.Tls switch
            {
                MySqlWireTls.Disabled => MySqlSslMode.Disabled,
                MySqlWireTls.Required => MySqlSslMode.Required,
                _ => MySqlSslMode.VerifyFull,
            },
            // Authorities of a plant's own publish no lists of what they revoked, and its network would not reach them.
            SkipCertificateRevocationCheck = options.Tls == MySqlWireTls.VerifyFull,
            // Without TLS a server's key cannot be trusted anyway; with TLS it is not needed.
            AllowPublicKeyRetrieval = options.Tls == MySqlWireTls.Disabled,
            ConnectionTimeout = (uint)options.ConnectTimeout.TotalSeconds,
            DefaultCommandTimeout = (uint)options.CommandTimeout.TotalSeconds,
            Pooling = false,
            AllowLoadLocalInfile = loadsData,
            AllowUserVariables = true,
            // Types as the tables have them: the driver guesses neither booleans nor GUIDs, and all times are UTC.
            TreatTinyAsBoolean = false,
            GuidFormat = MySqlGuidFormat.None,
            DateTimeKind = MySqlDateTimeKind.Utc,
        }.ConnectionString;
    }
}
