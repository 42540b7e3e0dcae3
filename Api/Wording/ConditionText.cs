using System.Text.Json;
using Maintenance.Core.Conditions;
using static Maintenance.Api.Wording.StoredJson;

namespace Maintenance.Api.Wording;

/// <summary>
/// Reads the JSON of an assessment's columns <c>evidence</c>, <c>findings</c> and <c>sensor_faults</c> (docs/formats/store-tables.md). What
/// is not of that format comes from a store that was changed by hand or by another build: it is shown as it is, because nothing in its
/// place would look like a drill without faults.
/// </summary>
public static class ConditionText
{
    /// <summary>Failure mode or sensor of a stored text that cannot be read.</summary>
    public const string Unreadable = "unreadable";

    /// <summary>What each failure mode could be judged by, in the order of <see cref="FailureModes.All"/>; empty when not told.</summary>
    public static IReadOnlyList<ModeEvidence> Evidence(string? json) => Read(json, JsonValueKind.Object, root => root.EnumerateObject()
        .Select(p => p.Value.ValueKind == JsonValueKind.Object && Text(p.Value, "evidence") is { } evidence
            ? new ModeEvidence(p.Name, evidence, Text(p.Value, "because")) : UnreadableEvidence(p.Name, p.Value.ToString()))
        .OrderBy(e => FailureModes.IndexOf(e.Mode) is >= 0 and var place ? place : int.MaxValue),
        text => UnreadableEvidence(Unreadable, text));

    /// <summary>Suspected failure modes, likeliest first.</summary>
    public static IReadOnlyList<Finding> Findings(string? json, UnitSystem units) => Read(json, JsonValueKind.Array, root => root
        .EnumerateArray().Select(f => f.ValueKind != JsonValueKind.Object ? UnreadableFinding(f.ToString()) : new Finding(
            Text(f, "mode") ?? Unreadable, Number(f, "probability") ?? 0, Text(f, "component"), Text(f, "defect"),
            Text(f, "severity"), Text(f, "by"), Text(f, "advice"), Text(f, "effect"),
            f.TryGetProperty("reasons", out var reasons) ? ReasonText.Read(reasons, units) : [])),
        UnreadableFinding);

    /// <summary>Sensors at fault.</summary>
    public static IReadOnlyList<SensorFault> SensorFaults(string? json) => Read(json, JsonValueKind.Array, root => root.EnumerateArray()
        .Select(f => f.ValueKind != JsonValueKind.Object ? UnreadableSensor(f.ToString())
            : new SensorFault(Text(f, "channel") ?? "sensor", Text(f, "fault") ?? "fault", Text(f, "because"))),
        UnreadableSensor);

    private static IReadOnlyList<TPart> Read<TPart>(
        string? json, JsonValueKind kind, Func<JsonElement, IEnumerable<TPart>> parts, Func<string, TPart> unreadable) =>
        StoredJson.Read<IReadOnlyList<TPart>>(json, kind, root => [.. parts(root)], [], text => [unreadable(text)]);

    private static ModeEvidence UnreadableEvidence(string mode, string text) => new(mode, "none", $"cannot be read: {text}");

    private static Finding UnreadableFinding(string text) =>
        new(Unreadable, 0, null, $"cannot be read: {text}", null, null, null, null, []);

    private static SensorFault UnreadableSensor(string text) => new("sensor faults", Unreadable, text);
}
