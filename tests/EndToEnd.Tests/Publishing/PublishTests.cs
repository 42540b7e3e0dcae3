using System.Diagnostics;
using System.Net;
using System.Text.Json;
using Maintenance.Tests.Web;

namespace Maintenance.EndToEnd.Tests.Publishing;

/// <summary>
/// The program as it is given away: for each system with that system's libraries, and for this one run by somebody who may do nothing.
/// </summary>
public sealed class PublishTests
{
    // Seconds where nothing else runs; the first ever also fetches .NET's packs.
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(10);

    [Theory]
    [InlineData("linux-x64", "libduckdb.so", "librdkafka.so")]
    [InlineData("linux-arm64", "libduckdb.so", "librdkafka.so")]
    [InlineData("win-x64", "duckdb.dll", "librdkafka.dll")]
    [InlineData("osx-arm64", "libduckdb.dylib", "librdkafka.dylib")]
    public async Task A_publish_for_a_system_carries_its_native_libraries_and_no_other_systems(string system, params string[] libraries)
    {
        using var folder = new TemporaryDirectory();
        await PublishAsync(system, folder.Path);
        var found = Directory.GetFiles(folder.Path, "*", SearchOption.AllDirectories)
            .Select(f => (Name: Path.GetFileName(f), Systems: NativeLibrary.SystemsOf(f))).Where(f => f.Systems.Length > 0).ToArray();
        foreach (var library in libraries)
            found.ShouldContain(f => f.Name == library, string.Join(", ", found.Select(f => f.Name)));
        foreach (var (name, systems) in found)
            systems.ShouldContain(system, name);
        using var runtime = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(folder.Path, "maintenance.runtimeconfig.json")));
        var invariant = runtime.RootElement.GetProperty("runtimeOptions").GetProperty("configProperties")
            .GetProperty("System.Globalization.Invariant").GetBoolean();
        invariant.ShouldBe(!system.StartsWith("win", StringComparison.Ordinal), "Windows finds time zones by IANA names only with ICU");
    }

    [Fact]
    public async Task A_self_contained_publish_runs_for_an_unprivileged_user_without_a_home_from_a_folder_it_cannot_write()
    {
        using var folder = new TemporaryDirectory();
        using var user = new UnprivilegedUser(folder.Path);
        var install = folder.Combine("install");
        await PublishAsync("linux-x64", install, "--self-contained");
        await UnprivilegedUser.ProtectAsync(install);
        var data = await user.NewFolderAsync("data");

        await using var product = await ProductProcess.StartAsync(
            user.Start(Path.Combine(install, "maintenance"),
                ["run", "--data", data, "--set", "Host:Urls=http://127.0.0.1:0", "--set", "Mqtt:Port=0", "--assets", "4"]), data);
        await product.WaitForHealthAsync("healthy");
        await product.WaitForAsync("select count(*) from assessment", n => n > 0, TimeSpan.FromMinutes(1));
        using var browser = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false })
        {
            BaseAddress =
            product.Client.BaseAddress
        };
        (await SignIn.PostAsync(browser, "admin", ProductProcess.AdminPassword)).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await product.StopAsync()).ShouldBe(0, product.Output);
    }

    private static async Task PublishAsync(string system, string folder, params string[] more)
    {
        var root = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(root, "Maintenance.sln")))
            root = Path.GetDirectoryName(root) ?? throw new InvalidOperationException("Maintenance.sln is in no parent of the test's "
            + "folder.");
        var start = new ProcessStartInfo(Path.Combine(root, "scripts", "publish.sh"), [system, folder, .. more])
        {
            RedirectStandardOutput =
            true, RedirectStandardError = true
        };
        using var publish = Process.Start(start)!;
        var (output, error) = (publish.StandardOutput.ReadToEndAsync(), publish.StandardError.ReadToEndAsync());
        using var limit = new CancellationTokenSource(Limit);
        try
        {
            await publish.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            publish.Kill(entireProcessTree: true);
        }
        publish.ExitCode.ShouldBe(0, $"publish.sh {system}: {await output}{await error}");
    }
}
