using Maintenance.Core.Ports;
using Maintenance.Store.Backup;

namespace Maintenance.Tests.Web;

/// <summary>Real backups of a test's store, as the host composes them.</summary>
internal sealed class FolderBackups(IConditionStore store, string folder) : IBackups, IProgress<string>
{
    public async Task<BackupSummary> TakeAsync(bool isIncremental, CancellationToken cancellationToken)
    {
        var manifest = await StoreBackups.TakeAsync(store, folder, isIncremental, TimeProvider.System, this, cancellationToken);
        return new BackupSummary(Path.Combine(folder, manifest.Id), manifest.Parent, manifest.Taken, manifest.Rows, manifest.Bytes,
            Seconds: 0);
    }

    public void Report(string value)
    {
    }
}
