using System.Globalization;
using Maintenance.Core.Alarms.Performance;

namespace Maintenance.Dashboard.Pages;

/// <summary>Which performance of the alarm system is asked for, from the address of its page.</summary>
internal sealed class PerformanceChoice
{
    private const int MaxOperators = 1_000;
    private static readonly string[] Keys = ["24h", "7d", "30d"];

    private PerformanceChoice(DrillRange range, int operators, string? region) => (Range, Operators, Region) = (range, operators, region);

    /// <summary>The window.</summary>
    public DrillRange Range { get; }

    /// <summary>Operators who share the load, at least 1.</summary>
    public int Operators { get; }

    /// <summary>Only this region; null for all that the reader may see.</summary>
    public string? Region { get; }

    /// <summary>Lengths that the page offers.</summary>
    public static IEnumerable<string> Choices => DrillRange.Choices.Select(c => c.Key).Where(k => Keys.Contains(k));

    /// <summary>Why it cannot be answered; null when it can.</summary>
    public string? Complaint => Range.Range.Length > AlarmWindow.Longest
        ? $"The range is longer than {AlarmWindow.Longest.TotalDays:0} days. Choose a shorter one." : null;

    /// <summary>Window and operators.</summary>
    public AlarmWindow Window => new(Range.Range.FromUnixMicros, Range.Range.ToUnixMicros, Operators);

    /// <summary>Of what an address says; what it does not know counts as not given.</summary>
    public static PerformanceChoice Of(Query query, TimeProvider clock) => new(
        DrillRange.Create(Keys.Contains(query.Range) ? query.Range : "7d", query.From, query.To, newestUnixMicros: null, clock),
        int.TryParse(query.Operators, NumberStyles.None, CultureInfo.InvariantCulture, out var n) && n is >= 1 and <= MaxOperators ? n : 1,
        string.IsNullOrEmpty(query.Region) ? null : query.Region);

    /// <summary>Address of the page with another range.</summary>
    public string Url(string key) => $"/alarms/performance?range={key}{Rest}";

    /// <summary>Address of the file with what the page shows: of exactly its window, not of one that ends later.</summary>
    public string FileUrl =>
        $"/alarms/performance/csv?from={Range.Range.FromUnixMicros}&to={Range.Range.ToUnixMicros}{Rest}";

    private string Rest => $"&operators={Operators}" + (Region is null ? "" : $"&region={Uri.EscapeDataString(Region)}");

    /// <summary>Parameters of the address.</summary>
    /// <param name="Range">24h, 7d or 30d.</param>
    /// <param name="From">Beginning, with <paramref name="To"/> instead of a length.</param>
    /// <param name="To">End.</param>
    /// <param name="Region">Region.</param>
    /// <param name="Operators">Number of operators.</param>
    internal sealed record Query(string? Range, string? From, string? To, string? Region, string? Operators);
}
