namespace Maintenance.Store.Log.Embedded;

/// <summary>Where a partition writes: files, or failing files in tests (disk full, bad disk).</summary>
internal interface ISegmentStorage
{
    /// <summary>Opens a file for writing, creating it (durably, when <paramref name="sync"/>) if it is absent.</summary>
    ISegmentFile OpenForWrite(string path, bool sync);
}
