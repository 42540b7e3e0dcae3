namespace Maintenance.Store.Log.Kafka;

/// <summary>SASL mechanism.</summary>
public enum KafkaSasl
{
    /// <summary>SCRAM with SHA-512 (RFC 5802): the password is never sent.</summary>
    ScramSha512,

    /// <summary>SCRAM with SHA-256 (RFC 7677): the password is never sent.</summary>
    ScramSha256,

    /// <summary>The password in clear text (RFC 4616).</summary>
    Plain,
}
