using System.Buffers.Text;
using System.Security.Cryptography;

namespace Maintenance.Notification.Settings;

/// <summary>What is wrong with a browser's subscription before it is stored, and new keys.</summary>
internal static class PushCheck
{
    private const int MaxEndpoint = 2000;
    private const int MaxDevice = 80;
    private const int PointBytes = 65;
    private const int SecretBytes = 16;

    public static IEnumerable<(string Field, string Message)> Of(SealedPush push, string? device)
    {
        if (push.Endpoint.Length > MaxEndpoint || !Uri.TryCreate(push.Endpoint, UriKind.Absolute, out var url)
            || url.Scheme is not ("https" or "http") || url.UserInfo.Length > 0 || url.Fragment.Length > 0)
            yield return ("endpoint", "is not the https address of a push service (http only to networks that "
                + "Notification:WebhookNetworks allows).");
        if (!IsPoint(push.P256dh)) yield return ("keys.p256dh", "is not an uncompressed point of P-256, base64url.");
        if (BytesOf(push.Auth)?.Length != SecretBytes) yield return ("keys.auth", $"is not {SecretBytes} bytes, base64url.");
        if (device?.Length > MaxDevice) yield return ("device", $"has {device.Length} characters; at most {MaxDevice} are allowed.");
    }

    /// <summary>A new key pair.</summary>
    public static PushKey NewKey()
    {
        using var pair = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var key = pair.ExportParameters(includePrivateParameters: true);
        return new PushKey(Base64Url.EncodeToString([4, .. key.Q.X!, .. key.Q.Y!]), Base64Url.EncodeToString(key.D!));
    }

    // On the curve, too: a point beside it would make messages that nobody can open.
    private static bool IsPoint(string text)
    {
        if (BytesOf(text) is not [4, ..] bytes || bytes.Length != PointBytes) return false;
        try
        {
            using var key = ECDiffieHellman.Create(new ECParameters
            {
                Curve = ECCurve.NamedCurves.nistP256, Q = new ECPoint { X = bytes[1..33], Y = bytes[33..] },
            });
            return true;
        }
        catch (CryptographicException)
        {
            return false;
        }
    }

    private static byte[]? BytesOf(string text)
    {
        try
        {
            return text.Length > 200 ? null : Base64Url.DecodeFromChars(text);
        }
        catch (FormatException)
        {
            return null;
        }
    }
}
