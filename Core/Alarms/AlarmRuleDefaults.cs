using System.Text.Json;
using Maintenance.Core.Tables;
using Maintenance.Core.Time;

namespace Maintenance.Core.Alarms;

/// <summary>
/// The rules that a new store begins with (<c>docs/formats/alarm-rules.md</c>), each rationalised as ISA-18.2 asks; limits by the sources
/// named there. They never replace a definition that somebody made.
/// </summary>
public static class AlarmRuleDefaults
{
    /// <summary>Their author.</summary>
    public const string Author = "system";

    /// <summary>Rows of version 1 at the fleet, effective always, in order of the rules.</summary>
    public static IReadOnlyList<AlarmRuleRow> Rows { get; } = [.. Load()];

    /// <summary>The set that these rows make.</summary>
    public static AlarmRuleSet Set { get; } = AlarmRuleSet.Of(Rows);

    private static IEnumerable<AlarmRuleRow> Load()
    {
        using var stream = typeof(AlarmRuleDefaults).Assembly.GetManifestResourceStream("default-rules.json")!;
        using var rules = JsonDocument.Parse(stream);
        foreach (var rule in rules.RootElement.EnumerateObject().OrderBy(r => r.Name, StringComparer.Ordinal))
            yield return new AlarmRuleRow
            {
                Rule = rule.Name,
                Scope = AlarmScope.Fleet.ToString(),
                Version = 1,
                EffectiveUnixMicros = UnixMicros.None,
                Definition = JsonSerializer.Serialize(rule.Value),
                Author = Author,
                Note = "Default.",
            };
    }
}
