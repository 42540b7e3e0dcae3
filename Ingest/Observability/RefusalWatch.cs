using Maintenance.Core.Telemetry;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Maintenance.Ingest.Observability;

/// <summary>
/// Degraded while a good part of what is sent goes to the dead letters: over the current minute and the one before. Threading: any.
/// </summary>
internal sealed class RefusalWatch(TimeProvider clock) : IHealthCheck
{
    /// <summary>Fewer refused readings than this are no storm, whatever their share.</summary>
    private const long Few = 100;

    /// <summary>Share of the readings from which on it is one.</summary>
    private const double Share = 0.1;

    private static readonly TimeSpan Period = TimeSpan.FromMinutes(1);

    private readonly Lock _lock = new();
    private readonly Dictionary<DeadLetterReason, long> _reasons = [];
    private long _began = clock.GetTimestamp();
    private (long Accepted, long Refused) _now;
    private (long Accepted, long Refused) _before;

    public void Accepted(long readings)
    {
        lock (_lock)
        {
            Turn();
            _now.Accepted += readings;
        }
    }

    public void Refused(DeadLetterReason reason, int readings)
    {
        lock (_lock)
        {
            Turn();
            _now.Refused += readings;
            _reasons[reason] = _reasons.GetValueOrDefault(reason) + readings;
        }
    }

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        lock (_lock)
        {
            Turn();
            var (accepted, refused) = (_now.Accepted + _before.Accepted, _now.Refused + _before.Refused);
            return Task.FromResult(refused < Few || refused < Share * (accepted + refused)
                ? HealthCheckResult.Healthy()
                : HealthCheckResult.Degraded($"{refused} of {accepted + refused} readings of the last minutes were refused, most often as "
                    + $"{DeadLetterReasons.Text(_reasons.MaxBy(r => r.Value).Key)}: the dead letters say whose and why."));
        }
    }

    // Lock held.
    private void Turn()
    {
        var elapsed = clock.GetElapsedTime(_began);
        if (elapsed < Period) return;
        _before = elapsed < 2 * Period ? _now : default;
        _now = default;
        if (_before.Refused == 0) _reasons.Clear();
        _began = clock.GetTimestamp();
    }
}
