using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Maintenance.Core.Alarms;
using Maintenance.Core.Ports;
using Maintenance.Core.Tables;
using Maintenance.Queries;

namespace Maintenance.Training.Evaluation.Fleet.Alarms;

/// <summary>What a store says in the end, without when it was known: equal for any order of arrival.</summary>
/// <param name="Alarms">All rows of alarms, out of date and withdrawn ones too.</param>
/// <param name="Assessments">Hash of the current assessments of each drill.</param>
internal sealed record StoredTruth(IReadOnlyList<AlarmEventRow> Alarms, IReadOnlyDictionary<string, string> Assessments)
{
    /// <summary>Reads it.</summary>
    public static async Task<StoredTruth> ReadAsync(
        IConditionStore store, IEnumerable<string> assets, TimeRange range, CancellationToken cancellationToken)
    {
        var alarms = new List<AlarmEventRow>();
        await foreach (var found in AlarmPerformanceQuery.RunAsync(store, range, _ => true, cancellationToken))
            alarms.AddRange(found.Events);
        var assessments = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var asset in assets)
        {
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            foreach (var row in await AssessmentHistoryQuery.RunAsync(store, asset, range, int.MaxValue, cancellationToken))
                hash.AppendData(Encoding.UTF8.GetBytes((row with { KnownAtUnixMicros = 0 }).ToString()));
            assessments[asset] = Convert.ToHexStringLower(hash.GetHashAndReset());
        }
        return new StoredTruth(alarms, assessments);
    }

    /// <summary>
    /// Alarms that only one of the two has, and drills whose assessments differ. Alarms of missing data are about arrival and not compared.
    /// </summary>
    public long DifferencesFrom(StoredTruth other, AlarmRuleSet rules)
    {
        var (one, two) = (Lines(rules), other.Lines(rules));
        return one.Except(two, StringComparer.Ordinal).LongCount() + two.Except(one, StringComparer.Ordinal).LongCount()
            + Assessments.Count(a => !string.Equals(a.Value, other.Assessments.GetValueOrDefault(a.Key), StringComparison.Ordinal));
    }

    private HashSet<string> Lines(AlarmRuleSet rules)
    {
        var compared = rules.For(asset: null).Where(p => FaultAlarms.IsOfMachine(p.Rule)).Select(p => p.Rule.Id)
            .ToHashSet(StringComparer.Ordinal);
        return Alarms.Where(a => compared.Contains(a.Rule)).GroupBy(a => (a.Asset, a.Rule, a.Level, a.EventTimeUnixMicros))
            .Select(g => g.OrderBy(a => a.KnownAtUnixMicros).ThenBy(a => a.LogOffset).Last()).Where(a => !a.Withdrawn)
            .Select(a => string.Create(CultureInfo.InvariantCulture,
                $"{a.Asset}|{a.Rule}|{a.Level}|{a.EventTimeUnixMicros}|{a.RaisedUnixMicros}|{a.ReturnedUnixMicros}|{a.Priority}|"
                + $"{a.Value:R}|{a.Limit:R}"))
            .ToHashSet(StringComparer.Ordinal);
    }
}
