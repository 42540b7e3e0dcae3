using System.Text.Json;
using Maintenance.Core.Conditions;
using static Maintenance.Api.Wording.StoredJson;

namespace Maintenance.Api.Wording;

/// <summary>
/// Reads the JSON of an assessment's columns <c>evidence</c>, <c>findings</c> and <c>sensor_faults</c> (docs/formats/store-tables.md). What
/// is not of that format is left out: it comes from a store that was changed by hand.
/// </summary>
public static class ConditionText
{
    /// <summary>What each failure mode could be judged by, in the order of <see cref="FailureModes.All"/>; empty when not told.</summary>
    public static IReadOnlyList<ModeEvidence> Evidence(string? json) => Read(json, JsonValueKind.Object, root => root.EnumerateObject()
        .Where(p => p.Value.ValueKind == JsonValueKind.Object)
        .Select(p => new ModeEvidence(p.Name, Text(p.Value, "evidence") ?? "good", Text(p.Value, "because")))
        .OrderBy(e => FailureModes.IndexOf(e.Mode) is >= 0 and var place ? place : int.MaxValue));

    /// <summary>Suspected failure modes, likeliest first.</summary>
    public static IReadOnlyList<Finding> Findings(string? json, UnitSystem units) => Read(json, JsonValueKind.Array, root => Objects(root)
        .Select(f => new Finding(
            Text(f, "mode") ?? FailureModes.None, Number(f, "probability") ?? 0, Text(f, "component"), Text(f, "defect"),
            Text(f, "severity"), Text(f, "by"), Text(f, "advice"), Text(f, "effect"),
            f.TryGetProperty("reasons", out var reasons) ? ReasonText.Read(reasons, units) : [])));

    /// <summary>Sensors at fault.</summary>
    public static IReadOnlyList<SensorFault> SensorFaults(string? json) => Read(json, JsonValueKind.Array, root => Objects(root)
        .Select(f => new SensorFault(Text(f, "channel") ?? "sensor", Text(f, "fault") ?? "fault", Text(f, "because"))));

    private static IReadOnlyList<TPart> Read<TPart>(string? json, JsonValueKind kind, Func<JsonElement, IEnumerable<TPart>> parts) =>
        StoredJson.Read<IReadOnlyList<TPart>>(json, kind, root => [.. parts(root)], [], _ => []);

    private static IEnumerable<JsonElement> Objects(JsonElement array) =>
        array.EnumerateArray().Where(e => e.ValueKind == JsonValueKind.Object);
}
