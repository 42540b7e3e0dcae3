using System.Globalization;

namespace Maintenance.Core.Business;

/// <summary>A month, quarter or year of the calendar, UTC.</summary>
/// <param name="Kind">One of <see cref="Kinds"/>.</param>
/// <param name="From">First day.</param>
/// <param name="To">Day after the last.</param>
public readonly record struct BusinessPeriod(string Kind, DateOnly From, DateOnly To)
{
    private const int FirstYear = 1970;
    private const int LastYear = 2200;

    /// <summary>Names of the kinds, shortest first.</summary>
    public static IReadOnlyList<string> Kinds { get; } = ["month", "quarter", "year"];

    /// <summary>Number of days.</summary>
    public int Days => To.DayNumber - From.DayNumber;

    /// <summary>As people say it: <c>2026</c>, <c>2026 Q4</c>, <c>2026-11</c>.</summary>
    public string Name => Kind switch
    {
        "month" => From.ToString("yyyy-MM", CultureInfo.InvariantCulture),
        "quarter" => string.Create(CultureInfo.InvariantCulture, $"{From.Year} Q{(From.Month + 2) / 3}"),
        _ => From.Year.ToString(CultureInfo.InvariantCulture),
    };

    /// <summary>As addresses say it: <c>2026</c>, <c>2026-Q4</c>, <c>2026-11</c>.</summary>
    public string Key => Name.Replace(' ', '-');

    /// <summary>The one before it.</summary>
    public BusinessPeriod Previous => Of(Kind, From.AddDays(-1));

    /// <summary>The one after it.</summary>
    public BusinessPeriod Next => Of(Kind, To);

    /// <summary>Reads a kind, which is the current period of it, or a <see cref="Key"/>.</summary>
    /// <param name="text">Text.</param>
    /// <param name="today">UTC day.</param>
    /// <param name="period">The period; it has begun.</param>
    /// <returns>False when it is neither, or has not begun.</returns>
    public static bool TryParse(string text, DateOnly today, out BusinessPeriod period)
    {
        period = default;
        if (Kinds.Contains(text))
        {
            period = Of(text, today);
            return true;
        }
        if (text.Length < 4 || !int.TryParse(text.AsSpan(0, 4), NumberStyles.None, CultureInfo.InvariantCulture, out var year)
            || year is < FirstYear or > LastYear)
            return false;
        var month = text.AsSpan(4) switch
        {
            "" => 1,
            ['-', 'Q', var quarter and >= '1' and <= '4'] => (quarter - '1') * 3 + 1,
            ['-', .. { Length: 2 } digits] when int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var read) => read,
            _ => 0,
        };
        if (month is < 1 or > 12) return false;
        period = Of(text.Length == 4 ? "year" : text[5] == 'Q' ? "quarter" : "month", new DateOnly(year, month, 1));
        return period.From <= today;
    }

    /// <summary>The period of a kind in which a day lies.</summary>
    /// <param name="kind">One of <see cref="Kinds"/>.</param>
    /// <param name="day">A day of it.</param>
    public static BusinessPeriod Of(string kind, DateOnly day)
    {
        var months = kind switch
        {
            "month" => 1,
            "quarter" => 3,
            "year" => 12,
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Not a kind of period."),
        };
        var from = new DateOnly(day.Year, (day.Month - 1) / months * months + 1, 1);
        return new BusinessPeriod(kind, from, from.AddMonths(months));
    }
}
