using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Maintenance.Host.Composition;

/// <summary>The certificate of addresses that begin with <c>https://</c>.</summary>
/// <param name="Own">With its private key.</param>
/// <param name="Chain">Certificates of the authorities in between, as the file holds them.</param>
internal sealed record ServerCertificate(X509Certificate2 Own, X509Certificate2Collection Chain)
{
    /// <summary>SHA-256 of the certificate, by which the command line of this machine recognises the host.</summary>
    public string Fingerprint => Own.GetCertHashString(HashAlgorithmName.SHA256);

    /// <summary>The certificate that the options name; null if no address needs one.</summary>
    /// <exception cref="OptionException">It is missing, cannot be read, or no address uses it.</exception>
    public static ServerCertificate? Read(HostOptions options)
    {
        var secure = options.Urls.Split(';').FirstOrDefault(u => u.TrimStart().StartsWith("https://", StringComparison.OrdinalIgnoreCase));
        if (options.Certificate.Length == 0)
        {
            return secure is null ? null : throw new OptionException(
                $"Host:Urls has {secure.Trim()}, but Host:Certificate names no certificate: give a PEM or PFX file with --set "
                + "Host:Certificate=…, or listen on http:// behind a TLS proxy (Dashboard:TrustedProxies).");
        }
        if (secure is null) throw new OptionException("Host:Certificate is set, but no address of Host:Urls begins with https://.");
        try
        {
            return IsPfx(options.Certificate) ? ReadPfx(options) : ReadPem(options);
        }
        catch (Exception error) when (error is CryptographicException or IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new OptionException($"Host:Certificate: '{options.Certificate}' cannot be read as a certificate with its private key: "
                + $"{error.Message} Expected are a PEM file (key in it, or in Host:CertificateKey) or a .pfx file, and the right "
                + "Host:CertificatePassword.");
        }
    }

    private static bool IsPfx(string path) => Path.GetExtension(path).ToUpperInvariant() is ".PFX" or ".P12";

    private static ServerCertificate ReadPfx(HostOptions options)
    {
        var all = X509CertificateLoader.LoadPkcs12CollectionFromFile(options.Certificate, options.CertificatePassword);
        var own = all.FirstOrDefault(c => c.HasPrivateKey) ?? throw new CryptographicException("It holds no private key.");
        all.Remove(own);
        return new ServerCertificate(own, all);
    }

    private static ServerCertificate ReadPem(HostOptions options)
    {
        var key = options.CertificateKey.Length > 0 ? options.CertificateKey : options.Certificate;
        using var pem = options.CertificatePassword.Length > 0
            ? X509Certificate2.CreateFromEncryptedPemFile(options.Certificate, options.CertificatePassword, key)
            : X509Certificate2.CreateFromPemFile(options.Certificate, key);
        var chain = new X509Certificate2Collection();
        chain.ImportFromPemFile(options.Certificate);
        if (chain.Count > 0) chain.RemoveAt(0);
        // Windows serves TLS only with a key that it stores itself.
        var own = X509CertificateLoader.LoadPkcs12(pem.Export(X509ContentType.Pkcs12), password: null);
        return new ServerCertificate(own, chain);
    }
}
