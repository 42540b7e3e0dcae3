using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Maintenance.Store.Log;

/// <summary>
/// Degraded while the disk of the data folder has less free space than <see cref="TelemetryLogOptions.MinFreeDiskBytes"/>, so that it is
/// known
/// before the disk is full and nothing is accepted any more. A change is logged. Threading: any.
/// </summary>
internal sealed partial class DiskHealthCheck(IOptions<TelemetryLogOptions> options, ILogger<DiskHealthCheck> logger) : IHealthCheck
{
    private int _isLow;

    /// <summary>Free bytes of the disk of a folder, for this process.</summary>
    internal Func<string, long> FreeBytes { get; init; } = folder => new DriveInfo(Path.GetFullPath(folder)).AvailableFreeSpace;

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(Check());

    private HealthCheckResult Check()
    {
        var (folder, least) = (options.Value.DataDirectory, options.Value.MinFreeDiskBytes);
        if (least == 0 || !Directory.Exists(folder)) return HealthCheckResult.Healthy();
        long free;
        try
        {
            free = FreeBytes(folder);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return HealthCheckResult.Degraded($"The free space of the disk of '{folder}' cannot be read: {error.Message}", error);
        }
        var isLow = free < least;
        if (Interlocked.Exchange(ref _isLow, isLow ? 1 : 0) != (isLow ? 1 : 0))
        {
            if (isLow) LogLow(logger, folder, free, least);
            else LogEnough(logger, folder, free);
        }
        return isLow
            ? HealthCheckResult.Degraded($"The disk of '{folder}' has {free} bytes free, "
                + $"less than Log:MinFreeDiskBytes ({least}): "
                + "free some, or lower Log:RetentionBytes, Log:DeadLetterRetentionBytes or the ages of Retention. When it is "
                + "full, nothing is accepted.")
            : HealthCheckResult.Healthy();
    }

    [LoggerMessage(4120, LogLevel.Warning, "The disk of {Folder} runs low: {Free} bytes are free, less than {Least} "
        + "(Log:MinFreeDiskBytes); when it is full, nothing is accepted")]
    private static partial void LogLow(ILogger logger, string folder, long free, long least);

    [LoggerMessage(4121, LogLevel.Information, "The disk of {Folder} has {Free} bytes free again")]
    private static partial void LogEnough(ILogger logger, string folder, long free);
}
