using System.Globalization;
using Maintenance.Core.Telemetry;

namespace Maintenance.Scoring.Tests.Alarms;

/// <summary>Histories of drills that send at the same time: a function of the seed.</summary>
internal sealed class Group(int seed, int count)
{
    private const int MaxRestarts = 6;
    private readonly History[] _histories = [.. Enumerable.Range(seed, count).Select(s => new History(s))];

    public int Count => count;

    /// <summary>Every drill's records in order.</summary>
    public IReadOnlyList<TelemetryRecord> InOrder(string prefix) => [.. _histories.SelectMany((h, i) => h.InOrder(Name(prefix, i)))];

    /// <summary>Records of all drills in between each other, cut into runs between which the worker dies.</summary>
    public (IEnumerable<TelemetryRecord[]> Runs, int PerRead) Arrivals(string prefix)
    {
        var random = new Random(seed);
        var arrivals = _histories.SelectMany((h, i) => h.Arrivals(Name(prefix, i)))
            .OrderBy(r => r.Key + (random.NextDouble() / 1000)).Select(r => r.Record).ToList();
        return (arrivals.Chunk((arrivals.Count / (2 + random.Next(MaxRestarts))) + 1), 128 + random.Next(512));
    }

    /// <summary>In words, what is different, and how to see it again.</summary>
    public List<string> Compare(ILookup<int, string> expected, ILookup<int, string> found)
    {
        var different = new List<string>();
        for (var i = 0; i < count; i++)
        {
            var (wanted, got) = (_histories[i].Comparable(expected[i]), _histories[i].Comparable(found[i]));
            if (got.SequenceEqual(wanted, StringComparer.Ordinal)) continue;
            different.Add($"history {seed + i} (again by MAINTENANCE_ALARM_SEED={seed}, MAINTENANCE_ALARM_HISTORIES={count}; "
                + $"{_histories[i]}): missing {string.Join(", ", wanted.Except(got))}; too many {string.Join(", ", got.Except(wanted))}");
        }
        return different;
    }

    private static string Name(string prefix, int place) => prefix + place.ToString(CultureInfo.InvariantCulture);
}
