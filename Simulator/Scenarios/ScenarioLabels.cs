using System.Globalization;
using System.Text;
using System.Text.Json;
using Maintenance.Core.Time;
using Maintenance.Simulator.Physics;

namespace Maintenance.Simulator.Scenarios;

/// <summary>
/// The ground truth of a fleet, for a file beside its telemetry: what failed and which sensor lied, when. It is written where the simulator
/// runs and never sent; nothing in a record tells a labelled run from another.
/// </summary>
public static class ScenarioLabels
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    /// <summary>The labels of a fleet: its machine faults once each, then its sensor faults.</summary>
    public static IReadOnlyList<ScenarioLabel> Of(SimulatedFleet fleet) =>
    [
        .. fleet.Faults.Faults.Select((f, drill) => (f, drill)).Where(p => p.f is not null).Select(p => OfFault(fleet, p.drill, p.f!)),
        .. fleet.Options.SensorFaults.Select(f => new ScenarioLabel(
            "sensor", f.Asset, fleet.Assets[f.Asset].Id.Value, JsonNamingPolicy.SnakeCaseLower.ConvertName(f.Kind.ToString()),
            Defect: null, f.Channel.Length > 0 ? f.Channel : null, UnixMicros.ToUtc(f.FromUnixMicros), Failure: null,
            f.UntilUnixMicros == long.MaxValue ? null : UnixMicros.ToUtc(f.UntilUnixMicros))),
    ];

    /// <summary>Writes them: JSON if the name ends so, otherwise CSV.</summary>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void Write(string path, SimulatedFleet fleet)
    {
        var labels = Of(fleet);
        var isJson = path.EndsWith(".json", StringComparison.OrdinalIgnoreCase);
        File.WriteAllText(path, isJson ? JsonSerializer.Serialize(labels, Json) + "\n" : Csv(labels));
    }

    private static ScenarioLabel OfFault(SimulatedFleet fleet, int drill, Fault fault)
    {
        var onset = fault.StartUnixMicros + UnixMicros.Length(fault.OnsetDelay);
        var failure = onset + UnixMicros.Length(fault.Growth);
        var repaired = failure + UnixMicros.Length(fault.FailedFor);
        return new ScenarioLabel("machine", drill, fleet.Assets[drill].Id.Value, fault.FailureMode, fault.Defect, Channel: null,
            UnixMicros.ToUtc(onset), UnixMicros.ToUtc(failure), fault.FailedFor > TimeSpan.FromDays(36_000)
                ? null : UnixMicros.ToUtc(repaired));
    }

    private static string Csv(IReadOnlyList<ScenarioLabel> labels)
    {
        var text = new StringBuilder("kind,drill,asset,mode,defect,channel,onset,failure,until\n");
        foreach (var l in labels)
            text.Append(CultureInfo.InvariantCulture,
                $"{l.Kind},{l.Drill},{l.Asset},{l.Mode},{l.Defect},{l.Channel},{l.Onset:O},{l.Failure:O},{l.Until:O}\n");
        return text.ToString();
    }
}
