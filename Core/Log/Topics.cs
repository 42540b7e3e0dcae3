namespace Maintenance.Core.Log;

/// <summary>The topics of the telemetry log; keys are asset ids in UTF-8.</summary>
public static class Topics
{
    /// <summary>Telemetry records, codec V1, as received and validated.</summary>
    public const string Telemetry = "telemetry.v1";

    /// <summary>Payloads that Ingest refused, with reason and bytes (<c>docs/formats/dead-letter-v1.md</c>).</summary>
    public const string DeadLetter = "dead-letter.v1";

    /// <summary>Assessments for other processes (live feed of a distributed deployment).</summary>
    public const string Assessments = "assessments.v1";

    /// <summary>Alarm events for other processes.</summary>
    public const string Alarms = "alarms.v1";
}
