using Maintenance.Core.Alarms;
using Maintenance.Core.Channels;
using Maintenance.Core.Conditions;
using Maintenance.Core.Ports;

namespace Maintenance.Queries;

/// <summary>
/// Smallest and greatest value of a signal of an asset's blocks in some short stretches: a part of a statement for each, whose bounds of
/// event time keep the engine from scanning the time between them.
/// </summary>
public static class SignalExtremesQuery
{
    private const int MaxStretches = 50;

    /// <summary>True of a signal whose values are stored block by block: statistics of channels, descriptors, health.</summary>
    public static bool Knows(string signal) => ColumnOf(signal) is not null;

    /// <param name="store">Store.</param>
    /// <param name="asset">Asset.</param>
    /// <param name="signal">A signal that <see cref="Knows"/>.</param>
    /// <param name="stretches">Stretches.</param>
    /// <param name="cancellationToken">Stops.</param>
    /// <returns>By stretch; null where no value is stored.</returns>
    public static async Task<IReadOnlyList<(double Low, double High)?>> RunAsync(
        IConditionStore store, string asset, string signal, IReadOnlyList<TimeRange> stretches, CancellationToken cancellationToken)
    {
        var (table, column) = ColumnOf(signal) ?? throw new ArgumentException($"{signal} is not stored by block.", nameof(signal));
        var found = new (double, double)?[stretches.Count];
        for (var first = 0; first < stretches.Count; first += MaxStretches)
        {
            var some = stretches.Skip(first).Take(MaxStretches).ToList();
            var sql = string.Join(" UNION ALL ", some.Select((_, i) => FormattableString.Invariant(
                $"SELECT {first + i} AS stretch, min({column}) AS low, max({column}) AS high FROM {table} ")
                + "WHERE asset = ? AND event_time >= ? AND event_time < ?"));
            var rows = await store.QueryAsync(
                new StoreQuery(sql, [.. some.SelectMany(s => new object?[] { asset, s.From, s.To })]), cancellationToken);
            foreach (var (stretch, low, high) in rows.Read(r => (r.Whole("stretch"), r.DoublePrecision("low"), r.DoublePrecision("high"))))
                if (double.IsFinite(low) && double.IsFinite(high)) found[stretch] = (low, high);
        }
        return found;
    }

    private static (string Table, string Column)? ColumnOf(string signal)
    {
        const string Blocks = "descriptor_current";
        if (signal == AlarmSignals.HealthIndex) return ("assessment_current", "health_index");
        if (signal.StartsWith(AlarmSignals.Descriptor, StringComparison.Ordinal) && signal[AlarmSignals.Descriptor.Length..] is var name)
            return Descriptors.Names.Contains(name) ? (Blocks, name) : null;
        var parts = signal.Split('.');
        if (!StandardChannels.TryFind(parts[0], out var channel)) return null;
        return parts switch
        {
            [_] => (Blocks, ChannelStatistics.ColumnOf(channel, ChannelStatisticKind.Mean)),
            [_, "min"] => (Blocks, ChannelStatistics.ColumnOf(channel, ChannelStatisticKind.Minimum)),
            [_, "max"] => (Blocks, ChannelStatistics.ColumnOf(channel, ChannelStatisticKind.Maximum)),
            _ => null,
        };
    }
}
