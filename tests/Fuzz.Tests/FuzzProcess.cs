using System.Globalization;
using System.Text.Json;

namespace Maintenance.Fuzz.Tests;

/// <summary>
/// Runs one target in a process of its own, since an input may overflow the stack or end a native library's process. Before an input runs,
/// it
/// is in the file <c>current</c>; the report is written last.
/// </summary>
internal static class FuzzProcess
{
    /// <summary>First argument of the child.</summary>
    public const string Verb = "--child";

    private const string Current = "current";
    private const string ReportFile = "report.json";

    /// <summary>The child.</summary>
    public static int Run(string name, TimeSpan length, int seed, string folder)
    {
        using var file = File.OpenHandle(Path.Combine(folder, Current), FileMode.Create, FileAccess.Write, FileShare.Read);
        var start = Environment.TickCount64;
        using var target = FuzzTargets.Create(name);
        var report = new Fuzzer(target, seed, input =>
        {
            RandomAccess.SetLength(file, input.Length);
            RandomAccess.Write(file, input, 0);
        }).Run(_ => Environment.TickCount64 - start < length.TotalMilliseconds);
        File.WriteAllText(Path.Combine(folder, ReportFile), JsonSerializer.Serialize(report));
        return 0;
    }

    /// <summary>The parent: starts the child and waits.</summary>
    /// <returns>The child's report, or one that names the input it ended with.</returns>
    public static async Task<FuzzReport> StartAsync(string name, TimeSpan length, int seed)
    {
        var folder = Directory.CreateTempSubdirectory("maintenance-fuzz-");
        try
        {
            var begin = Environment.TickCount64;
            using var child = System.Diagnostics.Process.Start(new System.Diagnostics.ProcessStartInfo(
                Environment.ProcessPath!, [typeof(FuzzProcess).Assembly.Location, Verb, name,
                    length.TotalSeconds.ToString(CultureInfo.InvariantCulture), seed.ToString(CultureInfo.InvariantCulture),
                        folder.FullName])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            })!;
            var texts = await Task.WhenAll(child.StandardOutput.ReadToEndAsync(), child.StandardError.ReadToEndAsync());
            await child.WaitForExitAsync();
            var report = Path.Combine(folder.FullName, ReportFile);
            if (File.Exists(report)) return JsonSerializer.Deserialize<FuzzReport>(await File.ReadAllTextAsync(report))!;
            var current = Path.Combine(folder.FullName, Current);
            return new FuzzReport(name, 0, 0, TimeSpan.FromMilliseconds(Environment.TickCount64 - begin), IsStuck: true,
                [new FuzzFailure($"the process ended with code {child.ExitCode}: {FirstLines(texts[1] + texts[0])}",
                    File.Exists(current) ? await File.ReadAllBytesAsync(current) : [])]);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static string FirstLines(string text) => string.Join(" / ", text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Take(4));
}
