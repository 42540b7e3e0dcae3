namespace Maintenance.Scoring.Trends;

/// <summary>
/// The minutes that blocks are judged by: those that go on. One that is followed by a gap is rarely whole, and while late data fills the
/// gap it is the one that is being filled: what follows the gap is judged again once it goes on, and not with each of its blocks. A pure
/// function of the minutes, so that any order of arrival gives the same (docs/decisions/0061-minutes-that-go-on.md).
/// </summary>
internal static class ContinuedMinutes
{
    /// <summary>A minute goes on when there is a block in one of so many minutes after it.</summary>
    public const int Within = 3;

    [ThreadStatic]
    private static Minute[]? Kept;

    /// <summary>Those of the minutes before a block's that go on.</summary>
    /// <param name="before">Minutes before, oldest first.</param>
    /// <param name="number">The block's minute.</param>
    /// <returns>Valid until the next call on this thread.</returns>
    public static ReadOnlySpan<Minute> Of(ReadOnlySpan<Minute> before, long number)
    {
        var first = 0;
        while (first < before.Length && GoesOn(before, first, number)) first++;
        if (first == before.Length) return before;
        if (Kept is not { } kept || kept.Length < before.Length)
            Kept = kept = new Minute[Math.Max(before.Length, TrendAssessor.MaxMinutes)];
        before[..first].CopyTo(kept);
        var count = first;
        for (var i = first + 1; i < before.Length; i++)
            if (GoesOn(before, i, number)) kept[count++] = before[i];
        return kept.AsSpan(0, count);
    }

    private static bool GoesOn(ReadOnlySpan<Minute> minutes, int i, long number) =>
        (i + 1 < minutes.Length ? minutes[i + 1].Number : number) - minutes[i].Number <= Within;
}
