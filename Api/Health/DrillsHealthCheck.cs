using Maintenance.Api.Fleet;
using Maintenance.Api.Rest;
using Maintenance.Core.Time;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;

namespace Maintenance.Api.Health;

/// <summary>
/// Degraded when no drill sends any more, which one failure on the way explains better than many silent drills, and when clocks of drills
/// run ahead. A fleet that never sent is healthy: nothing was lost.
/// </summary>
internal sealed class DrillsHealthCheck(LiveFleet fleet, IOptions<RestOptions> options, TimeProvider clock) : IHealthCheck
{
    private const int Named = 3;

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(Check());

    private HealthCheckResult Check()
    {
        var now = UnixMicros.Now(clock);
        var complaints = new List<string>();
        DrillCondition[] known = [.. fleet.All.Where(d => d.Latest is not null)];
        if (known.Length == 0) return HealthCheckResult.Healthy("No drill has sent data yet.");
        var silence = TimeSpan.FromMicroseconds(now - known.Max(d => d.Latest!.ReceivedUnixMicros));
        if (silence > options.Value.SilentAfter)
            complaints.Add($"None of {known.Length} drills has sent data for {silence.TotalMinutes:0} min (Dashboard:SilentAfter "
                + $"{options.Value.SilentAfter}): check the way from the drills to Ingest.");
        var ahead = known.Select(d => (Drill: d, By: d.ClockAheadAt(now))).Where(d => d.By is not null)
            .OrderByDescending(d => d.By).ToArray();
        if (ahead.Length > 0)
            complaints.Add($"Clocks of {ahead.Length} of {known.Length} drills run ahead: "
                + string.Join(", ", ahead.Take(Named).Select(d => $"{d.Drill.Asset.Id.Value} by {d.By!.Value.TotalSeconds:0} s"))
                + $"{(ahead.Length > Named ? " …" : "")}. Set them by NTP; what they stamped ahead is kept at its time.");
        return complaints.Count == 0 ? HealthCheckResult.Healthy() : HealthCheckResult.Degraded(string.Join(" ", complaints));
    }
}
