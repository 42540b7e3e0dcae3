using System.Globalization;

namespace Maintenance.Core.Log;

/// <summary>
/// Which log a partition is: the spans it was written in, oldest first. Two logs hold the same records as far as their lineages agree,
/// whatever their offsets: a recreated log shares no span, and one that continues from an older copy differs from the end of the copy on
/// (decision 0024). Immutable.
/// </summary>
public sealed class LogLineage
{
    /// <summary>Maximum number of spans kept; beyond it the oldest are dropped.</summary>
    public const int MaxSpans = 128;

    private LogLineage(LogSpan[] spans) => Spans = spans;

    /// <summary>Lineage of a log that cannot identify itself.</summary>
    public static LogLineage Unknown { get; } = new([]);

    /// <summary>The newest spans, at most <see cref="MaxSpans"/>, oldest first.</summary>
    public IReadOnlyList<LogSpan> Spans { get; }

    /// <summary>False when the log cannot identify itself: then only offsets can be compared.</summary>
    public bool IsKnown => Spans.Count > 0;

    /// <summary>A lineage of spans, oldest first; only the newest <see cref="MaxSpans"/> are kept.</summary>
    public static LogLineage Of(params IEnumerable<LogSpan> spans)
    {
        LogSpan[] all = [.. spans];
        return all.Length == 0 ? Unknown : new LogLineage(all.Length <= MaxSpans ? all : all[^MaxSpans..]);
    }

    /// <summary>Parses the text of <see cref="ToString"/>; null or empty gives <see cref="Unknown"/>.</summary>
    /// <exception cref="FormatException">The text is not a lineage.</exception>
    public static LogLineage Parse(string? text) => string.IsNullOrEmpty(text) ? Unknown : Of(text.Split(',').Select(ParseSpan));

    /// <summary>
    /// The offset up to which this log and one of another lineage hold the same records: <see cref="long.MaxValue"/> when neither was
    /// written without the other, 0 when they share no span.
    /// </summary>
    public long SharedUntil(LogLineage other)
    {
        for (var i = Spans.Count - 1; i >= 0; i--)
            for (var j = other.Spans.Count - 1; j >= 0; j--)
                if (string.Equals(Spans[i].Id, other.Spans[j].Id, StringComparison.Ordinal)) return Math.Min(End(i), other.End(j));
        return 0;
    }

    /// <summary>Text for storage: <c>id@start</c>, separated by commas.</summary>
    public override string ToString() =>
        string.Join(',', Spans.Select(s => string.Create(CultureInfo.InvariantCulture, $"{s.Id}@{s.Start}")));

    private static LogSpan ParseSpan(string text)
    {
        var at = text.IndexOf('@', StringComparison.Ordinal);
        return at > 0 && long.TryParse(text.AsSpan(at + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var start)
            ? new LogSpan(text[..at], start)
            : throw new FormatException($"'{text}' is not a span of a log; expected id@start.");
    }

    private long End(int span) => span + 1 < Spans.Count ? Spans[span + 1].Start : long.MaxValue;
}
