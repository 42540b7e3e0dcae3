using System.Diagnostics;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Maintenance.Simulator.Mqtt;
using Maintenance.Tests.Mosquitto;
using MQTTnet.Protocol;
using MQTTnet.Server;

namespace Maintenance.Simulator.Tests.Mqtt;

/// <summary>What a broker demands of a connection, and what is said when it is not given.</summary>
[Trait(TestKind.Name, TestKind.Server)]
public sealed class MqttLinkTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Without_a_broker_the_first_attempt_says_where_and_why()
    {
        var port = LoopbackPorts.Take();
        await using var link = Link(port);
        var error = await Should.ThrowAsync<MqttLinkException>(() => link.ConnectAsync(CancellationToken.None)
            .WaitAsync(MqttPublisherTests.Limit));
        error.Message.ShouldContain($"127.0.0.1:{port}");
        error.Message.ShouldContain("refused");
    }

    [Fact]
    public async Task A_link_that_never_came_is_ended_at_once()
    {
        var attempts = 0;
        var link = Link(LoopbackPorts.Take());
        link.Disconnected += _ => Interlocked.Increment(ref attempts);
        link.Start();
        await MqttPublisherTests.UntilAsync(() => Volatile.Read(ref attempts) >= 3);
        await link.DisposeAsync().AsTask().WaitAsync(MqttPublisherTests.Limit);
    }

    [Fact]
    public async Task Of_two_clients_with_one_id_one_names_it_and_leaves_the_session_to_the_other()
    {
        await using var broker = await MosquittoServer.StartAsync(_folder.Path, "allow_anonymous true");
        var lost = new TaskCompletionSource<string>();
        await using var first = Fighter();
        await using var second = Fighter();
        var told = await lost.Task.WaitAsync(MqttPublisherTests.Limit);
        told.ShouldContain("another client uses the same client id 'rig-7'; give each client an id of its own");
        double.Parse(told.Split("next attempt in ")[1].Split(' ')[0], System.Globalization.CultureInfo.CurrentCulture)
            .ShouldBeGreaterThanOrEqualTo(60);

        MqttLink Fighter()
        {
            var link = Link(broker.Port, o => o with { ClientId = "rig-7", ReconnectMaxDelay = TimeSpan.FromMilliseconds(100) });
            link.Disconnected += reason =>
            {
                if (reason.Contains("rig-7", StringComparison.Ordinal)) lost.TrySetResult(reason);
            };
            link.Start();
            return link;
        }
    }

    [Fact]
    public async Task Credentials_are_sent_and_wrong_ones_are_refused_by_name()
    {
        var passwords = Path.Combine(_folder.Path, "passwords");
        using (var tool = Process.Start("mosquitto_passwd", ["-b", "-c", passwords, "rig", "right"])) await tool.WaitForExitAsync();
        await using var broker = await MosquittoServer.StartAsync(_folder.Path, "allow_anonymous false", $"password_file {passwords}");
        await using (var known = Link(broker.Port, o => o with { Username = "rig", Password = "right" })) await known.ConnectAsync(
            CancellationToken.None).WaitAsync(MqttPublisherTests.Limit);
        await using var stranger = Link(broker.Port, o => o with { Username = "rig", Password = "wrong" });
        var error = await Should.ThrowAsync<MqttLinkException>(() => stranger.ConnectAsync(CancellationToken.None)
            .WaitAsync(MqttPublisherTests.Limit));
        error.Message.ShouldContain("NotAuthorized");
    }

    [Fact]
    public async Task Tls_trusts_the_named_authority_and_no_other()
    {
        using var authority = Authority("plant");
        using var other = Authority("other");
        var (certificate, key) = Certificate(authority);
        await using var broker = await MosquittoServer.StartAsync(_folder.Path, $"certfile {certificate}", $"keyfile {key}",
            "allow_anonymous true");
        await using (var link = Link(broker.Port, o => o with { TlsCaFile = _folder.Write("ca.pem", authority.ExportCertificatePem()) }))
            await link.ConnectAsync(CancellationToken.None).WaitAsync(MqttPublisherTests.Limit);
        await using var deceived = Link(broker.Port, o => o with { TlsCaFile = _folder.Write("other.pem", other.ExportCertificatePem()) });
        var error = await Should.ThrowAsync<MqttLinkException>(() => deceived.ConnectAsync(CancellationToken.None)
            .WaitAsync(MqttPublisherTests.Limit));
        error.Message.ShouldContain("certificate");
    }

    [Fact]
    public void An_authority_file_without_a_certificate_is_refused_by_name()
    {
        var file = _folder.Write("empty.pem", "");
        Should.Throw<IOException>(() => Link(1883, o => o with { TlsCaFile = file })).Message.ShouldContain(file);
        Should.Throw<IOException>(() => Link(1883, o => o with { TlsCaFile = file + ".absent" })).Message.ShouldContain("empty.pem.absent");
    }

    [Fact]
    public async Task A_refused_subscription_is_no_connection()
    {
        var port = LoopbackPorts.Take();
        using var broker = new MqttServerFactory().CreateMqttServer(
            new MqttServerOptionsBuilder().WithDefaultEndpoint().WithDefaultEndpointBoundIPAddress(IPAddress.Loopback)
                .WithDefaultEndpointPort(port).Build());
        broker.InterceptingSubscriptionAsync += asked =>
        {
            asked.Response.ReasonCode = MqttSubscribeReasonCode.NotAuthorized;
            asked.ProcessSubscription = false;
            return Task.CompletedTask;
        };
        await broker.StartAsync();
        await using var link = new MqttLink(new MqttLinkOptions { Port = port, ClientId = "reader" }, TimeProvider.System,
            new MqttSubscription("theirs/#", (_, _) => { }));
        var error = await Should.ThrowAsync<MqttLinkException>(() => link.ConnectAsync(CancellationToken.None)
            .WaitAsync(MqttPublisherTests.Limit));
        error.Message.ShouldContain("'theirs/#': NotAuthorized");
        await broker.StopAsync();
    }

    private static X509Certificate2 Authority(string name)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: false, 0,
            critical: true));
        return request.CreateSelfSigned(TimeProvider.System.GetUtcNow().AddDays(-1), TimeProvider.System.GetUtcNow().AddDays(1));
    }

    private (string Certificate, string Key) Certificate(X509Certificate2 authority)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=broker", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        using var certificate = request.Create(authority, new DateTimeOffset(authority.NotBefore), new DateTimeOffset(authority.NotAfter),
            [1, 2, 3]);
        return (_folder.Write("broker.pem", certificate.ExportCertificatePem()),
            _folder.Write("broker.key", key.ExportPkcs8PrivateKeyPem()));
    }

    private static MqttLink Link(int port, Func<MqttLinkOptions, MqttLinkOptions>? change = null)
    {
        var options = new MqttLinkOptions
        {
            Port = port, ClientId = $"link-{Guid.NewGuid():N}", ReconnectMinDelay =
            TimeSpan.FromMilliseconds(20), ReconnectMaxDelay = TimeSpan.FromMilliseconds(100)
        };
        return new MqttLink(change is null ? options : change(options), TimeProvider.System);
    }
}
