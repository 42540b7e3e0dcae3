using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Maintenance.Host.Composition;

/// <summary>
/// Degraded when the disk of the data directory has little space left, unhealthy when nearly none: the log and the store stop when it is
/// full, and it is easier to free space before.
/// </summary>
/// <param name="folder">Data directory.</param>
/// <param name="minFree">Little space, bytes; nearly none is a tenth of it.</param>
internal sealed class DiskHealthCheck(string folder, long minFree) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            return Task.FromResult(Judge(new DriveInfo(folder).AvailableFreeSpace));
        }
        catch (IOException error)
        {
            return Task.FromResult(HealthCheckResult.Unhealthy($"The disk of {folder} does not answer: {error.Message}"));
        }
    }

    internal HealthCheckResult Judge(long free)
    {
        if (free >= minFree) return HealthCheckResult.Healthy();
        var what = $"{free >> 20} MiB are free on the disk of {folder} (Host:MinFreeDiskBytes {minFree}): free space, or shorten "
            + "Log:RetentionBytes and Retention.";
        return free >= minFree / 10 ? HealthCheckResult.Degraded(what) : HealthCheckResult.Unhealthy(what);
    }
}
