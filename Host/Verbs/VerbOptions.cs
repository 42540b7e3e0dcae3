using System.CommandLine;

namespace Maintenance.Host.Verbs;

/// <summary>Options shared by several verbs.</summary>
internal static class VerbOptions
{
    public static Option<string> Data()
    {
        var data = new Option<string>("--data")
        {
            Description = "Data directory (log, store, keys); also MAINTENANCE_DATA_DIR. Default: ./data",
            DefaultValueFactory = _ => Environment.GetEnvironmentVariable("MAINTENANCE_DATA_DIR") is { Length: > 0 } named ? named : "data",
        };
        data.Validators.Add(r =>
        {
            if (r.GetValueOrDefault<string>() is { } path && File.Exists(path))
                r.AddError($"--data: '{path}' is a file; give the folder of the data (log, store, keys).");
        });
        return data;
    }

    public static Option<string[]> Set() => new("--set")
    {
        Description = "Sets a configuration key: Section:Key=value; may be repeated.",
        AllowMultipleArgumentsPerToken = false,
    };

    /// <summary><c>--format</c>; the first of the forms is the default.</summary>
    public static Option<string> Format(params string[] forms)
    {
        var option = new Option<string>("--format")
        {
            Description = $"{string.Join(", ", forms[..^1])} or {forms[^1]}.", DefaultValueFactory = _ => forms[0],
        };
        option.AcceptOnlyFromAmong(forms);
        return option;
    }

    /// <summary>The form asked for: <c>--json</c> is short for <c>--format json</c>.</summary>
    public static string FormatOf(ParseResult parsed, Option<string> format, Option<bool> json) =>
        parsed.GetValue(json) ? "json" : parsed.GetValue(format)!;

    /// <summary><c>--data</c> of a bench.</summary>
    public static Option<string> DiskToMeasure() => new("--data")
    {
        Description = "Folder on the disk to measure; a temporary subfolder is created in it.",
        DefaultValueFactory = _ => Path.GetTempPath(),
    };

    public static Option<bool> Json() => new("--json") { Description = "Prints a single JSON document and nothing else." };
}
