using Maintenance.Core.Time;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Maintenance.Notification.Delivery;

/// <summary>Degraded while somebody may not have been told: rounds fail, messages wait, were given up or left unknown lately.</summary>
internal sealed class NotificationHealthCheck(NotificationFigures figures) : IHealthCheck
{
    private static readonly TimeSpan Lately = TimeSpan.FromHours(1);

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(Check());

    private HealthCheckResult Check()
    {
        var complaints = new List<string>();
        if (figures.RoundError is { } error) complaints.Add($"Nothing is told at the moment: {error}");
        if (figures.Waiting > 0) complaints.Add($"Messages of {figures.Waiting} alarms could not be sent and are tried again.");
        if (IsLately(figures.LastGivenUpUnixMicros)) complaints.Add("A message was given up within the hour.");
        if (IsLately(figures.LastUnknownUnixMicros)) complaints.Add("Of a message of the last hour nobody knows whether it was sent.");
        if (complaints.Count > 0 && figures.LastError is { } last) complaints.Add($"Last answer: {last}");
        complaints.AddRange(figures.Problems);
        return complaints.Count == 0 ? HealthCheckResult.Healthy()
            : HealthCheckResult.Degraded(string.Join(" ", complaints) + " See GET /api/v1/notifications.");
    }

    private bool IsLately(long unixMicros) => unixMicros > 0 && unixMicros > figures.Now - UnixMicros.Length(Lately);
}
