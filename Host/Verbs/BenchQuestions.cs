using Maintenance.Core.Channels;
using Maintenance.Queries;
using Maintenance.Training.Bench.Pipeline;

namespace Maintenance.Host.Verbs;

/// <summary>What the reader of <c>bench pipeline</c> asks: the questions of the Fleet and Drill pages.</summary>
internal static class BenchQuestions
{
    private const int Points = 120;

    public static PageQuestions All { get; } = new(
        (store, cancellationToken) => LatestAssessmentsQuery.RunAsync(store, cancellationToken),
        [
            (store, asset, from, to, cancellationToken) => ChannelHistoryQuery.RunAsync(store, asset, new TimeRange(from, to), Points, StandardChannels.All, cancellationToken),
            (store, asset, from, to, cancellationToken) => HealthHistoryQuery.RunAsync(store, asset, new TimeRange(from, to), Points, cancellationToken),
            (store, asset, _, to, cancellationToken) => NewestValuesQuery.RunAsync(store, asset, to, cancellationToken),
        ]);
}
