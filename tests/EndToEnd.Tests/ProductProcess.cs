using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;

namespace Maintenance.EndToEnd.Tests;

/// <summary>
/// The real product as a process of its own, started as a user starts it, on free ports and a temporary data directory.
/// Killed by its own process id only.
/// </summary>
internal sealed class ProductProcess : IAsyncDisposable
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(60);
    private readonly Process _process;
    private readonly ConcurrentQueue<string> _output = new();

    private ProductProcess(Process process, string dataDirectory)
    {
        _process = process;
        DataDirectory = dataDirectory;
    }

    public static string Program => Path.Combine(AppContext.BaseDirectory, "maintenance");

    public string DataDirectory { get; }

    public string Url { get; private set; } = "";

    public int MqttPort { get; private set; }

    public HttpClient Client { get; private set; } = new();

    public int ProcessId => _process.Id;

    public string Output => string.Join('\n', _output);

    public const string AdminPassword = "correct-horse-battery";

    /// <summary>Starts <c>maintenance run</c> and waits until it announces itself.</summary>
    public static async Task<ProductProcess> StartAsync(string dataDirectory, string roles, params string[] settings)
    {
        Directory.CreateDirectory(dataDirectory);
        File.Delete(Path.Combine(dataDirectory, "host.json"));
        string[] arguments =
        [
            "run", "--data", dataDirectory, "--roles", roles, "--set", "Host:Urls=http://127.0.0.1:0",
            .. roles.Contains("Broker", StringComparison.Ordinal) ? ["--set", "Mqtt:Port=0"] : Array.Empty<string>(),
            .. settings.SelectMany(s => new[] { "--set", s }),
        ];
        return await StartAsync(new ProcessStartInfo(Program, arguments), dataDirectory);
    }

    /// <summary>
    /// Starts the product as described, on a data directory without <c>host.json</c>, and waits until it announces itself.
    /// </summary>
    public static async Task<ProductProcess> StartAsync(ProcessStartInfo start, string dataDirectory)
    {
        var product = new ProductProcess(Launch(start), dataDirectory);
        product.Collect();
        await product.WaitUntilAnnouncedAsync();
        return product;
    }

    /// <summary>Runs a verb to its end.</summary>
    public static async Task<(int ExitCode, string Output, string Error)> RunVerbAsync(TimeSpan limit, params string[] arguments)
    {
        using var process = Launch(new ProcessStartInfo(Program, arguments));
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        using var timeout = new CancellationTokenSource(limit);
        try
        {
            await process.WaitForExitAsync(timeout.Token);
        }
        catch (OperationCanceledException error)
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"maintenance {string.Join(' ', arguments)} did not end "
                + $"within {limit}: {await output} {await errors}", error);
        }
        return (process.ExitCode, await output, await errors);
    }

    /// <summary>The process stands still, as on a machine that pauses, until <see cref="ResumeAsync"/>.</summary>
    public Task PauseAsync() => SignalAsync("-STOP");

    public Task ResumeAsync() => SignalAsync("-CONT");

    /// <summary>kill -9: no handler of the process runs.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    /// <summary>Asks the process to stop, as Ctrl-C does, and waits.</summary>
    public async Task<int> StopAsync()
    {
        if (!_process.HasExited)
        {
            await SignalAsync("-TERM");
            using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(120));
            await _process.WaitForExitAsync(timeout.Token);
        }
        return _process.ExitCode;
    }

    /// <summary>Rows of a read-only query through the REST interface.</summary>
    public async Task<JsonElement[][]> QueryAsync(string sql)
    {
        using var answer = await Client.PostAsJsonAsync("/api/v1/sql", new { query = sql });
        var text = await answer.Content.ReadAsStringAsync();
        answer.IsSuccessStatusCode.ShouldBeTrue($"{sql}: {text}");
        using var json = JsonDocument.Parse(text);
        return [.. json.RootElement.GetProperty("rows").EnumerateArray().Select(r => r.EnumerateArray().Select(v => v.Clone()).ToArray())];
    }

    /// <summary>Asks until the single number a query gives satisfies the condition; fails after the limit with the last value.</summary>
    public async Task<long> WaitForAsync(string sql, Func<long, bool> condition, TimeSpan limit)
    {
        var clock = Stopwatch.StartNew();
        while (true)
        {
            var rows = await QueryAsync(sql);
            var value = rows.Length == 0 || rows[0][0].ValueKind == JsonValueKind.Null ? 0 : rows[0][0].GetInt64();
            if (condition(value)) return value;
            if (clock.Elapsed > limit) throw new TimeoutException($"{sql} still gives {value} after {limit}. Output of the "
                + $"product:\n{Output}");
            await Task.Delay(100);
        }
    }

    /// <summary>Waits until the product printed these words; fails after the limit with all it printed.</summary>
    public async Task UntilSaidAsync(string words, TimeSpan limit)
    {
        var clock = Stopwatch.StartNew();
        while (!Output.Contains(words, StringComparison.Ordinal))
        {
            if (clock.Elapsed > limit) throw new TimeoutException($"The product did not say '{words}' within {limit}:\n{Output}");
            await Task.Delay(50);
        }
    }

    /// <summary>Resident memory, MiB.</summary>
    public double ResidentMiB()
    {
        _process.Refresh();
        return _process.WorkingSet64 / 1048576.0;
    }

    /// <summary>Asks <c>/health</c> until it says healthy or degraded, as wanted.</summary>
    public async Task WaitForHealthAsync(string status)
    {
        var clock = Stopwatch.StartNew();
        while (true)
        {
            using var response = await Client.GetAsync("/health"); // unhealthy is 503
            var answer = await response.Content.ReadAsStringAsync();
            if (answer.StartsWith($"{{\"status\":\"{status}\"", StringComparison.Ordinal)) return;
            if (clock.Elapsed > StartLimit) throw new TimeoutException($"/health still answers {answer}");
            await Task.Delay(100);
        }
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        if (!_process.HasExited)
        {
            try { await StopAsync(); }
            catch (OperationCanceledException) { await KillAsync(); }
        }
        _process.Dispose();
    }

    private async Task SignalAsync(string signal)
    {
        using var kill = Process.Start("kill", [signal, _process.Id.ToString()]);
        await kill.WaitForExitAsync();
    }

    private static Process Launch(ProcessStartInfo start)
    {
        (start.RedirectStandardOutput, start.RedirectStandardError) = (true, true);
        start.Environment["MAINTENANCE_ADMIN_PASSWORD"] = AdminPassword;
        return Process.Start(start) ?? throw new InvalidOperationException($"{start.FileName} did not start.");
    }

    private void Collect()
    {
        _process.OutputDataReceived += (_, e) => { if (e.Data is not null) _output.Enqueue(e.Data); };
        _process.ErrorDataReceived += (_, e) => { if (e.Data is not null) _output.Enqueue(e.Data); };
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    private async Task WaitUntilAnnouncedAsync()
    {
        var announcement = Path.Combine(DataDirectory, "host.json");
        var clock = Stopwatch.StartNew();
        while (!File.Exists(announcement) || new FileInfo(announcement).Length == 0)
        {
            if (_process.HasExited) throw new InvalidOperationException($"The product ended with {_process.ExitCode} at start:\n{Output}");
            if (clock.Elapsed > StartLimit) throw new TimeoutException($"The product did not start within {StartLimit}:\n{Output}");
            await Task.Delay(50);
        }
        using var json = JsonDocument.Parse(await File.ReadAllTextAsync(announcement));
        Url = json.RootElement.GetProperty("url").GetString()!;
        MqttPort = json.RootElement.GetProperty("mqttPort").GetInt32();
        Client = new HttpClient { BaseAddress = new Uri(Url), Timeout = TimeSpan.FromSeconds(60) };
        Client.DefaultRequestHeaders.Authorization =
            new AuthenticationHeaderValue("Bearer", json.RootElement.GetProperty("token").GetString());
    }
}
