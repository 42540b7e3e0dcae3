using System.Security.Cryptography;

namespace Maintenance.Dashboard.Access;

/// <summary>
/// PBKDF2-HMAC-SHA512, 210,000 iterations (OWASP Password Storage Cheat Sheet), 16 bytes of salt, 32 of key.
/// Text form: <c>pbkdf2-sha512$iterations$salt$key</c>, base64.
/// </summary>
internal static class PasswordHash
{
    public const int Iterations = 210_000;
    private const string Scheme = "pbkdf2-sha512";
    private const int SaltBytes = 16;
    private const int KeyBytes = 32;
    private const int MaxIterations = 10_000_000;

    public static string Create(string password) => Create(password, Iterations);

    internal static string Create(string password, int iterations)
    {
        var salt = RandomNumberGenerator.GetBytes(SaltBytes);
        var key = Rfc2898DeriveBytes.Pbkdf2(password, salt, iterations, HashAlgorithmName.SHA512, KeyBytes);
        return $"{Scheme}${iterations}${Convert.ToBase64String(salt)}${Convert.ToBase64String(key)}";
    }

    /// <summary>Compares in constant time; a malformed hash matches nothing.</summary>
    public static bool Verify(string password, string hash)
    {
        var parts = hash.Split('$');
        if (parts.Length != 4 || parts[0] != Scheme || !int.TryParse(parts[1], out var iterations) || iterations is < 1 or > MaxIterations) return false;
        var salt = new byte[SaltBytes];
        var expected = new byte[KeyBytes];
        if (!Convert.TryFromBase64String(parts[2], salt, out var saltLength) || !Convert.TryFromBase64String(parts[3], expected, out var keyLength)) return false;
        if (saltLength != SaltBytes || keyLength != KeyBytes) return false;
        var actual = Rfc2898DeriveBytes.Pbkdf2(password, salt, iterations, HashAlgorithmName.SHA512, KeyBytes);
        return CryptographicOperations.FixedTimeEquals(actual, expected);
    }
}
