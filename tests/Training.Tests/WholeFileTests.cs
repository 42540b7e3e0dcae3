namespace Maintenance.Training.Tests;

/// <summary>A file is written whole or not at all.</summary>
public sealed class WholeFileTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("whole-file-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task An_error_half_way_leaves_the_earlier_file()
    {
        var path = PathOf("scores.csv");
        await File.WriteAllTextAsync(path, "earlier");
        await Should.ThrowAsync<FormatException>(() => WholeFile.WriteAsync(path, async writer =>
        {
            await writer.WriteAsync(new string('x', 100_000)); // more than any buffer
            throw new FormatException();
        }));
        (await File.ReadAllTextAsync(path)).ShouldBe("earlier");
        _folder.GetFiles().Length.ShouldBe(1);
        await WholeFile.WriteAsync(path, writer => writer.WriteAsync("later"));
        (await File.ReadAllTextAsync(path)).ShouldBe("later");
    }

    [Fact]
    public async Task A_link_is_followed()
    {
        await File.WriteAllTextAsync(PathOf("target"), "earlier");
        File.CreateSymbolicLink(PathOf("link"), PathOf("target"));
        await WholeFile.WriteAsync(PathOf("link"), writer => writer.WriteAsync("later"));
        (await File.ReadAllTextAsync(PathOf("target"))).ShouldBe("later");
        File.ResolveLinkTarget(PathOf("link"), returnFinalTarget: false).ShouldNotBeNull();
    }

    [Fact]
    public void Of_several_files_none_is_written_when_one_cannot_be()
    {
        File.WriteAllText(PathOf("a"), "earlier");
        Should.Throw<IOException>(() => WholeFile.Write((PathOf("a"), [1]), (PathOf("absent/b"), [2])));
        File.ReadAllText(PathOf("a")).ShouldBe("earlier");
        _folder.GetFiles().Length.ShouldBe(1);
    }

    private string PathOf(string name) => Path.Combine(_folder.FullName, name);
}
