namespace Maintenance.Simulator.Load;

/// <summary>Counts accepted and refused records of a load run. Thread-safe.</summary>
internal sealed class LoadCounters
{
    private long _records, _failed;

    public long Records => Interlocked.Read(ref _records);

    public long Failed => Interlocked.Read(ref _failed);

    public void Sent(long records) => Interlocked.Add(ref _records, records);

    public void Refused(long records) => Interlocked.Add(ref _failed, records);
}
