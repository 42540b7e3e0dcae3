using Maintenance.Core.Channels;
using Maintenance.Core.Conditions;
using Maintenance.Core.Feed;
using Maintenance.Scoring.Blocks;
using Maintenance.Scoring.HealthAssessment;
using Maintenance.Scoring.StateDetection;

namespace Maintenance.Scoring.Workers;

/// <summary>Updates for the live feed: only what concerns the newest block of an asset.</summary>
internal sealed partial class RecordProcessor
{
    private void Publish(AssetState state, in BlockOrigin origin, RowBatches rows)
    {
        var described = _described?.EventTimeUnixMicros == state.Blocks.Newest ? _described : null;
        if ((described ?? _reassessedNewest) is not { Assessment: { } assessment } newest) return;
        // A late block that changes the newest assessment has no channels to show for it.
        rows.Publish(state, UpdateOf(state, newest, assessment, withChannels: described is not null, origin));
    }

    private AssetUpdate UpdateOf(AssetState state, BlockEntry entry, in Assessment assessment, bool withChannels, in BlockOrigin origin)
    {
        var count = 0;
        for (var i = 0; withChannels && i < StandardChannels.Count; i++) count += _calculator.Channels[i].Count > 0 ? 1 : 0;
        var (channels, means, minima, maxima) = (new int[count], new float[count], new float[count], new float[count]);
        for (int i = 0, at = 0; at < count; i++)
        {
            ref readonly var m = ref _calculator.Channels[i];
            if (m.Count == 0) continue;
            (channels[at], means[at], minima[at], maxima[at]) = (i, m.Mean, m.Min, m.Max);
            at++;
        }
        return new AssetUpdate
        {
            Asset = state.Id,
            Region = state.Region,
            EventTimeUnixMicros = entry.EventTimeUnixMicros,
            ReceivedUnixMicros = origin.KnownAtUnixMicros,
            HealthIndex = assessment.HealthIndex,
            Grade = assessment.HasEvidence ? HealthGrades.Letter(HealthGrades.FromIndex(assessment.HealthIndex)) : "",
            FailureMode = assessment.FailureMode ?? FailureModes.None,
            FailureProbability = assessment.FailureProbability,
            LifeP10Hours = assessment.Life.P10,
            LifeP50Hours = assessment.Life.P50,
            LifeP90Hours = assessment.Life.P90,
            DrillingState = DrillingStates.Word(entry.State),
            Reasons = assessment.Reasons,
            Channels = channels,
            Means = means,
            Minima = minima,
            Maxima = maxima,
            TraceParent = Trace?.TraceParent,
        };
    }
}
