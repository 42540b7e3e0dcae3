namespace Maintenance.Store.Sql.MySql;

/// <summary>TLS mode of the connections to a store server.</summary>
public enum MySqlWireTls
{
    /// <summary>None: for loopback or a private network.</summary>
    Disabled,

    /// <summary>Encrypted; the server's certificate is not checked.</summary>
    Required,

    /// <summary>Encrypted; the server's certificate must be valid and name the host.</summary>
    VerifyFull,
}
