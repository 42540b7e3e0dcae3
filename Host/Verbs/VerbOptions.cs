using System.CommandLine;

namespace Maintenance.Host.Verbs;

/// <summary>Options shared by several verbs.</summary>
internal static class VerbOptions
{
    public static Option<string> Data() => new("--data")
    {
        Description = "Data directory (log, store, keys); also MAINTENANCE_DATA_DIR. Default: ./data",
        DefaultValueFactory = _ => Environment.GetEnvironmentVariable("MAINTENANCE_DATA_DIR") is { Length: > 0 } named ? named : "data",
    };

    public static Option<string[]> Set() => new("--set")
    {
        Description = "Sets a configuration key: Section:Key=value; may be repeated.",
        AllowMultipleArgumentsPerToken = false,
    };

    public static Option<bool> Json() => new("--json") { Description = "Prints a single JSON document and nothing else." };
}
