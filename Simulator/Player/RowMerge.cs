namespace Maintenance.Simulator.Player;

/// <summary>
/// Gives rows of several chunks in the order of time, ties in the order of log and text, from streams that are each in that order: a merge
/// that holds one row per open chunk. A chunk is opened only when its first row is due.
/// </summary>
internal static class RowMerge
{
    /// <summary>Merges.</summary>
    /// <param name="chunks">First time of each chunk, and how to read it from its beginning; rows of a chunk ascend in time.</param>
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
