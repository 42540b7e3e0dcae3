using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using MQTTnet;
using MQTTnet.Formatter;

namespace Maintenance.Simulator.Mqtt;

/// <summary>How an <see cref="MqttLink"/> connects. Defaults are safe for loopback.</summary>
internal sealed record MqttLinkOptions
{
    /// <summary>Broker's host name or address.</summary>
    public string Host { get; init; } = "127.0.0.1";

    /// <summary>Broker's port, 1–65535.</summary>
    public int Port { get; init; } = 1883;

    /// <summary>Client id, unique at the broker.</summary>
    public required string ClientId { get; init; }

    /// <summary>User name, or null for none.</summary>
    public string? Username { get; init; }

    /// <summary>Password, or null for none.</summary>
    public string? Password { get; init; }

    /// <summary>PEM file of the CA that signed the broker's certificate; null: no TLS.</summary>
    public string? TlsCaFile { get; init; }

    /// <summary>Longest silence before a ping; after another half of it without an answer the connection counts as broken.</summary>
    public TimeSpan KeepAlive { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Maximum wait for the broker to accept a connection.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Median delay before the first retry; doubles up to <see cref="ReconnectMaxDelay"/>.</summary>
    public TimeSpan ReconnectMinDelay { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>Maximum delay between attempts.</summary>
    public TimeSpan ReconnectMaxDelay { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Converts to options of the client library.</summary>
    /// <exception cref="IOException"><see cref="TlsCaFile"/> cannot be read or holds no certificate.</exception>
    public MqttClientOptions ToClientOptions()
    {
        // MQTT 5, so that the broker gives a reason when it refuses; no feature checks, which only compare options with the version.
        // Without fragmentation a message is one socket write instead of two: 10–20 % less CPU time, at the cost of copying the payload.
        var builder = new MqttClientOptionsBuilder()
            .WithProtocolVersion(MqttProtocolVersion.V500).WithTcpServer(Host, Port).WithClientId(ClientId).WithKeepAlivePeriod(KeepAlive)
                .WithTimeout(ConnectTimeout)
            .WithoutPacketFragmentation();
        if (Username is not null) builder.WithCredentials(Username, Password);
        if (TlsCaFile is not null)
            // A plant's own CA publishes no revocation list that a drill could reach.
            builder.WithTlsOptions(tls => tls.UseTls().WithTargetHost(Host).WithTrustChain(ReadAuthority(TlsCaFile))
                .WithRevocationMode(X509RevocationMode.NoCheck));
        var options = builder.Build();
        options.ValidateFeatures = false;
        return options;
    }

    private static X509Certificate2Collection ReadAuthority(string file)
    {
        var authority = new X509Certificate2Collection();
        try
        {
            authority.ImportFromPemFile(file);
        }
        catch (CryptographicException error)
        {
            throw new IOException($"The broker's CA file '{file}' cannot be read: {error.Message}", error);
        }
        return authority.Count > 0 ? authority : throw new IOException($"The broker's CA file '{file}' contains no PEM "
            + "certificate.");
    }
}
