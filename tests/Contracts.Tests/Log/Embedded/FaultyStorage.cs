using Maintenance.Store.Log.Embedded;

namespace Maintenance.Contracts.Tests.Log.Embedded;

/// <summary>Real files that can be told to fail or to block, like a full or a broken disk.</summary>
internal sealed class FaultyStorage : ISegmentStorage, IDisposable
{
    private readonly ManualResetEventSlim _open = new(initialState: true);
    private volatile bool _full;
    private int _syncsToLose;
    private int _failures;

    /// <summary>Failures that were handed out.</summary>
    public int Failures => Volatile.Read(ref _failures);

    /// <summary>Every write fails, as on a full disk.</summary>
    public bool Full
    {
        get => _full;
        set => _full = value;
    }

    /// <summary>Writes of segments wait while false.</summary>
    public bool Blocked
    {
        set
        {
            if (value) _open.Reset();
            else _open.Set();
        }
    }

    /// <summary>
    /// The next sync of a segment fails and what was written before it is gone, as when the kernel drops dirty pages after an I/O error.
    /// </summary>
    public void LoseNextSync() => Interlocked.Exchange(ref _syncsToLose, 1);

    public void Dispose() => _open.Dispose();

    public ISegmentFile OpenForWrite(string path, bool sync) =>
        new FaultyFile(this, FileSegmentStorage.Instance.OpenForWrite(path, sync), path.EndsWith(".log", StringComparison.Ordinal));

    private sealed class FaultyFile(FaultyStorage storage, ISegmentFile file, bool isSegment) : ISegmentFile
    {
        private readonly List<(long Position, int Length)> _unsynced = [];

        public void Write(ReadOnlySpan<byte> bytes, long position)
        {
            if (isSegment) storage._open.Wait();
            if (storage._full)
            {
                Interlocked.Increment(ref storage._failures);
                throw new IOException("No space left on device");
            }
            file.Write(bytes, position);
            _unsynced.Add((position, bytes.Length));
        }

        public void Sync()
        {
            if (isSegment && Interlocked.Exchange(ref storage._syncsToLose, 0) == 1)
            {
                foreach (var (position, length) in _unsynced) file.Write(new byte[length], position);
                Interlocked.Increment(ref storage._failures);
                throw new IOException("Input/output error");
            }
            file.Sync();
            _unsynced.Clear();
        }

        public void Dispose() => file.Dispose();
    }
}
