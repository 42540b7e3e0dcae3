using Maintenance.Core.Log;
using Maintenance.Core.Ports;
using Microsoft.Win32.SafeHandles;

namespace Maintenance.Store.Log.Embedded;

/// <summary>
/// Reads one partition from its files, like Kafka through the page cache: what was committed a moment ago is still in memory, and a reader that lags
/// by hours costs nobody else anything, because readers share neither locks nor buffers with writers or with each other.
/// <para>A reader whose next record was removed by retention goes on at the beginning. Damage is thrown, at every call, and never skipped.</para>
/// Steady state allocates nothing, except for records larger than one entry (a rented buffer).
/// </summary>
internal sealed partial class PartitionReader : ILogReader
{
    private const int BufferBytes = 2 * EntryFrame.MaxEntryBytes;
    private const int PageBytes = PartitionSettings.PageBytes;
    private const long AnyOrdinal = -1;

    private readonly LogPartition _partition;
    private readonly long _skipUntil;
    private byte[] _buffer = [];
    private long _bufferStart;
    private int _buffered;
    private SafeFileHandle? _file;
    private long _fileSegment = -1;
    private byte[]? _assembly;
    private int _assemblyKeyLength;

    // Where the next entry is and its ordinal; and the same for the record it belongs to, to return to when reading fails half-way.
    private long _next;
    private long _nextOrdinal = AnyOrdinal;
    private long _record;
    private long _recordOrdinal = AnyOrdinal;
    private bool _disposed;

    public PartitionReader(LogPartition partition, long offset)
    {
        _partition = partition;
        var begin = partition.BeginningOffset;
        var durable = partition.DurableUntil;
        if (offset == durable || offset <= begin)
        {
            _next = Math.Max(offset, begin);
        }
        else
        {
            // Any number may be asked for, but entries are found only from the start of a page: walk from there.
            _skipUntil = offset;
            _next = Math.Max(begin, Math.Min(offset, durable) / PageBytes * PageBytes);
        }
        _record = _next;
    }

    /// <inheritdoc/>
    public long Position => Math.Max(_record, _skipUntil);

    /// <summary>Reads the page that holds the end of the log, so that damage there is found when the log is opened.</summary>
    public static void VerifyLastPage(LogPartition partition, long nextOrdinal)
    {
        var durable = partition.DurableUntil;
        if (durable == partition.BeginningOffset) return;
        var reader = new PartitionReader(partition, durable) { _next = Math.Max(partition.BeginningOffset, (durable - 1) / PageBytes * PageBytes) };
        try
        {
            while (reader._next < durable)
            {
                if (reader.TryLoadEntry(durable, out var frame)) reader.Advance(frame.Length, new EntryView(frame).Ordinal);
            }
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw reader.Damaged($"its end cannot be read: {error.Message}");
        }
        finally
        {
            reader.Dispose();
        }
        if (reader._nextOrdinal != nextOrdinal) throw reader.Damaged($"the last entry has ordinal {reader._nextOrdinal - 1}, committed was {nextOrdinal - 1}");
    }

    /// <inheritdoc/>
    public int Read(LogBatch into, int maxBytes)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        _partition.ThrowIfClosed();
        var added = 0;
        while (true)
        {
            try
            {
                ReadDurable(into, maxBytes, ref added);
                return added;
            }
            catch (FileNotFoundException) when (_partition.BeginningOffset > _next)
            {
                // Retention took the file just now: go on at the new beginning.
            }
            catch (Exception error) when (error is LogException or IOException or UnauthorizedAccessException)
            {
                ReturnToRecord();
                if (added > 0) return added; // what was read is whole; the next call meets the error again
                if (error is LogException) throw;
                throw new LogException($"Log partition {_partition.Settings.Name} cannot be read at offset {_next}: {error.Message}", isTransient: true, error);
            }
        }
    }

    /// <inheritdoc/>
    public bool HasMore
    {
        get
        {
            _partition.ThrowIfClosed();
            return _partition.DurableUntil > Math.Max(_next, _skipUntil);
        }
    }

    /// <inheritdoc/>
    public ValueTask WaitAsync(CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        return HasMore ? ValueTask.CompletedTask : WaitForMoreAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        Dispose();
        return ValueTask.CompletedTask;
    }

    private void Dispose()
    {
        _disposed = true;
        CloseFile();
        DropAssembly();
    }

    private async ValueTask WaitForMoreAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var advance = _partition.NextAdvance();
            if (HasMore) return;
            await advance.WaitAsync(cancellationToken);
        }
    }
}
