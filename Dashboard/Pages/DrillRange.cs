using Maintenance.Api.Rest;
using Maintenance.Core.Time;
using Maintenance.Queries;

namespace Maintenance.Dashboard.Pages;

/// <summary>
/// The time range of a drill page, from its query string: <c>from</c> and <c>to</c>, or <c>range</c> back from now. For a drill whose data
/// ended long ago (a recording) the range ends at its newest data, since charts of the last minutes would be empty.
/// </summary>
internal sealed class DrillRange
{
    private static readonly TimeSpan LongAgo = TimeSpan.FromHours(1);

    private DrillRange(TimeRange range, bool isLive, string? key, bool endsAtData) => (Range, IsLive, Key, EndsAtData) =
        (range, isLive, key, endsAtData);

    public static IReadOnlyList<(string Key, TimeSpan Length)> Choices { get; } =
    [
        ("15m", TimeSpan.FromMinutes(15)), ("1h", TimeSpan.FromHours(1)), ("6h", TimeSpan.FromHours(6)), ("24h", TimeSpan.FromHours(24)),
        ("7d", TimeSpan.FromDays(7)), ("30d", TimeSpan.FromDays(30)),
    ];

    public TimeRange Range { get; }

    /// <summary>True if the charts follow the current time.</summary>
    public bool IsLive { get; }

    /// <summary>Key of the chosen length; null for an explicit range.</summary>
    public string? Key { get; }

    /// <summary>True if the range ends at the drill's newest data instead of now.</summary>
    public bool EndsAtData { get; }

    /// <summary>The range that ends at a time of the past.</summary>
    public static DrillRange EndingAt(string? range, long unixMicros)
    {
        var (key, length) = Choices.FirstOrDefault(c => c.Key == range) is { Key: not null } chosen ? chosen : Choices[0];
        return new DrillRange(TimeRange.EndingAt(unixMicros, length), isLive: false, key, endsAtData: false);
    }

    public static DrillRange Create(string? range, string? from, string? to, long? newestUnixMicros, TimeProvider clock)
    {
        var now = UnixMicros.Now(clock);
        if (!string.IsNullOrWhiteSpace(from) || !string.IsNullOrWhiteSpace(to))
        {
            var parameters = new Parameters(clock);
            var asked = parameters.Range(from, to, TimeSpan.FromHours(1));
            if (parameters.AreValid) return new DrillRange(asked, isLive: false, key: null, endsAtData: false);
        }
        var endsAtData = newestUnixMicros is { } newest && now - newest > UnixMicros.Length(LongAgo);
        var fallback = endsAtData ? "24h" : "15m";
        var (key, length) = Choices.FirstOrDefault(c => c.Key == range) is { Key: not null } chosen
            ? chosen : Choices.First(c => c.Key == fallback);
        // The range is half-open and must include the newest block, whose readings extend past its start time by its duration.
        var end = endsAtData ? newestUnixMicros!.Value + 10_000_000 : now;
        return new DrillRange(TimeRange.EndingAt(end, length), isLive: !endsAtData, key, endsAtData);
    }
}
