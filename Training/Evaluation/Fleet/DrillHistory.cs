namespace Maintenance.Training.Evaluation.Fleet;

/// <summary>What was said of one drill, beside what was true.</summary>
/// <param name="Drill">The drill.</param>
internal sealed record DrillHistory(WatchedDrill Drill)
{
    /// <summary>Time without a machine fault, h.</summary>
    public double HealthyHours { get; set; }

    /// <summary>Looks, and how many of them led to a grade.</summary>
    public (int All, int Graded) Looks { get; set; }

    /// <summary>Failure modes of alarms raised without a machine fault.</summary>
    public List<string> FalseAlarms { get; } = [];

    /// <summary>First alarm between onset and failure; null when the fault was missed.</summary>
    public long? FoundUnixMicros { get; set; }

    /// <summary>Failure mode named by that alarm.</summary>
    public string? NamedMode { get; set; }

    /// <summary>Defect that the alarm's finding names; null when none.</summary>
    public string? NamedDefect { get; set; }

    /// <summary>First look at which the sensor at fault was reported.</summary>
    public long? SensorReportedUnixMicros { get; set; }

    /// <summary>What was reported of it then.</summary>
    public string? SensorWord { get; set; }

    /// <summary>Sensors reported that are sound: <c>channel: fault</c>, each once.</summary>
    public HashSet<string> SoundSensorsAccused { get; } = new(StringComparer.Ordinal);
}
