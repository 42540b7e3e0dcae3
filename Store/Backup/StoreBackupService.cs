using System.Diagnostics;
using Maintenance.Core.Ports;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Maintenance.Store.Backup;

/// <summary>Backups of the process's store into the folder of <see cref="BackupOptions"/>.</summary>
internal sealed partial class StoreBackupService(IConditionStore store, IOptions<BackupOptions> options, TimeProvider clock,
    ILogger<StoreBackupService> logger) : IBackups, IDisposable
{
    private readonly SemaphoreSlim _one = new(1);

    public async Task<BackupSummary> TakeAsync(bool isIncremental, CancellationToken cancellationToken)
    {
        if (!await _one.WaitAsync(TimeSpan.Zero, cancellationToken))
            throw new StoreException("A backup is already running; retry when it has finished.", isTransient: true);
        try
        {
            var started = Stopwatch.GetTimestamp();
            var root = Path.GetFullPath(options.Value.Directory);
            var manifest = await StoreBackups.TakeAsync(store, root, isIncremental, clock, new Steps(logger), cancellationToken);
            var summary = new BackupSummary(Path.Combine(root, manifest.Id), manifest.Parent, manifest.Taken, manifest.Rows, manifest.Bytes,
                Stopwatch.GetElapsedTime(started).TotalSeconds);
            LogTaken(logger, summary.Folder, summary.Rows, summary.Bytes, summary.Seconds);
            return summary;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new StoreException($"The backup could not be written to Backup:Directory '{options.Value.Directory}': {error.Message}",
                inner: error);
        }
        finally
        {
            _one.Release();
        }
    }

    public void Dispose() => _one.Dispose();

    [LoggerMessage(4910, LogLevel.Information, "Backup {Folder} taken: {Rows} rows, {Bytes} bytes, {Seconds} s")]
    private static partial void LogTaken(ILogger logger, string folder, long rows, long bytes, double seconds);

    [LoggerMessage(4911, LogLevel.Debug, "Backup: {Step}")]
    private static partial void LogStep(ILogger logger, string step);

    private sealed class Steps(ILogger logger) : IProgress<string>
    {
        public void Report(string value) => LogStep(logger, value);
    }
}
