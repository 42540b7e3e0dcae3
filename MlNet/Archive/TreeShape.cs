namespace Maintenance.MlNet.Archive;

/// <summary>Checks that the tree in a file really is a tree.</summary>
internal static class TreeShape
{
    private const int MaxDepth = 400;

    /// <summary>True when each node and leaf is reached exactly once, within the depth limit: a file is not trusted to be so.</summary>
    /// <param name="left">Left child of each node; below zero: leaf <c>~child</c>.</param>
    /// <param name="right">Right child of each node.</param>
    public static bool IsTree(int[] left, int[] right)
    {
        var (nodes, leaves, waiting) = (new bool[left.Length], new bool[left.Length + 1], new Stack<(int At, int Depth)>());
        waiting.Push((left.Length == 0 ? ~0 : 0, 0));
        while (waiting.TryPop(out var next))
        {
            var (seen, place) = next.At < 0 ? (leaves, ~next.At) : (nodes, next.At);
            if (place >= seen.Length || seen[place] || next.Depth > MaxDepth) return false;
            seen[place] = true;
            if (next.At < 0) continue;
            waiting.Push((left[next.At], next.Depth + 1));
            waiting.Push((right[next.At], next.Depth + 1));
        }
        return Array.TrueForAll(nodes, n => n) && Array.TrueForAll(leaves, l => l);
    }
}
