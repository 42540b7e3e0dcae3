using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Maintenance.Ingest.Tests.Sources.Mqtt;
using Maintenance.Tests.Mosquitto;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Maintenance.Ingest.Tests.Sources.ExternalBroker;

/// <summary>TLS between Ingest and a real Mosquitto that asks for a certificate.</summary>
[Trait(TestKind.Name, TestKind.Server)]
public sealed class SubscriptionTlsTests : IDisposable
{
    private static readonly DateTimeOffset From = TimeProvider.System.GetUtcNow().AddDays(-1);
    private readonly TempFolder _folder = new();
    private readonly X509Certificate2 _authority = Authority();

    public SubscriptionTlsTests()
    {
        File.WriteAllText(PathOf("ca.pem"), _authority.ExportCertificatePem());
        Issue("broker", "broker");
        Issue("ingest", "ingest");
    }

    public void Dispose()
    {
        _authority.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task Certificates_of_both_sides_are_proved()
    {
        await using var broker = await StartBrokerAsync();
        await using var host = await IngestHost.AtBrokerAsync(broker.Port,
            ("Mqtt:TlsCaFile", PathOf("ca.pem")), ("Mqtt:TlsCertificateFile", PathOf("ingest.pem")),
                ("Mqtt:TlsKeyFile", PathOf("ingest.key")));

        await host.WaitForAsync(HealthStatus.Healthy);
    }

    [Fact]
    public async Task Broker_whose_certificate_another_authority_signed_is_not_trusted()
    {
        await using var broker = await StartBrokerAsync();
        using var other = Authority();
        await File.WriteAllTextAsync(PathOf("other.pem"), other.ExportCertificatePem());
        await using var host = await IngestHost.AtBrokerAsync(broker.Port,
            ("Mqtt:TlsCaFile", PathOf("other.pem")), ("Mqtt:TlsCertificateFile", PathOf("ingest.pem")),
                ("Mqtt:TlsKeyFile", PathOf("ingest.key")));

        while ((await host.HealthAsync()).Description?.Contains("certificate", StringComparison.OrdinalIgnoreCase) != true)
            await Task.Delay(10, IngestHost.Soon);
    }

    private Task<MosquittoServer> StartBrokerAsync() => MosquittoServer.StartAsync(Path.Combine(_folder.Path, "broker"),
        $"cafile {PathOf("ca.pem")}", $"certfile {PathOf("broker.pem")}", $"keyfile {PathOf("broker.key")}", "require_certificate true",
            "allow_anonymous true");

    private string PathOf(string file) => Path.Combine(_folder.Path, file);

    private static X509Certificate2 Authority()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=authority", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: false, 0,
            critical: true));
        return request.CreateSelfSigned(From, From.AddDays(10));
    }

    private void Issue(string file, string name)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        using var certificate = request.Create(_authority, From, From.AddDays(5), RandomNumberGenerator.GetBytes(8));
        File.WriteAllText(PathOf($"{file}.pem"), certificate.ExportCertificatePem());
        File.WriteAllText(PathOf($"{file}.key"), key.ExportPkcs8PrivateKeyPem());
    }
}
