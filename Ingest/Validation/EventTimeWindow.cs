using Maintenance.Core.Telemetry;
using Maintenance.Ingest.Intake;

namespace Maintenance.Ingest.Validation;

/// <summary>The event times that are taken at one moment from one kind of source. Unix µs UTC.</summary>
internal readonly record struct EventTimeWindow(long Earliest, long Latest, long Now)
{
    private const long MicrosPerTick = 10;

    /// <summary>1900-01-01: recordings may be of any age, but not from before there were recordings.</summary>
    private const long EarliestReplay = -2_208_988_800_000_000;

    public static EventTimeWindow At(DateTimeOffset now, SourceKind kind, IngestOptions options)
    {
        var micros = (now - DateTimeOffset.UnixEpoch).Ticks / MicrosPerTick;
        var earliest = kind == SourceKind.Replay ? EarliestReplay : micros - (options.MaxAge.Ticks / MicrosPerTick);
        return new EventTimeWindow(earliest, micros + (options.MaxClockAhead.Ticks / MicrosPerTick), micros);
    }

    /// <summary>True when both ends of a record lie inside; otherwise why not.</summary>
    public bool Contains(long first, long last, out DeadLetterReason reason)
    {
        reason = last > Latest ? DeadLetterReason.TimeAhead : DeadLetterReason.TimeTooOld;
        return first >= Earliest && last <= Latest;
    }

    public string Explain(long time) => time > Latest
        ? $"event time {Text(time)} is {Span(time - Now)} ahead of the clock here, allowed are {Span(Latest - Now)}"
        : $"event time {Text(time)} is {Span(Now - time)} old, allowed are {Span(Now - Earliest)}";

    private static string Text(long micros)
    {
        var ticks = DateTime.UnixEpoch.Ticks + (Int128)micros * MicrosPerTick;
        return ticks >= 0 && ticks <= DateTime.MaxValue.Ticks ? $"{new DateTime((long)ticks, DateTimeKind.Utc):O}" : $"{micros} µs";
    }

    private static string Span(long micros)
    {
        var seconds = micros / 1e6;
        return seconds >= 172_800 ? $"{seconds / 86_400:N0} days" : $"{seconds:N0} s";
    }
}
