namespace Maintenance.Training;

/// <summary>
/// Writes files whole or not at all: under another name beside them, then renamed. After an error an earlier file of the name is as it was.
/// </summary>
public static class WholeFile
{
    /// <summary>Writes a text file.</summary>
    /// <param name="path">Path; a link is followed, a device such as <c>/dev/stdout</c> is written directly.</param>
    /// <param name="write">Writes the content.</param>
    /// <exception cref="IOException">It cannot be written.</exception>
    public static async Task WriteAsync(string path, Func<TextWriter, Task> write)
    {
        if (path.StartsWith("/dev/", StringComparison.Ordinal))
        {
            await using var device = new StreamWriter(path);
            await write(device);
            return;
        }
        var target = File.Exists(path) ? File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? path : path;
        var temporary = target + ".new";
        try
        {
            await using (var writer = new StreamWriter(temporary)) await write(writer);
            File.Move(temporary, target, overwrite: true);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }
    }

    /// <summary>Writes files of one result: all of them, or none.</summary>
    /// <param name="files">Paths and contents.</param>
    /// <exception cref="IOException">One cannot be written.</exception>
    public static void Write(params IReadOnlyList<(string Path, byte[] Content)> files)
    {
        try
        {
            foreach (var (path, content) in files) File.WriteAllBytes(path + ".new", content);
            foreach (var (path, _) in files) File.Move(path + ".new", path, overwrite: true);
        }
        catch
        {
            foreach (var (path, _) in files) File.Delete(path + ".new");
            throw;
        }
    }
}
