using System.Security.Cryptography;

namespace Maintenance.Fuzz.Tests;

/// <summary>Inputs that failed once, in <c>tests/Fuzz.Tests/Seeds/&lt;target&gt;</c>: each stays, and runs with every test.</summary>
internal static class KeptInputs
{
    private static string Root => Repository.PathOf("tests/Fuzz.Tests/Seeds");

    /// <summary>Names of the targets that have any.</summary>
    public static IEnumerable<string> Targets =>
        Directory.Exists(Root) ? Directory.EnumerateDirectories(Root).Select(d => Path.GetFileName(d)!) : [];

    public static IReadOnlyList<(string Name, byte[] Input)> Of(string target) => Directory.Exists(Path.Combine(Root, target))
        ? [.. Directory.EnumerateFiles(Path.Combine(Root, target)).Order(StringComparer.Ordinal)
            .Select(f => (Path.GetFileName(f), File.ReadAllBytes(f)))]
        : [];

    /// <summary>Keeps an input under the hash of its bytes.</summary>
    /// <returns>Its path in the repository.</returns>
    public static string Keep(string target, byte[] input)
    {
        var name = Convert.ToHexStringLower(SHA256.HashData(input))[..16] + ".bin";
        Directory.CreateDirectory(Path.Combine(Root, target));
        File.WriteAllBytes(Path.Combine(Root, target, name), input);
        return $"tests/Fuzz.Tests/Seeds/{target}/{name}";
    }
}
