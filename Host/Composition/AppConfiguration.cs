namespace Maintenance.Host.Composition;

/// <summary>
/// Configuration sources, later ones winning: the preset beside the program, <c>maintenance.json</c> in the working directory,
/// files in the folder named by <c>MAINTENANCE_SECRETS_DIR</c> (<c>Section__Key</c>), environment variables
/// (<c>MAINTENANCE_Section__Key</c>), then <c>--set Section:Key=value</c>.
/// </summary>
internal static class AppConfiguration
{
    private const string EnvironmentPrefix = "MAINTENANCE_";
    private const string SecretsVariable = EnvironmentPrefix + "SECRETS_DIR";

    /// <param name="preset">Name of a preset, for example Embedded.</param>
    /// <param name="data">Data directory.</param>
    /// <param name="roles">Roles that replace the preset's, or null.</param>
    /// <param name="settings">Settings of the form <c>Section:Key=value</c>.</param>
    /// <exception cref="OptionException">Unknown preset, or a malformed setting.</exception>
    public static IConfigurationRoot Build(string preset, string data, string[]? roles, IEnumerable<string> settings)
    {
        var presetFile = Path.Combine(AppContext.BaseDirectory, $"appsettings.{preset}.json");
        if (!File.Exists(presetFile))
        {
            var known = Directory.GetFiles(AppContext.BaseDirectory, "appsettings.*.json")
                .Select(f => Path.GetFileName(f)["appsettings.".Length..^".json".Length]);
            throw new OptionException($"--preset: '{preset}' is not a preset; allowed: {string.Join(", ", known)}.");
        }
        var configuration = new ConfigurationBuilder()
            .AddJsonFile(presetFile)
            .AddJsonFile(Path.GetFullPath("maintenance.json"), optional: true)
            .AddSecrets(Environment.GetEnvironmentVariable(SecretsVariable))
            .AddEnvironmentVariables(EnvironmentPrefix)
            .AddInMemoryCollection(settings.Select(ParseSetting).GroupBy(s => s.Key, StringComparer.OrdinalIgnoreCase)
                .Select(g => g.Last()))
            .AddInMemoryCollection(FromCommandLine(data, roles))
            .Build();
        var wrong = KnownOptions.FindWrong(configuration);
        return wrong.Count == 0 ? configuration : throw new OptionException(string.Join(Environment.NewLine, wrong));
    }

    // Container engines provide secrets as files, one per secret.
    private static IConfigurationBuilder AddSecrets(this IConfigurationBuilder builder, string? folder)
    {
        if (string.IsNullOrEmpty(folder)) return builder;
        return Directory.Exists(folder)
            ? builder.AddKeyPerFile(Path.GetFullPath(folder))
            : throw new OptionException($"{SecretsVariable} is '{folder}', which is not a folder.");
    }

    // A shorter list of roles must hide the rest of the preset's longer one: HostOptions skips empty entries.
    private static IEnumerable<KeyValuePair<string, string?>> FromCommandLine(string data, string[]? roles)
    {
        yield return KeyValuePair.Create("Host:DataDirectory", (string?)data);
        if (roles is null) yield break;
        for (var i = 0; i < Math.Max(roles.Length, Enum.GetValues<HostRole>().Length); i++)
            yield return KeyValuePair.Create($"Host:Roles:{i}", (string?)(i < roles.Length ? roles[i] : ""));
    }

    private static KeyValuePair<string, string?> ParseSetting(string word)
    {
        var equals = word.IndexOf('=');
        return equals > 0 && word.AsSpan(0, equals).Contains(':')
            ? KeyValuePair.Create(word[..equals], (string?)word[(equals + 1)..])
            : throw new OptionException($"--set: '{word}' is not a setting; expected Section:Key=value.");
    }
}
