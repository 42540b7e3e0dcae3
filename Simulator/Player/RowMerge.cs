namespace Maintenance.Simulator.Player;

/// <summary>
/// Merges the rows of several chunks by time, then log, then text. Each chunk must already be in that order. Holds one row per open
/// chunk; a chunk is opened only when its first row is due.
/// </summary>
internal static class RowMerge
{
    /// <summary>Merges.</summary>
    /// <param name="chunks">First time of each chunk and a function that reads it from the start; rows of a chunk ascend in time.</param>
    public static IEnumerable<RecordedRow> Merge(IReadOnlyList<(long FirstUnixMicros, Func<IEnumerable<RecordedRow>> Read)> chunks)
    {
        var waiting = new Queue<(long First, Func<IEnumerable<RecordedRow>> Read)>(chunks.OrderBy(c => c.FirstUnixMicros));
        var heads = new PriorityQueue<IEnumerator<RecordedRow>, RecordedRow>(RowOrder.Instance);
        try
        {
            while (true)
            {
                while (waiting.TryPeek(out var next)
                    && (heads.Count == 0 || !heads.TryPeek(out _, out var head) || next.First <= head.TimeUnixMicros))
                {
                    waiting.Dequeue();
                    Push(heads, next.Read().GetEnumerator());
                }
                if (!heads.TryDequeue(out var rows, out var row)) yield break;
                yield return row;
                Push(heads, rows);
            }
        }
        finally
        {
            while (heads.TryDequeue(out var rows, out _)) rows.Dispose();
        }
    }

    private static void Push(PriorityQueue<IEnumerator<RecordedRow>, RecordedRow> heads, IEnumerator<RecordedRow> rows)
    {
        if (rows.MoveNext()) heads.Enqueue(rows, rows.Current);
        else rows.Dispose();
    }

    private sealed class RowOrder : IComparer<RecordedRow>
    {
        public static RowOrder Instance { get; } = new();

        public int Compare(RecordedRow x, RecordedRow y)
        {
            var order = x.TimeUnixMicros.CompareTo(y.TimeUnixMicros);
            if (order == 0) order = x.Log.CompareTo(y.Log);
            return order != 0 ? order : string.CompareOrdinal(x.Text, y.Text);
        }
    }
}
