using System.Globalization;

namespace Maintenance.Core.Business;

/// <summary>A month, quarter or year of the calendar, UTC.</summary>
/// <param name="Kind">One of <see cref="Kinds"/>.</param>
/// <param name="From">First day.</param>
/// <param name="To">Day after the last.</param>
public readonly record struct BusinessPeriod(string Kind, DateOnly From, DateOnly To)
{
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
