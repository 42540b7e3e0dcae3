using Maintenance.Core.Ports;
using Maintenance.Scoring.Blocks;
using Maintenance.Scoring.Workers;

namespace Maintenance.Scoring.Verification;

/// <summary>Stands for an empty store while the records of one window are replayed: everything relevant is among them.</summary>
internal static class EmptyStore
{
    /// <summary>Answers a processor's read request.</summary>
    /// <exception cref="UnverifiableException">The window has more loose readings than are kept in memory.</exception>
    public static void Answer(StoreRead needed)
    {
        switch (needed.Kind)
        {
            case StoreReadKind.Asset or StoreReadKind.Times:
                needed.State.Loaded = true;
                needed.State.StoredEventTimes.Load(long.MinValue, long.MaxValue, []);
                break;
            case StoreReadKind.Minutes:
                needed.State.Minutes.Load(BlockPages.PageOf(needed.From), BlockPages.PageOf(needed.To), []);
                break;
            case StoreReadKind.Pages:
                for (var page = BlockPages.PageOf(needed.From); page <= BlockPages.PageOf(needed.To); page++)
                    needed.State.Blocks.AddUnread(page);
                break;
            default:
                throw new UnverifiableException($"The window has more loose readings of {needed.State.Id} than are kept in memory.");
        }
    }
}
