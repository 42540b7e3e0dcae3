using Maintenance.Api.Rest;
using Maintenance.Core.Time;
using Maintenance.Queries;

namespace Maintenance.Dashboard.Display;

/// <summary>A time of the past that a page shows as it was known then: <c>?at=…&amp;span=24h</c>.</summary>
/// <param name="AtUnixMicros">That time, Unix µs.</param>
/// <param name="Span">Key of <see cref="Spans"/>.</param>
/// <param name="Window">What the slider reaches: it ends now, or lies round the time when that is further back.</param>
public sealed record ReplayTime(long AtUnixMicros, string Span, TimeRange Window)
{
    /// <summary>Lengths of the slider.</summary>
    public static IReadOnlyList<(string Key, TimeSpan Length)> Spans { get; } =
    [
        ("1h", TimeSpan.FromHours(1)), ("24h", TimeSpan.FromHours(24)), ("7d", TimeSpan.FromDays(7)), ("30d", TimeSpan.FromDays(30)),
        ("1y", TimeSpan.FromDays(365)),
    ];

    /// <summary>Steps of the slider.</summary>
    public const int Steps = 1000;

    /// <summary>Null for the present: no time, none that can be read, or one that is not past.</summary>
    public static ReplayTime? Of(string? at, string? span, TimeProvider clock)
    {
        var (parameters, now) = (new Parameters(clock), UnixMicros.Now(clock));
        var time = parameters.Time("at", at, now);
        if (!parameters.AreValid || time >= now) return null;
        var (key, length) = Spans.FirstOrDefault(s => s.Key == span) is { Key: not null } chosen ? chosen : Spans[1];
        var micros = UnixMicros.Length(length);
        var end = time >= now - micros ? now : Math.Min(now, time + micros / 2);
        return new ReplayTime(time, key, new TimeRange(end - micros, end));
    }

    /// <summary>The query string of another time; empty once that is not past.</summary>
    public string Query(long atUnixMicros) => $"at={atUnixMicros / 1000}&span={Span}";
}
