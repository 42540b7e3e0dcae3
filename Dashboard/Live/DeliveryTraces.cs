using System.Diagnostics;
using Maintenance.Api.Fleet;

namespace Maintenance.Dashboard.Live;

/// <summary>
/// The last span of a traced record (docs/operations/tracing.md): its update handed to the transport of one browser. An update superseded
/// by a newer one of the same drill is never sent, so its trace ends at the commit.
/// </summary>
internal static class DeliveryTraces
{
    private static readonly ActivitySource Source = new("Maintenance.Dashboard");

    /// <summary>Trace parent (W3C) of the drill's newest update; null if it is not traced or nobody listens.</summary>
    public static string? Of(DrillCondition drill) => drill.Latest?.TraceParent is { } trace && Source.HasListeners() ? trace : null;

    /// <summary>Records that the updates of these traces were sent.</summary>
    public static void Delivered(List<string> traceParents, DateTimeOffset started, DateTimeOffset ended)
    {
        foreach (var traceParent in traceParents)
        {
            // The value may come from another process; anything that is not W3C trace context is skipped.
            if (!ActivityContext.TryParse(traceParent, traceState: null, out var context)) continue;
            using var span = Source.StartActivity(ActivityKind.Producer, context, tags: null, links: null, started, "deliver");
            span?.SetEndTime((ended > started ? ended : started).UtcDateTime);
        }
    }
}
