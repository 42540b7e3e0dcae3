namespace Maintenance.Simulator.Scenarios;

/// <summary>The scenarios that come with the program, in its folder <c>scenarios</c>, and those of the working directory's.</summary>
public static class ScenarioLibrary
{
    private const string Folder = "scenarios";

    /// <summary>Names, in alphabetical order.</summary>
    public static IReadOnlyList<string> Names =>
        [.. Folders().SelectMany(f => Directory.GetFiles(f, "*.json")).Select(f => Path.GetFileNameWithoutExtension(f)!)
            .Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    /// <summary>All of them, by name.</summary>
    /// <exception cref="InvalidDataException">One cannot be read.</exception>
    public static IReadOnlyList<Scenario> All() => [.. Names.Select(Load)];

    /// <summary>Finds a scenario by name or file.</summary>
    /// <exception cref="InvalidDataException">There is none, or it cannot be read.</exception>
    public static Scenario Load(string nameOrFile)
    {
        var path = File.Exists(nameOrFile) ? nameOrFile
            : Folders().Select(f => Path.Combine(f, nameOrFile + ".json")).FirstOrDefault(File.Exists);
        if (path is null)
            throw new InvalidDataException($"There is no scenario '{nameOrFile}'; give a file or one of {string.Join(", ", Names)}.");
        try
        {
            return ScenarioReader.ReadFile(path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new InvalidDataException($"{path} cannot be read: {error.Message}", error);
        }
    }

    // The working directory's come first, as with models.
    private static IEnumerable<string> Folders() =>
        new[] { Path.GetFullPath(Folder), Path.GetFullPath(Folder, AppContext.BaseDirectory) }.Where(Directory.Exists);
}
