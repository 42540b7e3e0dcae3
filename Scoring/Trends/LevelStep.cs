namespace Maintenance.Scoring.Trends;

/// <summary>
/// Tells a level that was reached at once from a change that goes on. Another bit, motor, mud, pump or gauge, or two runs that a log joins,
/// give every channel another level from one minute to the next, and keep it; a hole that packs off and a pipe that washes out go on, or
/// come again.
/// </summary>
internal static class LevelStep
{
    /// <summary>
    /// Comparable minutes within which all of a step happens. Logs by depth are averages over some decimetres, and smear it over minutes.
    /// </summary>
    public const int Minutes = 5;

    /// <summary>
    /// Part of the change up to which a value has the usual level, from which it has the new one, and to which it must return to have come
    /// again.
    /// </summary>
    private const float Left = 0.2f, Reached = 0.8f, Again = 0.5f;

    /// <summary>Finds the step to a level.</summary>
    /// <param name="newestFirst">Comparable minutes, newest first, of the time in which the change may have happened.</param>
    /// <param name="usual">The usual level; of few minutes its middle, as their upper end climbs with a change that goes on.</param>
    /// <param name="level">The level beyond it.</param>
    /// <returns>
    /// How many of the minutes have had the level, when it was reached at once and for the first time; 0 when it was not.
    /// </returns>
    public static int Find(ReadOnlySpan<float> newestFirst, float usual, float level)
    {
        var (reached, left) = (0, -1);
        for (var i = 0; i < newestFirst.Length; i++)
        {
            var share = (newestFirst[i] - usual) / (level - usual);
            if (left >= 0 && share >= Again) return 0;
            if (left >= 0) continue;
            if (share >= Reached) reached = i + 1;
            else if (share <= Left && reached > 0) left = i;
        }
        return left >= 0 && left - reached <= Minutes ? reached : 0;
    }
}
