using System.Buffers.Binary;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace Maintenance.Api.Access.Passwords;

/// <summary>
/// The framework's <see cref="PasswordHasher{TUser}"/>: PBKDF2-HMAC-SHA512, 210,000 iterations (OWASP Password Storage Cheat Sheet), and
/// its version 3 text format. Hashes created before it was adopted, <c>pbkdf2-sha512$iterations$salt$key</c>, hold the same parts in
/// another format: they still verify, with a result that asks for a rehash. Threading: any thread.
/// </summary>
public sealed class PasswordHashes
{
    private const string OldScheme = "pbkdf2-sha512";
    private const int Iterations = 210_000;
    private const int SaltBytes = 16;
    private const int KeyBytes = 32;
    private const int MaxIterations = 10_000_000;
    private readonly PasswordHasher<string> _hasher = new(Options.Create(new PasswordHasherOptions { IterationCount = Iterations }));

    public string Create(string name, string password) => _hasher.HashPassword(name, PasswordRules.Normalize(password));

    /// <summary>
    /// Compares in constant time; a malformed hash matches nothing. Builds that did not normalise passwords hashed them as typed: those
    /// match as well, with a result that asks for a rehash.
    /// </summary>
    public PasswordVerificationResult Verify(string name, string hash, string password)
    {
        var normal = PasswordRules.Normalize(password);
        var result = VerifyAs(name, hash, normal);
        if (result != PasswordVerificationResult.Failed || string.Equals(normal, password, StringComparison.Ordinal)) return result;
        return VerifyAs(name, hash, password) == PasswordVerificationResult.Failed
            ? PasswordVerificationResult.Failed : PasswordVerificationResult.SuccessRehashNeeded;
    }

    private PasswordVerificationResult VerifyAs(string name, string hash, string password)
    {
        var isOld = hash.StartsWith(OldScheme, StringComparison.Ordinal);
        var current = isOld ? FromOldForm(hash) : hash;
        if (string.IsNullOrEmpty(current)) return PasswordVerificationResult.Failed;
        try
        {
            var result = _hasher.VerifyHashedPassword(name, current, password);
            return isOld && result == PasswordVerificationResult.Success ? PasswordVerificationResult.SuccessRehashNeeded : result;
        }
        catch (FormatException)
        {
            return PasswordVerificationResult.Failed; // not base64
        }
    }

    /// <summary>
    /// The same hash in the framework's format: 1, PRF, iterations, salt length, salt, key. Null if malformed.
    /// </summary>
    private static string? FromOldForm(string hash)
    {
        const uint HmacSha512 = 2; // KeyDerivationPrf
        var parts = hash.Split('$');
        if (parts.Length != 4 || parts[0] != OldScheme || !uint.TryParse(parts[1], out var iterations) || iterations is 0
            or > MaxIterations)
            return null;
        var bytes = new byte[13 + SaltBytes + KeyBytes];
        bytes[0] = 1;
        BinaryPrimitives.WriteUInt32BigEndian(bytes.AsSpan(1), HmacSha512);
        BinaryPrimitives.WriteUInt32BigEndian(bytes.AsSpan(5), iterations);
        BinaryPrimitives.WriteUInt32BigEndian(bytes.AsSpan(9), SaltBytes);
        var isWhole = Convert.TryFromBase64String(parts[2], bytes.AsSpan(13, SaltBytes), out var salt) && salt == SaltBytes
            && Convert.TryFromBase64String(parts[3], bytes.AsSpan(13 + SaltBytes), out var key) && key == KeyBytes;
        return isWhole ? Convert.ToBase64String(bytes) : null;
    }
}
