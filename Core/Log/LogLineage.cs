using System.Globalization;

namespace Maintenance.Core.Log;

/// <summary>
/// Which log a partition is: the spans it was written in, oldest first. Two logs hold the same records as far as their lineages agree,
/// whatever their offsets say: a log begun anew shares no span, and one that goes on from an older copy of itself differs from where the
/// copy ended (decision 0024). Immutable.
/// </summary>
public sealed class LogLineage
{
    /// <summary>Most spans that are remembered: a log that was opened and written more often since forgets the oldest.</summary>
    public const int MaxSpans = 128;

    private LogLineage(LogSpan[] spans) => Spans = spans;

    /// <summary>Of a log that cannot tell which one it is.</summary>
    public static LogLineage Unknown { get; } = new([]);

    /// <summary>The newest <see cref="MaxSpans"/>, oldest first.</summary>
    public IReadOnlyList<LogSpan> Spans { get; }

    /// <summary>False when the log cannot tell which one it is: then only offsets can be compared.</summary>
    public bool IsKnown => Spans.Count > 0;

    /// <summary>A lineage of spans, oldest first; only the newest <see cref="MaxSpans"/> are kept.</summary>
    public static LogLineage Of(params IEnumerable<LogSpan> spans)
    {
        LogSpan[] all = [.. spans];
        return all.Length == 0 ? Unknown : new LogLineage(all.Length <= MaxSpans ? all : all[^MaxSpans..]);
    }

    /// <summary>The lineage of a text that <see cref="ToString"/> gave; null and empty: <see cref="Unknown"/>.</summary>
    /// <exception cref="FormatException">The text is no lineage.</exception>
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
            : throw new FormatException($"'{text}' is no span of a log; expected id@start.");
    }

    private long End(int span) => span + 1 < Spans.Count ? Spans[span + 1].Start : long.MaxValue;
}
