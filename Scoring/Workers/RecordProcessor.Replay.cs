using Maintenance.Core.Ports;
using Maintenance.Scoring.Blocks;
using Maintenance.Scoring.HealthAssessment;

namespace Maintenance.Scoring.Workers;

/// <summary>What the verification of one assessment needs: a processor without a past.</summary>
internal sealed partial class RecordProcessor
{
    /// <summary>Answers a need as if the store held nothing: all that matters is among the records.</summary>
    /// <exception cref="UnverifiableException">More loose readings than are kept at once.</exception>
    public static void AnswerEmpty(StoreRead needed)
    {
        switch (needed.Kind)
        {
            case StoreReadKind.Asset or StoreReadKind.Times:
                needed.State.Loaded = true;
                needed.State.KnownTimes.Load(long.MinValue, long.MaxValue, []);
                break;
            case StoreReadKind.Pages:
                for (var page = BlockPages.PageOf(needed.From); page <= BlockPages.PageOf(needed.To); page++) needed.State.Blocks.AddUnread(page);
                break;
            default:
                throw new UnverifiableException($"The minute before holds more loose readings of {needed.State.Id} than are kept at once.");
        }
    }

    /// <summary>Blocks of the window that ends at a time, in event-time order.</summary>
    public List<BlockEntry> WindowOf(string asset, long eventTime)
    {
        var window = new List<BlockEntry>();
        if (_states.TryGetValue(asset, out var state)) state.Blocks.Collect(eventTime - WindowFeatures.WindowMicros + 1, eventTime, window);
        return window;
    }
}
