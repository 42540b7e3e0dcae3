using System.Collections.Frozen;
using System.Text.Json;

namespace Maintenance.Core.Alarms;

/// <summary>
/// The transition table of <see cref="AlarmMachine"/>: for every state and every trigger what may come of it. A letter is the state after
/// it; which of several depends on what else is known of the alarm (<c>docs/alarms.md</c>, which shows the same table). A word after ✗ is
/// the refusal that leaves the alarm as it was.
/// </summary>
public static class AlarmTransitions
{
    /// <summary>Letters of the states, in the order of <see cref="AlarmState"/>.</summary>
    public const string Letters = "NUARLSDO";

    /// <summary>The columns of what is not silenced, without latched ones.</summary>
    public const string Announced = """
        | trigger | N | U | A | R |
        | --- | --- | --- | --- | --- |
        | raise | U D | ✗stands | ✗stands | U |
        | priority_up | ✗stands_not | U | U A | ✗stands_not |
        | priority_down | ✗stands_not | U | A | ✗stands_not |
        | return | ✗stands_not | R | N L | ✗stands_not |
        | withdraw | N | N L | N L | N |
        | found_late | N R | U | A | R |
        | acknowledge | ✗nothing_waits | A ✗older_occurrence ✗priority_rose | ✗already_acknowledged | N L ✗older_occurrence ✗priority_rose |
        | reset | ✗not_latched | ✗stands | ✗stands | ✗not_acknowledged |
        | shelve | S | S | S | S |
        | shelve_once | ✗stands_not | S | S | ✗stands_not |
        | unshelve | ✗not_shelved | ✗not_shelved | ✗not_shelved | ✗not_shelved |
        | shelving_ended | ✗not_shelved | ✗not_shelved | ✗not_shelved | ✗not_shelved |
        | suppress | N ✗suppressed | D | D | D |
        | unsuppress | N ✗not_suppressed | ✗not_suppressed | ✗not_suppressed | ✗not_suppressed |
        | mask | N ✗masked | D | D | D |
        | unmask | N ✗not_masked | ✗not_masked | ✗not_masked | ✗not_masked |
        | take_out_of_service | O | O | O | O |
        | put_in_service | ✗in_service | ✗in_service | ✗in_service | ✗in_service |
        | begin_maintenance | O | O | O | O |
        | end_maintenance | ✗not_maintained | ✗not_maintained | ✗not_maintained | ✗not_maintained |
        | re_alarm | ✗stands_not | U | ✗already_acknowledged | ✗stands_not |
        | expire | ✗nothing_waits | ✗stands | ✗stands | N L |
        """;

    /// <summary>The columns of latched and silenced alarms.</summary>
    public const string Silenced = """
        | trigger | L | S | D | O |
        | --- | --- | --- | --- | --- |
        | raise | U | U S D ✗stands | D ✗stands | O ✗stands |
        | priority_up | ✗stands_not | U S D ✗stands_not | D ✗stands_not | O ✗stands_not |
        | priority_down | ✗stands_not | S ✗stands_not | D ✗stands_not | O ✗stands_not |
        | return | ✗stands_not | N R L S D ✗stands_not | N D ✗stands_not | O ✗stands_not |
        | withdraw | N | N L S D | N D | O |
        | found_late | R | S | D | O |
        | acknowledge | ✗already_acknowledged | ✗shelved | ✗suppressed | ✗out_of_service |
        | reset | N | ✗shelved | ✗suppressed | ✗out_of_service |
        | shelve | S | S | S | ✗out_of_service |
        | shelve_once | ✗stands_not | S ✗stands_not | S ✗stands_not | ✗out_of_service |
        | unshelve | ✗not_shelved | N U A R L D | ✗not_shelved | O ✗not_shelved |
        | shelving_ended | ✗not_shelved | N U A R L D | ✗not_shelved | O ✗not_shelved |
        | suppress | D | S ✗suppressed | D ✗suppressed | O ✗suppressed |
        | unsuppress | ✗not_suppressed | S ✗not_suppressed | U A R L D ✗not_suppressed | O ✗not_suppressed |
        | mask | D | S ✗masked | D ✗masked | O ✗masked |
        | unmask | ✗not_masked | S ✗not_masked | U A R L D ✗not_masked | O ✗not_masked |
        | take_out_of_service | O | O | O | O ✗out_of_service |
        | put_in_service | ✗in_service | ✗in_service | ✗in_service | N U A R L S D O ✗maintained |
        | begin_maintenance | O | O | O | O |
        | end_maintenance | ✗not_maintained | ✗not_maintained | ✗not_maintained | N U A R L S D O ✗not_maintained |
        | re_alarm | ✗stands_not | ✗shelved | ✗suppressed | ✗out_of_service |
        | expire | ✗nothing_waits | ✗shelved | ✗suppressed | ✗out_of_service |
        """;

    private static readonly FrozenDictionary<(AlarmState, AlarmTriggerKind), string> Cells =
        Read(Announced).Concat(Read(Silenced)).ToFrozenDictionary(c => c.Key, c => c.Value);

    /// <summary>What may come of a trigger in a state: states and refusals as the table names them.</summary>
    public static IReadOnlyList<string> Of(AlarmState state, AlarmTriggerKind trigger) => Cells[(state, trigger)].Split(' ');

    /// <summary>The table's word for a state.</summary>
    public static string Word(AlarmState state) => Letters[(int)state].ToString();

    /// <summary>The table's word for a refusal.</summary>
    public static string Word(AlarmRefusal refusal) => "✗" + Snake(refusal.ToString());

    private static IEnumerable<KeyValuePair<(AlarmState, AlarmTriggerKind), string>> Read(string table)
    {
        var lines = table.Split('\n').Select(l => l.Split('|', StringSplitOptions.TrimEntries)[1..^1]).ToArray();
        foreach (var kind in Enum.GetValues<AlarmTriggerKind>())
        {
            var row = lines.Single(l => l[0] == Snake(kind.ToString()));
            for (var i = 1; i < row.Length; i++)
                yield return new((((AlarmState)Letters.IndexOf(lines[0][i], StringComparison.Ordinal)), kind), row[i]);
        }
    }

    private static string Snake(string name) => JsonNamingPolicy.SnakeCaseLower.ConvertName(name);
}
