using Maintenance.Core.Conditions;
using Maintenance.Core.Feed;
using Maintenance.Core.Tracing;
using Maintenance.Scoring.Blocks;
using Maintenance.Scoring.DataManipulation;
using Maintenance.Scoring.StateDetection;

namespace Maintenance.Scoring.Workers;

/// <summary>
/// Creates updates for the live feed: of the block that is an asset's present, and of one block of before it when a record changed the
/// past, so that open pages read that anew.
/// </summary>
internal static class LiveUpdates
{
    /// <summary>Adds an update if the record changed or described the asset's present, and one if it changed what was before.</summary>
    /// <param name="state">Asset.</param>
    /// <param name="presentBefore">Event time of its present before the record, Unix µs.</param>
    /// <param name="assembly">Blocks that the record touched.</param>
    /// <param name="assessed">What they changed.</param>
    /// <param name="origin">The record.</param>
    /// <param name="trace">Its trace; null when it has none.</param>
    /// <param name="rows">Receives the updates.</param>
    public static void Add(AssetState state, long presentBefore, BlockAssembly assembly, BlockAssessment assessed, in BlockOrigin origin,
        RecordTrace? trace, RowBatches rows)
    {
        if (state.PastUpdate is null && assembly.Changed is [{ Assessment: { } past } late, ..] && late.EventTimeUnixMicros < presentBefore)
            rows.PublishPast(state, UpdateOf(state, late, past, [], origin, trace: null));
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
