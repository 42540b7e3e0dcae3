using System.Diagnostics;

namespace Maintenance.Host.Tests.Verbs;

/// <summary>A machine without LightGBM's native library: a copy of the program that lacks it.</summary>
public sealed class WithoutLightGbmTests : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("without-lightgbm-");

    public WithoutLightGbmTests()
    {
        var home = Path.GetDirectoryName(typeof(Host.Composition.ModelReaders).Assembly.Location)!;
        foreach (var file in Directory.EnumerateFiles(home, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(_folder.FullName, Path.GetRelativePath(home, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            if (Path.GetFileName(file).StartsWith("lib_lightgbm", StringComparison.Ordinal)) continue;
            // The program itself as a file, so that its folder is this one.
            if (Path.GetFileName(file).StartsWith("maintenance.", StringComparison.Ordinal)) File.Copy(file, target);
            else File.CreateSymbolicLink(target, file);
        }
    }

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Train_says_what_to_install_and_writes_nothing()
    {
        var (exitCode, error) = await RunAsync("train", "--seed", "1", "--output", Path.Combine(_folder.FullName, "model.pmml"));
        exitCode.ShouldNotBe(0);
        error.ShouldContain("Training needs ML.NET's LightGBM, whose native library cannot be loaded.");
        error.ShouldContain("libgomp1");
        error.ShouldNotContain("   at ");
        _folder.GetFiles("model.*").ShouldBeEmpty();
    }

    [Fact]
    public async Task A_zip_of_trees_is_read_and_scores()
    {
        var (zip, table) = (Path.Combine(_folder.FullName, "trees.zip"), Path.Combine(_folder.FullName, "rows.csv"));
        await File.WriteAllBytesAsync(zip, Verification.ZipModelTests.Train("torque_mean").Zip);
        await File.WriteAllTextAsync(table, "torque_mean,rotary_speed_mean\n1000,100\n,50\n39000,\n");
        var output = Path.Combine(_folder.FullName, "scores.csv");
        var (exitCode, error) = await RunAsync("score", "--model", zip, "--input", table, "--output", output);
        exitCode.ShouldBe(0, error);
        var lines = await File.ReadAllLinesAsync(output);
        lines[0].ShouldContain("probability(none)");
        lines.Length.ShouldBe(4);
        lines[1].ShouldStartWith("none,");
    }

    private async Task<(int ExitCode, string Error)> RunAsync(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet",
            [Path.Combine(_folder.FullName, "maintenance.dll"), .. arguments])
        {
            RedirectStandardError = true, RedirectStandardOutput =
            true, WorkingDirectory = _folder.FullName
        };
        using var process = Process.Start(start)!;
        using var patience = new CancellationTokenSource(Limit);
        var (output, error) = (process.StandardOutput.ReadToEndAsync(patience.Token), process.StandardError.ReadToEndAsync(patience.Token));
        await process.WaitForExitAsync(patience.Token);
        return (process.ExitCode, await output + await error);
    }
}
