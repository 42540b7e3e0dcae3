using Maintenance.Core.Telemetry;
using Maintenance.Core.Time;

namespace Maintenance.Ingest.Validation;

/// <summary>The event times accepted now from one kind of source. Unix µs UTC.</summary>
internal readonly record struct EventTimeWindow(long Earliest, long Latest, long Now)
{
    /// <summary>1900-01-01: recordings may be of any age, but not from before recording existed.</summary>
    private const long EarliestReplay = -2_208_988_800_000_000;

    /// <summary>The window at a given time.</summary>
    /// <param name="now">Current time.</param>
    /// <param name="maxAge">Maximum age of an event; null: a recording.</param>
    /// <param name="maxAhead">How far an event may lie in the future.</param>
    public static EventTimeWindow At(DateTimeOffset now, TimeSpan? maxAge, TimeSpan maxAhead)
    {
        var micros = UnixMicros.Of(now);
        var earliest = maxAge is { } age ? micros - UnixMicros.Length(age) : EarliestReplay;
        return new EventTimeWindow(earliest, micros + UnixMicros.Length(maxAhead), micros);
    }

    /// <summary>True if both ends of a record lie inside; otherwise reports why not.</summary>
    public bool Allows(long first, long last, out DeadLetterReason reason, out string detail)
    {
        (reason, detail) = (last > Latest ? DeadLetterReason.TimeAhead : DeadLetterReason.TimeTooOld, string.Empty);
        if (first >= Earliest && last <= Latest) return true;
        detail = Explain(reason == DeadLetterReason.TimeAhead ? last : first);
        return false;
    }

    private string Explain(long time) => time > Latest
        ? $"event time {Text(time)} is {Span(time - Now)} ahead of the server clock, at most {Span(Latest - Now)} is allowed"
        : $"event time {Text(time)} is {Span(Now - time)} old, at most {Span(Now - Earliest)} is allowed";

    private static string Text(long micros) => UnixMicros.TryToUtc(micros, out var time) ? $"{time:O}" : $"{micros} µs";

    private static string Span(long micros)
    {
        var seconds = micros / 1e6;
        return seconds >= 172_800 ? $"{seconds / 86_400:N0} days" : $"{seconds:N0} s";
    }
}
