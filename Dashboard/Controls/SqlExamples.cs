namespace Maintenance.Dashboard.Controls;

/// <summary>Example queries; a test runs all of them.</summary>
internal static class SqlExamples
{
    public static IReadOnlyList<(string Title, string Query)> All { get; } =
    [
        ("Fleet by health", """
            SELECT asset, event_time, round(CAST(health_index AS DOUBLE), 1) AS health, grade, failure_mode, drilling_state, not_assessed
            FROM assessment_latest
            ORDER BY health_index
            """),
        ("Not assessed, and why", """
            SELECT asset, not_assessed, count(*) AS blocks, max(event_time) AS newest
            FROM assessment_current
            WHERE grade IS NULL AND event_time > (SELECT max(event_time) FROM assessment_latest) - INTERVAL 1 HOUR
            GROUP BY asset, not_assessed
            ORDER BY blocks DESC
            """),
        ("Remaining useful life", """
            SELECT asset, failure_mode, rul_p10_hours, rul_p50_hours, rul_p90_hours,
                   CASE WHEN rul_p90_hours >= rul_limit_hours THEN rul_limit_hours END AS p90_is_more_than,
                   CASE WHEN rul_p50_hours >= rul_limit_hours THEN rul_limit_hours END AS p50_is_more_than
            FROM assessment_latest
            WHERE rul_p50_hours IS NOT NULL
            ORDER BY rul_p50_hours
            """),
        ("Sensor faults", "SELECT asset, event_time, sensor_faults FROM assessment_latest WHERE sensor_faults IS NOT NULL ORDER BY asset"),
        ("Completeness", "SELECT * FROM completeness ORDER BY missing DESC, asset"),
        ("Readings of the last minute", """
            SELECT asset, count(*) AS readings, round(avg(rotary_speed), 1) AS rev_per_min,
                   round(max(bearing_temperature), 1) AS hottest_bearing_degc
            FROM reading
            WHERE event_time > (SELECT max(event_time) FROM reading) - INTERVAL 1 MINUTE
            GROUP BY asset
            ORDER BY readings DESC
            """),
        ("Corrections", """
            SELECT asset, event_time, count(*) AS versions, max(known_at) AS last_known_at
            FROM assessment
            GROUP BY asset, event_time
            HAVING count(*) > 1
            ORDER BY last_known_at DESC
            LIMIT 100
            """),
        ("Dead letters by reason", "SELECT reason, count(*) AS dead_letters, sum(readings) AS readings FROM dead_letter GROUP BY reason "
            + "ORDER BY dead_letters DESC"),
    ];
}
