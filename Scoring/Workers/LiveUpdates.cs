using Maintenance.Core.Conditions;
using Maintenance.Core.Feed;
using Maintenance.Core.Tracing;
using Maintenance.Scoring.Blocks;
using Maintenance.Scoring.DataManipulation;
using Maintenance.Scoring.StateDetection;

namespace Maintenance.Scoring.Workers;

/// <summary>Creates updates for the live feed, only for the block that is an asset's present.</summary>
internal static class LiveUpdates
{
    /// <summary>Adds an update if the record changed or described the asset's present.</summary>
    public static void Add(AssetState state, BlockAssembly assembly, BlockAssessment assessed, in BlockOrigin origin, RecordTrace? trace,
        RowBatches rows)
    {
        var described = assembly.Described?.EventTimeUnixMicros == state.PresentUnixMicros ? assembly.Described : null;
        if ((described ?? assessed.ReassessedPresent) is not { Assessment: { } assessment } present) return;
        // When a late block changes the assessment of the present, there are no new channel values to show.
        rows.Publish(state, UpdateOf(state, present, assessment, described is null ? [] : assembly.Channels, origin, trace));
    }

    private static AssetUpdate UpdateOf(
        AssetState state, BlockEntry entry, in Assessment assessment, ReadOnlySpan<Moments> moments, in BlockOrigin origin,
        RecordTrace? trace)
    {
        var count = 0;
        foreach (ref readonly var m in moments) count += m.Count > 0 ? 1 : 0;
        var (channels, means, minima, maxima) = (new int[count], new float[count], new float[count], new float[count]);
        for (int i = 0, at = 0; at < count; i++)
        {
            ref readonly var m = ref moments[i];
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
            NewestStampUnixMicros = state.Blocks.Newest,
            HealthIndex = assessment.HealthIndex,
            Grade = assessment.Grade ?? "",
            FailureMode = assessment.FailureMode ?? FailureModes.None,
            FailureProbability = assessment.FailureProbability,
            NotAssessed = assessment.NotAssessed,
            Evidence = assessment.Evidence,
            Findings = assessment.Findings,
            SensorFaults = assessment.SensorFaults,
            LifeP10Hours = assessment.Rul.P10,
            LifeP50Hours = assessment.Rul.P50,
            LifeP90Hours = assessment.Rul.P90,
            LifeLimitHours = assessment.Rul.Limit,
            DrillingState = DrillingStates.Word(assessment.State),
            Reasons = assessment.Reasons,
            Channels = channels,
            Means = means,
            Minima = minima,
            Maxima = maxima,
            TraceParent = trace?.TraceParent,
        };
    }
}
