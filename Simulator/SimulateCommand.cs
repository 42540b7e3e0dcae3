using System.Text.Json;
using Maintenance.Core.Assets;
using Maintenance.Core.Time;
using Maintenance.Simulator.Edge;
using Maintenance.Simulator.Load;
using Maintenance.Simulator.Scenarios;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Maintenance.Simulator;

/// <summary>Runs the verb <c>simulate</c>; the host parses the command line and registers the assets.</summary>
public static class SimulateCommand
{
    // Longer than any simulated outage by default.
    private static readonly TimeSpan DrainTimeout = TimeSpan.FromMinutes(3);

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    /// <summary>Runs to the end of the duration or until cancelled.</summary>
    /// <param name="options">What to run.</param>
    /// <param name="registerAssets">Registers the assets with the host before the first record.</param>
    /// <param name="countStored">Readings that the host has stored of an epoch, once it has the given number or makes no progress; null if
    /// it cannot say.</param>
    /// <param name="output">Receives progress and, as its last line, the result as JSON.</param>
    /// <param name="clock">Clock.</param>
    /// <param name="loggers">Loggers.</param>
    /// <param name="cancellationToken">Ends the run; the result is still written.</param>
    /// <exception cref="OptionsValidationException">An option is outside its range.</exception>
    public static async Task RunAsync(
        SimulateOptions options, Func<IReadOnlyList<Asset>, CancellationToken, Task> registerAssets,
        Func<long, long, Task<long?>> countStored, TextWriter output, TimeProvider clock, ILoggerFactory loggers,
        CancellationToken cancellationToken)
    {
        var simulator = options.Simulator;
        if (options.ReadingsPerSecond is { } rate)
        {
            await RunLoadAsync(options, rate, registerAssets, countStored, output, clock, cancellationToken);
            return;
        }
        var check = new SimulatorOptionsValidator().Validate(name: null, simulator);
        if (check.Failed) throw new OptionsValidationException(SimulatorOptions.SectionName, typeof(SimulatorOptions), check.Failures);
        var scenario = simulator.Scenario.Length > 0 ? ScenarioLibrary.Load(simulator.Scenario) : null;
        var duration = options.Duration ?? scenario?.Length;
        var start = StartOf(options, scenario, duration, UnixMicros.Now(clock));
        var fleet = simulator.CreateFleet(start ?? UnixMicros.Now(clock), options.Assets);
        if (options.LabelsPath is { } labels) ScenarioLabels.Write(labels, fleet);
        await registerAssets(fleet.Assets, cancellationToken);
        var agentOptions = new EdgeAgentOptions
        {
            AcknowledgeTimeout = TimeSpan.FromSeconds(simulator.AcknowledgeTimeoutSeconds),
            StartUnixMicros = start,
            Speed = options.Speed,
            Length = duration,
            DrainTimeout = DrainTimeout,
        };
        using var service = new SimulatorService(Options.Create(simulator), fleet, clock, loggers.CreateLogger<SimulatorService>());
        var report = await service.RunAsync(simulator, agentOptions, cancellationToken);
        await output.WriteLineAsync(JsonSerializer.Serialize(report, Json));
    }

    // Null = now. Telemetry of the future would be refused: what runs faster than time begins in the past and ends now.
    private static long? StartOf(SimulateOptions options, Scenario? scenario, TimeSpan? duration, long now)
    {
        if ((options.Start ?? scenario?.Start) is { } given) return UnixMicros.Of(given);
        if (options.Speed <= 1) return null;
        var length = UnixMicros.Length(duration ?? throw new InvalidDataException(
            "Above real speed a run needs a length or a beginning: give --seconds, --start or a scenario."));
        return now - (long)(length * (1 - (1 / options.Speed)));
    }

    private static async Task RunLoadAsync(
        SimulateOptions options, double rate, Func<IReadOnlyList<Asset>, CancellationToken, Task> registerAssets,
        Func<long, long, Task<long?>> countStored, TextWriter output, TimeProvider clock, CancellationToken cancellationToken)
    {
        var s = options.Simulator;
        var runner = new LoadRunner(
            new LoadOptions
            {
                Assets = options.Assets,
                ReadingsPerSecond = rate,
                Duration = options.Duration,
                Transport = s.Transport,
                MqttHost = s.MqttHost.Length > 0 ? s.MqttHost : "127.0.0.1",
                MqttPort = s.MqttPort > 0 ? s.MqttPort : 1883,
                MqttUsername = s.MqttUsername,
                MqttPassword = s.MqttPassword,
                MqttTlsCaFile = s.MqttTlsCaFile,
                HttpAddress = s.HttpAddress,
                Token = s.HttpToken,
                Seed = s.Seed,
            },
            clock);
        await registerAssets(runner.Assets, cancellationToken);
        var report = await runner.RunAsync((readings, seconds) =>
            output.WriteLine($"{seconds,6:0} s  {readings / seconds,12:N0} readings/s"), cancellationToken);
        // An acknowledgement of MQTT says that the message arrived, not that its readings were accepted.
        if (await countStored(report.Epoch, report.Readings) is { } stored)
            report = report with { Stored = stored, Lost = Math.Max(0, report.Readings - stored) };
        await output.WriteLineAsync(JsonSerializer.Serialize(report, Json));
    }
}
