using Maintenance.Api.Fleet;
using Maintenance.Api.Wording;
using Maintenance.Core.Conditions;

namespace Maintenance.Dashboard.Display;

/// <summary>
/// A line of a drill's condition by failure mode: what is suspected first, then what was judged and is well, then what cannot be seen. Few
/// lines, since modes of one kind and one cause share one. The hub sends the same lines.
/// </summary>
/// <param name="Kind"><c>sensor</c>, <c>suspected</c>, <c>clear</c>, <c>weak</c> or <c>unseen</c>.</param>
/// <param name="Label">What the line is about: "Suspected".</param>
/// <param name="Text">Failure mode with its probability, failure modes, or sensor.</param>
/// <param name="Detail">What it rests on, or what is missing; empty without.</param>
/// <param name="Advice">What to do; empty without.</param>
public sealed record ConditionLine(string Kind, string Label, string Text, string Detail, string Advice)
{
    /// <summary>The lines of a drill's present; none of a store or sender that does not tell.</summary>
    public static IReadOnlyList<ConditionLine> Of(DrillCondition drill, UnitSystem units)
    {
        var evidence = ConditionText.Evidence(drill.Latest?.Evidence);
        var findings = ConditionText.Findings(drill.Latest?.Findings, units);
        var rest = evidence.Where(e => findings.All(f => f.Mode != e.Mode)).ToArray();
        return
        [
            .. ConditionText.SensorFaults(drill.Latest?.SensorFaults)
                .Select(f => new ConditionLine("sensor", "Sensor fault", Words.Sentence(f.Short), f.Because ?? "", "")),
            .. findings.Select((f, i) => Suspected(f, evidence.FirstOrDefault(e => e.Mode == f.Mode)?.Because, isLeading: i == 0)),
            .. Grouped(rest.Where(e => e is { IsNone: false, Because: null }), "clear", "Nothing found"),
            .. Grouped(rest.Where(e => e is { IsNone: false, Because: not null }), "weak", "Nothing found, little evidence"),
            .. Grouped(rest.Where(e => e.IsNone), "unseen", "Cannot be seen"),
        ];
    }

    // The head of the page has the leading one's advice.
    private static ConditionLine Suspected(Finding f, string? limit, bool isLeading)
    {
        string?[] parts = [f.Place, f.Severity is { } s ? SeverityOf(s) : null, f.By is { } by ? $"by {by}" : null, limit,
            .. f.Reasons.Select(r => r.Text)];
        return new ConditionLine("suspected", "Suspected", Words.Sentence(Words.Finding(f.Mode, f.Probability)),
            string.Join(" · ", parts.Where(p => !string.IsNullOrEmpty(p))), isLeading ? "" : f.Advice ?? "");
    }

    private static IEnumerable<ConditionLine> Grouped(IEnumerable<ModeEvidence> modes, string kind, string label) => modes
        .GroupBy(m => m.Because ?? "", StringComparer.Ordinal)
        .Select(g => new ConditionLine(kind, label, g.Count() == FailureModes.All.Count
            ? "All failure modes" : Words.Sentence(string.Join(", ", g.Select(m => Words.FailureMode(m.Mode)))), g.Key, ""));

    private static string SeverityOf(string severity) => severity.Length == 1 ? $"zone {severity} of ISO 20816-3" : severity;
}
