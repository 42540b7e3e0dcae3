using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Maintenance.Notification.Settings;

namespace Maintenance.Notification.Tests;

/// <summary>The browser's side of web push: keys of its own, and opening what was sealed for it (RFC 8291, RFC 8188).</summary>
internal sealed class PushBrowser
{
    private readonly ECParameters _key = NewKey();
    private readonly byte[] _auth = RandomNumberGenerator.GetBytes(16);

    private byte[] Point => [4, .. _key.Q.X!, .. _key.Q.Y!];

    /// <summary>What the browser would tell the server.</summary>
    public SealedPush Subscription(Uri endpoint) =>
        new(endpoint.ToString(), Base64Url.EncodeToString(Point), Base64Url.EncodeToString(_auth));

    /// <summary>Opens the body of a message; throws when it was not sealed for this browser.</summary>
    public string Open(byte[] body)
    {
        var (salt, length, sender) = (body[..16], BinaryPrimitives.ReadInt32BigEndian(body.AsSpan(16)), body[21..(21 + body[20])]);
        var record = body[(21 + body[20])..];
        record.Length.ShouldBeLessThanOrEqualTo(length, "one record");
        body.Length.ShouldBeLessThanOrEqualTo(4096, "what a push service must take");
        using var other = ECDiffieHellman.Create(new ECParameters
        {
            Curve = ECCurve.NamedCurves.nistP256, Q = new ECPoint { X = sender[1..33], Y = sender[33..] },
        });
        using var own = ECDiffieHellman.Create(_key);
        var shared = own.DeriveRawSecretAgreement(other.PublicKey);
        var info = (byte[])[.. "WebPush: info\0"u8, .. Point, .. sender];
        var input = HKDF.Expand(HashAlgorithmName.SHA256, HKDF.Extract(HashAlgorithmName.SHA256, shared, _auth), 32, info);
        var key = HKDF.Extract(HashAlgorithmName.SHA256, input, salt);
        using var cipher = new AesGcm(HKDF.Expand(HashAlgorithmName.SHA256, key, 16, "Content-Encoding: aes128gcm\0"u8.ToArray()), 16);
        var plain = new byte[record.Length - 16];
        var nonce = HKDF.Expand(HashAlgorithmName.SHA256, key, 12, "Content-Encoding: nonce\0"u8.ToArray());
        cipher.Decrypt(nonce, record[..^16], record[^16..], plain);
        var end = plain.AsSpan().LastIndexOfAnyExcept((byte)0);
        plain[end].ShouldBe((byte)2, "the last record");
        return Encoding.UTF8.GetString(plain.AsSpan(0, end));
    }

    private static ECParameters NewKey()
    {
        using var key = ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256);
        return key.ExportParameters(includePrivateParameters: true);
    }
}
