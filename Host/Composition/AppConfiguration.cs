
namespace Maintenance.Host.Composition;

/// <summary>
/// Where options come from, later ones winning: the preset beside the program, <c>maintenance.json</c> in the working directory,
/// environment variables (<c>MAINTENANCE_Section__Key</c>), then <c>--set Section:Key=value</c>.
/// </summary>
internal static class AppConfiguration
{
    private const string EnvironmentPrefix = "MAINTENANCE_";

    /// <param name="preset">Name of a preset, for example Embedded.</param>
    /// <param name="settings">Words of the form <c>Section:Key=value</c>.</param>
    /// <param name="derived">Values the verb itself derives from its options; they win over everything.</param>
    /// <exception cref="OptionException">No such preset, or a word that is not a setting.</exception>
    public static IConfigurationRoot Build(string preset, IEnumerable<string> settings, IEnumerable<KeyValuePair<string, string?>> derived)
    {
        var presetFile = Path.Combine(AppContext.BaseDirectory, $"appsettings.{preset}.json");
        if (!File.Exists(presetFile))
        {
            var known = Directory.GetFiles(AppContext.BaseDirectory, "appsettings.*.json")
                .Select(f => Path.GetFileName(f)["appsettings.".Length..^".json".Length]);
            throw new OptionException($"--preset: '{preset}' is unknown; allowed are {string.Join(", ", known)}.");
        }
        var configuration = new ConfigurationBuilder()
            .AddJsonFile(presetFile)
            .AddJsonFile(Path.GetFullPath("maintenance.json"), optional: true)
            .AddEnvironmentVariables(EnvironmentPrefix)
            .AddInMemoryCollection(settings.Select(ParseSetting))
            .AddInMemoryCollection(derived)
            .Build();
        return configuration;
    }

    private static KeyValuePair<string, string?> ParseSetting(string word)
    {
        var equals = word.IndexOf('=');
        return equals > 0 && word.AsSpan(0, equals).Contains(':')
            ? KeyValuePair.Create(word[..equals], (string?)word[(equals + 1)..])
            : throw new OptionException($"--set: '{word}' is not of the form Section:Key=value.");
    }
}
