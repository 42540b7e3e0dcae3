using System.Text.Json;

namespace Maintenance.EndToEnd.Tests;

/// <summary>The bench measures what it says; how fast a machine is, no test can know.</summary>
public sealed class BenchTests
{
    private static readonly string[] Positive =
    [
        "readingsPerSecond", "storeFloorRowsPerSecond", "ratioToFloor", "queryP99Ms", "queryP50Ms", "queries", "endToEndP99Ms",
        "peakRssMiB",
        "readingsSent", "readingsStored", "assessments", "seconds",
    ];

    [Fact]
    public async Task Pipeline_stores_and_scores_all_it_sent_and_gives_every_figure()
    {
        using var folder = new TemporaryDirectory();
        var (exitCode, output, error) = await ProductProcess.RunVerbAsync(
            TimeSpan.FromMinutes(2), "bench", "pipeline", "--seconds", "2", "--assets", "50", "--json", "--data", folder.Path);

        exitCode.ShouldBe(0, error);
        using var json = JsonDocument.Parse(output);
        var figures = json.RootElement;
        foreach (var name in Positive) figures.GetProperty(name).GetDouble().ShouldBeGreaterThan(0, name);
        figures.GetProperty("rssGrowthMiBPerMinute").ValueKind.ShouldBe(JsonValueKind.Number);
        figures.GetProperty("readingsStored").GetInt64().ShouldBe(figures.GetProperty("readingsSent").GetInt64());
        figures.GetProperty("load").GetString()!.ShouldContain("50 drills");
        Directory.EnumerateFileSystemEntries(folder.Path).ShouldBeEmpty();
    }

    [Fact]
    public async Task Pipeline_refuses_a_load_outside_its_limits_and_names_them()
    {
        var (exitCode, _, error) = await ProductProcess.RunVerbAsync(TimeSpan.FromMinutes(1), "bench", "pipeline", "--readings-per-block",
            "0");

        exitCode.ShouldNotBe(0);
        error.ShouldContain("--readings-per-block");
        error.ShouldContain("65536");
    }

    [Fact]
    public async Task Scale_fills_restarts_and_measures_each_size()
    {
        using var folder = new TemporaryDirectory();
        var (exitCode, output, error) = await ProductProcess.RunVerbAsync(TimeSpan.FromMinutes(10), "bench", "scale", "--drills", "20,200",
            "--history", "20000,200000", "--seconds", "1", "--json", "--data", folder.Path);

        exitCode.ShouldBe(0, error);
        using var json = JsonDocument.Parse(output);
        var (drills, history) = (json.RootElement.GetProperty("drills"), json.RootElement.GetProperty("history"));
        drills.EnumerateArray().Select(m => m.GetProperty("drills").GetInt32()).ShouldBe([20, 200]);
        long[] least = [4_000, 4_000, 20_000, 200_000];
        foreach (var (mark, stored) in drills.EnumerateArray().Concat(history.EnumerateArray()).Zip(least))
        {
            mark.GetProperty("stored").GetInt64().ShouldBeGreaterThanOrEqualTo(stored);
            foreach (var figure in mark.EnumerateObject()) figure.Value.GetDouble().ShouldBeGreaterThan(0, figure.Name);
        }
        Directory.EnumerateFileSystemEntries(folder.Path).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("--drills", "100001")]
    [InlineData("--drills", "10,5")]
    [InlineData("--history", "1e6")]
    public async Task Scale_refuses_sizes_outside_its_limits_and_names_them(string option, string value)
    {
        var (exitCode, _, error) = await ProductProcess.RunVerbAsync(TimeSpan.FromMinutes(1), "bench", "scale", option, value);

        exitCode.ShouldNotBe(0);
        error.ShouldContain($"{option} is {value}; allowed: ascending whole numbers from 1 to");
    }

    /// <summary>The ratio is the machine's: only its parts are checked here.</summary>
    [Fact]
    public async Task Descriptors_gives_every_figure_and_allocates_nothing()
    {
        var (_, output, error) = await ProductProcess.RunVerbAsync(
            TimeSpan.FromMinutes(1), "bench", "descriptors", "--seconds", "0.5", "--json");
        using var json = JsonDocument.Parse(output);
        foreach (var name in (string[])["transformMicros", "transformGigaflops", "blockMicros", "ratioToTransform", "columnsMicros",
            "columnsRatioToTransform", "varyingSpeedMicros"])
            json.RootElement.GetProperty(name).GetDouble().ShouldBeGreaterThan(0, name);
        json.RootElement.GetProperty("bytesPerBlock").GetDouble().ShouldBe(0, error);
        json.RootElement.GetProperty("budget").GetDouble().ShouldBe(25);
        json.RootElement.GetProperty("computed").GetInt32().ShouldBeGreaterThan(70);
        foreach (var name in (string[])["oil_pressure_mean", "octave_8000"])
            json.RootElement.GetProperty("notInTheseBlocks").GetString()!.ShouldContain(name);
    }

    [Fact]
    public async Task Store_counts_what_it_committed_and_gives_every_figure()
    {
        using var folder = new TemporaryDirectory();
        var (exitCode, output, error) = await ProductProcess.RunVerbAsync(
            TimeSpan.FromMinutes(2), "bench", "store", "--seconds", "0.3", "--rows-per-commit", "4096", "--json", "--data", folder.Path);

        exitCode.ShouldBe(0, error);
        using var json = JsonDocument.Parse(output);
        foreach (var name in (string[])["rowsPerSecond", "floorRowsPerSecond", "ratioToFloor", "duckDbRowsPerSecond", "ratioToDuckDb"])
            json.RootElement.GetProperty(name).GetDouble().ShouldBeGreaterThan(0, name);
        json.RootElement.GetProperty("rows").GetInt64().ShouldBeGreaterThanOrEqualTo(2 * 3 * 4096);
        json.RootElement.GetProperty("server").GetString().ShouldEndWith(", in this process");
        Directory.EnumerateFileSystemEntries(folder.Path).ShouldBeEmpty();
    }

    [Fact]
    public async Task Store_says_which_servers_it_needs()
    {
        var (exitCode, _, error) = await ProductProcess.RunVerbAsync(TimeSpan.FromMinutes(1), "bench", "store", "--engine", "MySqlWire");

        exitCode.ShouldNotBe(0);
        error.ShouldContain("Store:MySqlWire:Hosts");
    }
}
