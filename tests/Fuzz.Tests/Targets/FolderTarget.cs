namespace Maintenance.Fuzz.Tests.Targets;

/// <summary>A reader of files: each input is written to a file of a folder that is emptied before.</summary>
internal abstract class FolderTarget : FuzzTarget
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("maintenance-fuzz-target-");

    public override int ShortRun => 150;

    /// <summary>The folder.</summary>
    protected string Folder => _folder.FullName;

    public sealed override string Read(byte[] input)
    {
        foreach (var directory in _folder.GetDirectories()) directory.Delete(recursive: true);
        foreach (var file in _folder.GetFiles()) file.Delete();
        // Messages name files; the folder's own name differs from run to run.
        return ReadFile(input).Replace(Folder, "", StringComparison.Ordinal);
    }

    public override void Dispose()
    {
        _folder.Delete(recursive: true);
        base.Dispose();
    }

    protected abstract string ReadFile(byte[] input);

    /// <summary>Writes a file into the folder.</summary>
    protected string Write(string name, byte[] content)
    {
        var path = Path.Combine(Folder, name);
        File.WriteAllBytes(path, content);
        return path;
    }
}
