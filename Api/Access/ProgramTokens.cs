using System.Security.Cryptography;
using System.Text;

namespace Maintenance.Api.Access;

/// <summary>Tokens of programs, all with admin rights. Only digests are kept; comparison takes constant time.</summary>
internal sealed class ProgramTokens(IReadOnlyList<KeyValuePair<string, string>> nameToToken)
{
    private readonly (string Name, byte[] Digest)[] _tokens =
        [.. nameToToken.Where(t => t.Value.Length > 0).Select(t => (t.Key, SHA256.HashData(Encoding.UTF8.GetBytes(t.Value))))];

    /// <summary>Name of the program the token belongs to, or null.</summary>
    public string? Find(string token)
    {
        var digest = SHA256.HashData(Encoding.UTF8.GetBytes(token));
        string? found = null;
        foreach (var (name, expected) in _tokens)
            if (CryptographicOperations.FixedTimeEquals(digest, expected)) found = name;
        return found;
    }
}
