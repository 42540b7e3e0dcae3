namespace Maintenance.Scoring.Blocks;

/// <summary>
/// Room for blocks beyond those that every asset may keep, for the assets that late data judges again. Threading: one worker.
/// </summary>
/// <param name="count">Number of blocks, of all assets together.</param>
internal sealed class SpareBlocks(int count)
{
    private int _free = count;

    /// <summary>Takes or gives back room.</summary>
    /// <param name="wanted">Blocks that an asset has beyond its own.</param>
    /// <param name="taken">Room that it has.</param>
    /// <returns>Room that it has now, at most what it wants.</returns>
    public int Take(int wanted, int taken)
    {
        var now = Math.Min(wanted, taken + _free);
        _free -= now - taken;
        return now;
    }
}
