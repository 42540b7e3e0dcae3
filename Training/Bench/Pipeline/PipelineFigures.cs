namespace Maintenance.Training.Bench.Pipeline;

/// <summary>Output of <c>bench pipeline</c>; the property names are those of the JSON.</summary>
public sealed record PipelineFigures
{
    /// <summary>Readings of 12 channels that became durable in the log, were scored, and became durable in the store, per second.</summary>
    public required double ReadingsPerSecond { get; init; }

    /// <summary>Rows per second of the bare DuckDB appender with the same rows, in the same run, measured alone.</summary>
    public required double StoreFloorRowsPerSecond { get; init; }

    /// <summary><see cref="ReadingsPerSecond"/> over <see cref="StoreFloorRowsPerSecond"/>.</summary>
    public required double RatioToFloor { get; init; }

    /// <summary>99th percentile of the dashboard's queries during ingest, ms.</summary>
    public required double QueryP99Ms { get; init; }

    /// <summary>Median of the same, ms.</summary>
    public required double QueryP50Ms { get; init; }

    /// <summary>Number of queries.</summary>
    public required int Queries { get; init; }

    /// <summary>99th percentile from reception by Ingest to committed and published, ms, at full load.</summary>
    public required double EndToEndP99Ms { get; init; }

    /// <summary>Largest resident memory during the pipeline, MiB.</summary>
    public required double PeakRssMiB { get; init; }

    /// <summary>Slope of resident memory over the second half, MiB per minute.</summary>
    public required double RssGrowthMiBPerMinute { get; init; }

    /// <summary>Readings sent; equal to <see cref="ReadingsStored"/> or the run fails.</summary>
    public required long ReadingsSent { get; init; }

    /// <summary>Rows counted in <c>reading</c> afterwards.</summary>
    public required long ReadingsStored { get; init; }

    /// <summary>Rows in <c>assessment</c> afterwards.</summary>
    public required long Assessments { get; init; }

    /// <summary>Processor time of this process per reading, µs; senders and reader included.</summary>
    public required double ProcessorMicrosPerReading { get; init; }

    /// <summary>Rules by which alarms were judged.</summary>
    public required int Rules { get; init; }

    /// <summary>Rows in <c>alarm_event</c> afterwards.</summary>
    public required long AlarmEvents { get; init; }

    /// <summary>Seconds from the first append to the last commit.</summary>
    public required double Seconds { get; init; }

    /// <summary>Description of the load, for comparing runs.</summary>
    public required string Load { get; init; }
}
