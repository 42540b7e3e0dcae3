namespace Maintenance.Host.Benchmarks;

/// <summary>Output of <c>bench alarms</c>; the property names are those of the JSON.</summary>
internal sealed record AlarmBenchFigures
{
    /// <summary>Active alarms in the store.</summary>
    public required int Alarms { get; init; }

    /// <summary>Seconds from the open store to all of them known, as at the start of a host; median of the rounds.</summary>
    public required double LoadSeconds { get; init; }

    /// <summary>Seconds in which the store gives the bare rows, in turns with the loads; median.</summary>
    public required double LoadFloorSeconds { get; init; }

    /// <summary><see cref="LoadSeconds"/> over <see cref="LoadFloorSeconds"/>.</summary>
    public required double LoadRatioToFloor { get; init; }

    /// <summary>Bytes that stay allocated per alarm once all are loaded.</summary>
    public required double RetainedBytesPerAlarm { get; init; }

    /// <summary>Transitions per second: rows committed durably with an offset, published, and visible in the book.</summary>
    public required double TransitionsPerSecond { get; init; }

    /// <summary>Rows per second that the same commits alone make, in turns.</summary>
    public required double FloorRowsPerSecond { get; init; }

    /// <summary><see cref="TransitionsPerSecond"/> over <see cref="FloorRowsPerSecond"/>.</summary>
    public required double RatioToFloor { get; init; }

    /// <summary>99th percentile from the row to the alarm's new state in the book, ms: commit included.</summary>
    public required double TransitionP99Ms { get; init; }

    /// <summary>Median of the same, ms.</summary>
    public required double TransitionP50Ms { get; init; }

    /// <summary>Transitions measured.</summary>
    public required long Transitions { get; init; }

    /// <summary>Seconds in which they were made.</summary>
    public required double Seconds { get; init; }

    /// <summary>Bytes that stay allocated per alarm after half of the time.</summary>
    public required double RetainedBytesPerAlarmHalfway { get; init; }

    /// <summary>The same after all transitions: no more than halfway, as what is kept of an alarm is bounded.</summary>
    public required double RetainedBytesPerAlarmAtEnd { get; init; }
}
