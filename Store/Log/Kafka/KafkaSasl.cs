namespace Maintenance.Store.Log.Kafka;

/// <summary>How a name and a password are proved to the brokers.</summary>
public enum KafkaSasl
{
    /// <summary>SCRAM with SHA-512 (RFC 5802): the password is never sent.</summary>
    ScramSha512,

    /// <summary>SCRAM with SHA-256 (RFC 7677): the password is never sent.</summary>
    ScramSha256,

    /// <summary>The password as it is (RFC 4616).</summary>
    Plain,
}
