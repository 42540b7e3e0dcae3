namespace Maintenance.Scoring.Registry;

/// <summary>Finds a model's document.</summary>
internal static class ModelFile
{
    /// <summary>Full path, or null when there is no such file; searched in the working directory, then in the program's folder.</summary>
    public static string? Find(string path)
    {
        string[] candidates = [Path.GetFullPath(path), Path.GetFullPath(path, AppContext.BaseDirectory)];
        return Array.Find(candidates, File.Exists);
    }

    /// <summary>Reads a configured document.</summary>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    public static Task<byte[]> ReadAsync(string path, CancellationToken cancellationToken) => File.ReadAllBytesAsync(
        Find(path) ?? throw new FileNotFoundException($"The model is '{path}': there is no such file in the working directory or beside "
            + "the program."), cancellationToken);

    /// <summary>The card beside a document, <c>NAME.card.json</c>; null without one.</summary>
    public static async Task<string?> TryReadCardAsync(string path, CancellationToken cancellationToken) =>
        Find(Path.ChangeExtension(path, ".card.json")) is { } card ? await File.ReadAllTextAsync(card, cancellationToken) : null;
}
