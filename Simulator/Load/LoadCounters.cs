namespace Maintenance.Simulator.Load;

/// <summary>Counts the readings of a load run that were accepted and that were not. Thread-safe.</summary>
internal sealed class LoadCounters
{
    private long _accepted, _failed;

    public long Accepted => Interlocked.Read(ref _accepted);

    public long Failed => Interlocked.Read(ref _failed);

    public void Accept(long readings) => Interlocked.Add(ref _accepted, readings);

    public void Refuse(long readings) => Interlocked.Add(ref _failed, readings);
}
