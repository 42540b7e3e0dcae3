using System.Net;
using System.Security.Cryptography.X509Certificates;
using Maintenance.Ingest.Sources.Mqtt;
using MQTTnet;
using MQTTnet.Formatter;

namespace Maintenance.Ingest.Sources.ExternalBroker;

/// <summary>Options of MQTTnet's client from ours.</summary>
internal static class ClientOptions
{
    private const uint NeverExpires = uint.MaxValue;
    // MQTTnet's 8 KiB would be the whole TCP window.
    private const int SocketBytes = 1024 * 1024;

    private static readonly TimeSpan KeepAlive = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(10);

    /// <summary>
    /// For telemetry: the broker keeps the session, and with MQTT 5 has no more messages in flight than may wait for the log.
    /// </summary>
    public static MqttClientOptions Receiving(MqttOptions options, int maxUnacknowledged)
    {
        var builder = Connecting(options, options.ClientId).WithCleanSession(false);
        if (options.Protocol == MqttProtocol.V5)
            builder.WithSessionExpiryInterval(NeverExpires).WithReceiveMaximum((ushort)maxUnacknowledged);
        return builder.Build();
    }

    /// <summary>For acknowledgements: a separate connection, because the receiving one stalls under back-pressure.</summary>
    public static MqttClientOptions Sending(MqttOptions options) => Connecting(options, $"{options.ClientId}-ack").WithCleanSession(true)
        .Build();

    private static MqttClientOptionsBuilder Connecting(MqttOptions options, string clientId)
    {
        var builder = new MqttClientOptionsBuilder()
            .WithTcpServer(tcp => tcp.BufferSize = SocketBytes)
            .WithEndPoint(new DnsEndPoint(options.Host, options.Port))
            .WithClientId(clientId)
            .WithProtocolVersion(options.Protocol == MqttProtocol.V5 ? MqttProtocolVersion.V500 : MqttProtocolVersion.V311)
            .WithKeepAlivePeriod(KeepAlive)
            .WithTimeout(Timeout);
        if (options.Username is not null) builder.WithCredentials(options.Username, options.Password ?? "");
        if (options.TlsCaFile is not null) builder.WithTlsOptions(tls => Secure(tls, options));
        return builder;
    }

    private static void Secure(MqttClientTlsOptionsBuilder tls, MqttOptions options)
    {
        var authorities = new X509Certificate2Collection();
        authorities.ImportFromPemFile(options.TlsCaFile!);
        tls.UseTls().WithTargetHost(options.Host).WithTrustChain(authorities)
            .WithIgnoreCertificateRevocationErrors(); // a private CA rarely publishes a revocation list
        if (options.TlsCertificateFile is null) return;
        using var pem = X509Certificate2.CreateFromPemFile(options.TlsCertificateFile, options.TlsKeyFile);
        // Windows cannot use an ephemeral key.
        tls.WithClientCertificates([X509CertificateLoader.LoadPkcs12(pem.Export(X509ContentType.Pkcs12), password: null)]);
    }
}
