namespace Maintenance.Scoring;

/// <summary>Finds a model's document.</summary>
internal static class ModelFile
{
    /// <summary>Full path, or null when there is no such file: the working directory is asked first, then the program's folder.</summary>
    public static string? Find(string path)
    {
        string[] candidates = [Path.GetFullPath(path), Path.GetFullPath(path, AppContext.BaseDirectory)];
        return Array.Find(candidates, File.Exists);
    }
}
