using System.Diagnostics;
using Maintenance.Api.Fleet;

namespace Maintenance.Dashboard.Live;

/// <summary>
/// The last span of a traced record (docs/operations/tracing.md): its update handed to the transport of one browser. An update that a newer
/// one of the same drill overtook is never told, so its trace ends at the commit.
/// </summary>
internal static class DeliveryTraces
{
    private static readonly ActivitySource Source = new("Maintenance.Dashboard");

    /// <summary>The trace of what a connection is told of a drill; null when it is not traced or nobody listens.</summary>
    public static string? Of(DrillCondition drill) => drill.Latest?.TraceParent is { } trace && Source.HasListeners() ? trace : null;

    /// <summary>The updates of these traces were sent.</summary>
    public static void Delivered(List<string> traceParents, DateTimeOffset started, DateTimeOffset ended)
    {
        foreach (var traceParent in traceParents)
        {
            // A trace from another process's update is checked here: what is not W3C form is passed over.
            if (!ActivityContext.TryParse(traceParent, traceState: null, out var context)) continue;
            using var span = Source.StartActivity(ActivityKind.Producer, context, tags: null, links: null, started, "deliver");
            span?.SetEndTime((ended > started ? ended : started).UtcDateTime);
        }
    }
}
