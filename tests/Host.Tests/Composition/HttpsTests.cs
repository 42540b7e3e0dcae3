using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Maintenance.Host.Access;
using Maintenance.Host.Composition;
using Maintenance.Host.Tests.Observability;

namespace Maintenance.Host.Tests.Composition;

/// <summary>A host that serves TLS itself, and what is said where it cannot.</summary>
[Collection(ProcessWide.Name)]
public sealed class HttpsTests : IDisposable
{
    private const string Secure = "Host:Urls=https://127.0.0.1:0";
    private readonly string _folder = Directory.CreateTempSubdirectory("https-tests-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("one.pem", null)]
    [InlineData("two.pem", "two.key")]
    [InlineData("three.pfx", null)]
    public async Task A_host_with_a_certificate_serves_TLS_and_verbs_recognise_it(string file, string? keyFile)
    {
        var (certificate, key) = (Path.Combine(_folder, file), keyFile is null ? "" : Path.Combine(_folder, keyFile));
        Write(certificate, key);
        await using var app = await RunningApp.StartAsync(
            ["Api"], [Secure, $"Host:Certificate={certificate}", $"Host:CertificateKey={key}"]);
        app.Host.Url.ShouldStartWith("https://");
        await using var access = await AccountAccess.OpenAsync(app.Folder, [], CancellationToken.None);
        (await access.Accounts.ListAsync(CancellationToken.None)).ShouldHaveSingleItem().Name.ShouldBe("admin");
        using var impostor = (app.Host with { Fingerprint = new string('0', 64) }).CreateClient();
        await Should.ThrowAsync<HttpRequestException>(() => impostor.GetAsync("/alive"), "the token goes to no other host");
    }

    [Theory]
    [InlineData(Secure, "Host:Certificate", "names no certificate")]
    [InlineData(Secure, "Host:Certificate", "cannot be read", "Host:Certificate=nowhere.pem")]
    [InlineData("Host:Urls=http://127.0.0.1:0", "Host:Urls", "begins with https", "Host:Certificate=nowhere.pem")]
    public async Task What_is_missing_is_said_by_its_option(string urls, string option, string reason, params string[] others)
    {
        var error = await Should.ThrowAsync<OptionException>(() => RunningApp.StartAsync(["Api"], [urls, .. others]));
        error.Message.ShouldContain(option);
        error.Message.ShouldContain(reason);
    }

    private static void Write(string file, string keyFile)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=fleet.example", key, HashAlgorithmName.SHA256);
        using var made = request.CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(200));
        if (file.EndsWith(".pfx", StringComparison.Ordinal)) File.WriteAllBytes(file, made.Export(X509ContentType.Pfx));
        else if (keyFile.Length > 0) File.WriteAllText(file, made.ExportCertificatePem());
        else File.WriteAllText(file, made.ExportCertificatePem() + "\n" + key.ExportPkcs8PrivateKeyPem());
        if (keyFile.Length > 0) File.WriteAllText(keyFile, key.ExportPkcs8PrivateKeyPem());
    }
}
