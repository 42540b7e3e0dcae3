using System.Runtime.InteropServices;
using Maintenance.Scoring.Blocks;
using Maintenance.Scoring.HealthAssessment;
using Maintenance.Scoring.Shadow;
using Maintenance.Scoring.Trends;

namespace Maintenance.Scoring.Workers;

/// <summary>
/// Assesses, once, each block whose window contains a changed block, and writes a row for each assessment that changed. Threading: one
/// worker.
/// </summary>
internal sealed class BlockAssessment(ProcessedCounts counts)
{
    private readonly List<BlockEntry> _span = [];

    /// <summary>Assesses the blocks that follow.</summary>
    public ConditionAssessor Assessor { get; set; } = null!;

    /// <summary>Scores a challenger beside the assessor; null without one.</summary>
    public ShadowComparison? Shadow { get; set; }

    /// <summary>The block that is the asset's present, if the last call changed its assessment.</summary>
    public BlockEntry? ReassessedPresent { get; private set; }

    /// <summary>Assesses the blocks affected by changed ones.</summary>
    /// <param name="state">Asset.</param>
    /// <param name="changed">Its blocks whose descriptors changed, ascending.</param>
    /// <param name="origin">Record that changed them.</param>
    /// <param name="rows">Receives the rows.</param>
    public void Assess(AssetState state, List<BlockEntry> changed, in BlockOrigin origin, RowBatches rows)
    {
        ReassessedPresent = null;
        for (var i = 0; i < changed.Count;)
        {
            // Neighbouring blocks affect mostly the same blocks: overlapping ranges are assessed as one.
            var from = changed[i].EventTimeUnixMicros;
            var until = from + WindowFeatures.WindowMicros;
            for (i++; i < changed.Count && changed[i].EventTimeUnixMicros < until; i++)
                until = changed[i].EventTimeUnixMicros + WindowFeatures.WindowMicros;
            AssessRange(state, from, until, origin, rows);
        }
    }

    private void AssessRange(AssetState state, long from, long until, in BlockOrigin origin, RowBatches rows)
    {
        _span.Clear();
        state.Blocks.Collect(from - WindowFeatures.WindowMicros + 1, until - 1, _span);
        var span = CollectionsMarshal.AsSpan(_span);
        for (int i = 0, first = 0; i < span.Length; i++)
        {
            var entry = span[i];
            if (entry.EventTimeUnixMicros < from) continue;
            while (span[first].EventTimeUnixMicros <= entry.EventTimeUnixMicros - WindowFeatures.WindowMicros) first++;
            Take(state, entry, Assessor.Assess(span[first..(i + 1)], TrendContext.None), origin, rows);
        }
    }

    private void Take(AssetState state, BlockEntry entry, in Assessment assessment, in BlockOrigin origin, RowBatches rows)
    {
        if (entry.Assessment is { } known && known.Equals(assessment)) return;
        if (Shadow is not null && entry.Assessment is null && assessment.HasEvidence)
            Shadow.Compare(state.Id, entry.EventTimeUnixMicros, assessment.HealthIndex, Assessor.Features);
        entry.Assessment = assessment;
        rows.AddAssessment(state.Id, entry.EventTimeUnixMicros, assessment, origin, Assessor.ModelHash);
        counts.Assessments++;
        if (state.NotePresent(entry.EventTimeUnixMicros, origin.KnownAtUnixMicros, origin.Offset)) ReassessedPresent = entry;
    }
}
