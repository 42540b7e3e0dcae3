using Maintenance.Core.Ports;
using Maintenance.Scoring.Blocks;
using Maintenance.Scoring.Workers;

namespace Maintenance.Scoring.Verification;

/// <summary>A store that holds nothing, for the records of one window: all that matters is among them.</summary>
internal static class EmptyStore
{
    /// <summary>Answers what a processor needs.</summary>
    /// <exception cref="UnverifiableException">More loose readings than are kept at once.</exception>
    public static void Answer(StoreRead needed)
    {
        switch (needed.Kind)
        {
            case StoreReadKind.Asset or StoreReadKind.Times:
                needed.State.Loaded = true;
                needed.State.KnownTimes.Load(long.MinValue, long.MaxValue, []);
                break;
            case StoreReadKind.Pages:
                for (var page = BlockPages.PageOf(needed.From); page <= BlockPages.PageOf(needed.To); page++)
                    needed.State.Blocks.AddUnread(page);
                break;
            default:
                throw new UnverifiableException($"The minute before holds more loose readings of {needed.State.Id} than are kept at once.");
        }
    }
}
