namespace Maintenance.Store.Log.Embedded;

/// <summary>A file being written. One caller at a time.</summary>
internal interface ISegmentFile : IDisposable
{
    /// <summary>Writes all bytes at the position.</summary>
    /// <exception cref="IOException">The file's content in that range is undefined.</exception>
    void Write(ReadOnlySpan<byte> bytes, long position);

    /// <summary>Returns when everything written is on the disk.</summary>
    /// <exception cref="IOException">Writes since the last success may be lost even if a later call succeeds: write them
    /// again.</exception>
    void Sync();
}
