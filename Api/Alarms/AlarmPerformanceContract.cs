using System.Text.Json;
using Maintenance.Core.Alarms.Performance;
using Maintenance.Core.Time;

namespace Maintenance.Api.Alarms;

/// <summary>
/// Answer of <c>GET /api/v1/alarms/performance</c>: <c>figures</c> beside what the standards allow, and what is behind them.
/// </summary>
internal sealed record AlarmPerformanceContract(
    DateTime From, DateTime To, int Operators, double OperatorHours, IReadOnlyList<AlarmFigureContract> Figures,
    IReadOnlyList<BadActorContract> BadActors, IReadOnlyList<AlarmFloodContract> Floods)
{
    public static AlarmPerformanceContract Of(AlarmPerformance p) => new(
        UnixMicros.ToUtc(p.Window.FromUnixMicros), UnixMicros.ToUtc(p.Window.UntilUnixMicros), p.Window.Operators, p.Window.OperatorHours,
        [.. p.Figures().Select(f => new AlarmFigureContract(f.Name, f.Value, f.Limit, f.IsMet))],
        [.. p.BadActors.Select(b => new BadActorContract(b.Asset, b.Rule, b.Alarms, b.Share, b.Chatters,
            [.. b.Advice.Select(a => new AlarmAdviceContract(JsonNamingPolicy.SnakeCaseLower.ConvertName(a.Remedy.ToString()), a.Amount,
                a.Removed))], b.Pauses.Count, b.PausesWithoutValues))],
        [.. p.WorstFloods.Select(f => new AlarmFloodContract(
            UnixMicros.ToUtc(f.FromUnixMicros), UnixMicros.ToUtc(f.UntilUnixMicros), f.Alarms, f.Peak))]);

    /// <summary>The figures, then the bad actors, as rows of one table.</summary>
    public IEnumerable<object?[]> Rows() => Figures.Select(f => new object?[] { f.Name, null, null, f.Value, f.Limit, f.Met })
        .Concat(BadActors.Select(b => new object?[] { "bad_actor", b.Asset, b.Rule, (double)b.Alarms, null, null }));
}
