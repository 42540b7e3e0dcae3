namespace Maintenance.Store.Log.Kafka;

/// <summary>How the connection to the brokers is secured.</summary>
public enum KafkaSecurity
{
    /// <summary>Neither encrypted nor authenticated: for loopback or a private network.</summary>
    Plaintext,

    /// <summary>Encrypted; the client presents a certificate if configured.</summary>
    Tls,

    /// <summary>Encrypted and authenticated by SASL.</summary>
    SaslTls,

    /// <summary>
    /// Authenticated over an unencrypted connection. With <see cref="KafkaSasl.Plain"/> anyone on the network path can read the password.
    /// </summary>
    SaslPlaintext,
}
