using System.Globalization;
using System.Text;

namespace Maintenance.EndToEnd.Tests;

/// <summary>
/// A month of a drill, recorded, scored and rolled up, in a running product, and a browser.
/// <c>MAINTENANCE_STRIP_LOG_STEP</c> is the time between readings, s (default 120).
/// </summary>
public sealed class RecordedMonth : IAsyncLifetime
{
    /// <summary>The drill.</summary>
    public const string Drill = "STRIP-LOG-D2";

    /// <summary>Length.</summary>
    public const int Days = 30;

    /// <summary>By how much the sidetrack begins above the hole's end, m.</summary>
    public const double Fallen = 150;

    private readonly string _folder = Directory.CreateTempSubdirectory("maintenance-month-").FullName;
    private ProductProcess _product = null!;
    private Chromium _browser = null!;

    /// <summary>Time between readings, s.</summary>
    public static int Step { get; } = int.Parse(
        Environment.GetEnvironmentVariable("MAINTENANCE_STRIP_LOG_STEP") ?? "120", CultureInfo.InvariantCulture);

    /// <summary>Channels that the drill sends.</summary>
    public static IReadOnlyList<string> Channels { get; } =
    [
        "rate_of_penetration", "bit_depth", "hole_depth", "weight_on_bit", "hook_load", "rotary_speed", "torque", "standpipe_pressure",
        "mud_flow_in", "vibration_axial", "vibration_lateral", "bearing_temperature",
    ];

    /// <summary>Beginning.</summary>
    public static DateTime Start { get; } = new(2026, 3, 1, 0, 0, 0, DateTimeKind.Utc);

    /// <summary>End.</summary>
    public static DateTime End => Start.AddDays(Days);

    internal ProductProcess Product => _product;

    /// <inheritdoc/>
    public async Task InitializeAsync()
    {
        var (data, recording) = (Path.Combine(_folder, "data"), Path.Combine(_folder, Drill + ".csv"));
        await File.WriteAllLinesAsync(recording, Recording());
        var (code, said, complaint) = await ProductProcess.RunVerbAsync(TimeSpan.FromHours(2),
            "replay", "--format", "csv", "--path", recording, "--data", data);
        code.ShouldBe(0, said + complaint);
        _product = await ProductProcess.StartAsync(data, "Scoring,Dashboard");
        _browser = await Chromium.StartAsync();
        await _product.WaitForAsync("SELECT count(*) FROM history_roll_up AS r JOIN history_hour AS h ON h.asset = r.asset "
            + "AND h.event_time = r.event_time AND h.log_offset = r.log_offset", n => n >= Days * 24 - 1, TimeSpan.FromMinutes(20));
    }

    /// <inheritdoc/>
    public async Task DisposeAsync()
    {
        if (_browser is not null) await _browser.DisposeAsync();
        if (_product is not null) await _product.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    internal async Task<Visit> VisitAsync(bool script = true) =>
        await (await _browser.VisitAsync(_product.Url, script: script)).SignInAsync();

    /// <summary>Drilling at 9 m/h with an hour off bottom in twelve; on the twentieth day a sidetrack.</summary>
    private static IEnumerable<string> Recording()
    {
        yield return "time," + string.Join(',', Channels);
        var line = new StringBuilder();
        var random = new Random(7);
        var hole = 1000.0;
        for (var second = 0; second < Days * 86_400; second += Step)
        {
            var isOff = second / 3600 % 12 == 11;
            if (!isOff) hole += 0.0025 * Step;
            if (second / Step == 20 * 86_400 / Step) hole -= Fallen;
            var (noise, wave) = (random.NextDouble(), Math.Sin(second / 9000.0));
            double[] values =
            [
                isOff ? 0 : 0.0025, isOff ? hole - 200 : hole, hole, isOff ? 0 : 90_000 + 5000 * wave + 2000 * noise,
                900_000 + 20_000 * noise, isOff ? 0 : 120 + 5 * wave + noise, isOff ? 100 : 14_000 + 2000 * wave + 500 * noise,
                18e6 + 2e5 * noise, 0.034 + 0.0005 * noise, noise - 0.5, 0.7 * noise, 55 + 4 * wave,
            ];
            line.Clear().Append(Start.AddSeconds(second).ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture));
            foreach (var value in values) line.Append(',').Append(value.ToString("0.######", CultureInfo.InvariantCulture));
            yield return line.ToString();
        }
    }
}
