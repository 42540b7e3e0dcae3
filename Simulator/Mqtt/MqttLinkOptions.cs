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

    /// <summary>PEM file of the authority that signed the broker's certificate; null: no TLS.</summary>
    public string? TlsCaFile { get; init; }

    /// <summary>Longest silence before a ping; half as long again without an answer, and the connection counts as broken.</summary>
    public TimeSpan KeepAlive { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Longest wait for the broker to accept a connection.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Median pause before the first new attempt; doubles up to <see cref="ReconnectMaxDelay"/>.</summary>
    public TimeSpan ReconnectMinDelay { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>Longest pause between attempts.</summary>
    public TimeSpan ReconnectMaxDelay { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>The same for the client library.</summary>
    /// <exception cref="IOException"><see cref="TlsCaFile"/> cannot be read or holds no certificate.</exception>
    public MqttClientOptions ToClientOptions()
    {
        // MQTT 5, so that the broker says why it refuses; without feature checks, which only compare options with the version. Without
        // fragmentation a message is one write to the socket instead of two: 10–20 % less processor time for a copy of the payload.
        var builder = new MqttClientOptionsBuilder()
            .WithProtocolVersion(MqttProtocolVersion.V500).WithTcpServer(Host, Port).WithClientId(ClientId).WithKeepAlivePeriod(KeepAlive)
                .WithTimeout(ConnectTimeout)
            .WithoutPacketFragmentation();
        if (Username is not null) builder.WithCredentials(Username, Password);
        if (TlsCaFile is not null)
            // A plant's own authority publishes no revocation list that a drill could reach.
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
            throw new IOException($"The broker's authority '{file}' cannot be read: {error.Message}", error);
        }
        return authority.Count > 0 ? authority : throw new IOException($"The file '{file}' holds no PEM certificate of the broker's "
            + "authority.");
    }
}
