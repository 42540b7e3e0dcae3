using System.Diagnostics;
using Maintenance.Core.Tracing;

namespace Maintenance.Scoring.Workers;

/// <summary>Spans of this stage (docs/operations/tracing.md): score and commit.</summary>
internal static class ScoringTraces
{
    /// <summary>Source of the stage's spans.</summary>
    public static ActivitySource Source { get; } = new("Maintenance.Scoring");

    /// <summary>Writes the span of a record that has been scored and is ready to be committed.</summary>
    public static void Scored(RecordTrace record, DateTimeOffset started, DateTimeOffset ended) =>
        record.Write(Source, "score", ActivityKind.Consumer, started, ended);

    /// <summary>Writes the spans of records whose rows are durable.</summary>
    public static void Committed(List<RecordTrace> records, DateTimeOffset started, DateTimeOffset ended)
    {
        foreach (var record in records) record.Write(Source, "commit", ActivityKind.Client, started, ended);
    }
}
