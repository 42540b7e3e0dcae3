namespace Maintenance.Store.Log.Kafka;

/// <summary>How the connection to the brokers is secured.</summary>
public enum KafkaSecurity
{
    /// <summary>Neither encrypted nor signed in: for loopback, or a network that only the installation is on.</summary>
    Plaintext,

    /// <summary>Encrypted; the client shows a certificate if one is configured.</summary>
    Tls,

    /// <summary>Encrypted, and signed in with a name and a password.</summary>
    SaslTls,

    /// <summary>
    /// Signed in over an open connection. With <see cref="KafkaSasl.Plain"/> the password can be read by anyone on the way.
    /// </summary>
    SaslPlaintext,
}
