using System.Formats.Tar;
using System.IO.Compression;
using System.Text.Json;

namespace Maintenance.EndToEnd.Tests.Survival;

/// <summary>A data directory that an earlier build made (<c>scripts/make-data-fixture.sh</c>), and what that build counted in it.</summary>
internal sealed record DataFixture(
    string Token, FixtureAccount Account, FixtureAccount Admin, string Asset, string Survivor, IReadOnlyDictionary<string, long> Counts)
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Survival", "fixtures");

    /// <summary>Names of all fixtures.</summary>
    public static IEnumerable<string> Names => Directory.GetFiles(Folder, "*.json").Select(f => Path.GetFileNameWithoutExtension(f)!);

    public static DataFixture Read(string name) =>
        JsonSerializer.Deserialize<DataFixture>(File.ReadAllBytes(Path.Combine(Folder, name + ".json")), JsonSerializerOptions.Web)!;

    /// <summary>Unpacks the directory below a folder.</summary>
    /// <returns>The data directory.</returns>
    public static string Unpack(string name, string into)
    {
        using var packed = new GZipStream(File.OpenRead(Path.Combine(Folder, name + ".tar.gz")), CompressionMode.Decompress);
        TarFile.ExtractToDirectory(packed, into, overwriteFiles: false);
        return Path.Combine(into, "data");
    }
}
