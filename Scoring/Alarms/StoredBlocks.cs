using Maintenance.Core.Ports;
using Maintenance.Core.Time;
using Maintenance.Queries;
using Maintenance.Scoring.Blocks;
using Maintenance.Scoring.StateDetection;

namespace Maintenance.Scoring.Alarms;

/// <summary>Blocks with their assessments, as the store knows them now.</summary>
internal static class StoredBlocks
{
    /// <summary>The blocks of an asset in [first, last], by event time.</summary>
    public static async Task<IReadOnlyList<BlockEntry>> ReadAsync(IConditionStore store, string asset, long first, long last,
        CancellationToken cancellationToken)
    {
        AssetRange[] range = [new(asset, UnixMicros.ToUtc(first), UnixMicros.ToUtc(last))];
        var blocks = await DescribedBlocksQuery.RunAsync(store, range, cancellationToken);
        var entries = new List<BlockEntry>(blocks.Count);
        var byTime = new Dictionary<long, BlockEntry>(blocks.Count);
        foreach (var (_, block) in blocks)
        {
            var entry = new BlockEntry { EventTimeUnixMicros = block.EventTimeUnixMicros };
            Fill(entry, block);
            entries.Add(entry);
            byTime[entry.EventTimeUnixMicros] = entry;
        }
        foreach (var (_, a) in await AssessedBlocksQuery.RunAsync(store, range, cancellationToken))
            if (byTime.TryGetValue(a.EventTimeUnixMicros, out var entry))
                entry.Assessment = AssessmentOf(a);
        return entries;
    }

    /// <summary>Takes over what is stored of a block but its assessment.</summary>
    public static void Fill(BlockEntry entry, in DescribedBlock block)
    {
        entry.State = DrillingStates.Parse(block.DrillingState);
        (entry.DurationMicros, entry.ReadingCount, entry.Quality) = (block.DurationMicros, block.ReadingCount, block.Quality);
        entry.KnownAtUnixMicros = block.KnownAtUnixMicros;
        block.ReadDescriptors(entry.Descriptors);
        block.ReadStatistics(entry.Statistics);
    }

    /// <summary>The assessment of a stored block.</summary>
    public static Assessment AssessmentOf(in AssessedBlock block) => new(
        DrillingStates.Parse(block.DrillingState), block.HealthIndex, block.FailureMode, block.FailureProbability, block.Reasons,
        block.RulHours)
    {
        Grade = block.Grade,
        NotAssessed = block.NotAssessed,
        Evidence = block.Evidence,
        Findings = block.Findings,
        SensorFaults = block.SensorFaults,
    };
}
