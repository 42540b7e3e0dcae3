namespace Maintenance.Scoring.Workers;

/// <summary>
/// Loose readings of the most recently touched cells of one asset, so that a cell can be described again when one more reading of it
/// arrives. Bounded; what fell out is read back from the store. Threading: one worker.
/// </summary>
internal sealed class CellCache
{
    private const int MostCells = 128;
    private readonly Dictionary<long, SortedList<long, float[]>> _cells = [];
    private readonly Queue<long> _order = [];

    /// <summary>The readings of a cell by time, each with a value per standard channel; null when they are not here.</summary>
    public SortedList<long, float[]>? Find(long cell) => _cells.GetValueOrDefault(cell);

    /// <summary>Takes a cell in, empty or with what the store holds of it.</summary>
    public SortedList<long, float[]> Add(long cell, SortedList<long, float[]> readings)
    {
        if (_cells.TryAdd(cell, readings)) _order.Enqueue(cell);
        else _cells[cell] = readings;
        while (_order.Count > MostCells) _cells.Remove(_order.Dequeue());
        return readings;
    }
}
