using System.Globalization;
using Maintenance.Api.Fleet;
using Maintenance.Api.Wording;
using Maintenance.Core.Business;
using Maintenance.Core.Conditions;
using Maintenance.Core.Time;
using Maintenance.Queries;

namespace Maintenance.Api.Business;

/// <summary>Computes the report of one region from its books.</summary>
internal sealed class RegionFigures
{
    private readonly RegionBooks _books;
    private readonly string _region;
    private readonly IReadOnlyList<DrillCondition> _drills;
    private readonly BusinessPeriod _period;
    private readonly long _now;
    private readonly RegionDay[] _actual;
    private readonly Dictionary<DateOnly, RegionDay> _plan;
    private readonly DateOnly? _until;
    private readonly DisplayUnit _volume;
    private readonly DisplayUnit _length;

    public RegionFigures(RegionBooks books, string region, IReadOnlyList<DrillCondition> drills, BusinessPeriod period,
        UnitSystem units, long nowUnixMicros)
    {
        (_volume, _length) = (DisplayUnits.Of("m3", units), DisplayUnits.Of("m", units));
        (_books, _region, _drills, _period, _now) = (books, region, drills, period, nowUnixMicros);
        _actual = [.. books.Days[region].Where(d => d.Basis == ProductionBases.Actual)];
        _plan = books.Days[region].Where(d => d.Basis == ProductionBases.Plan).ToDictionary(d => d.Day);
        _until = _actual.Length == 0 ? null : _actual.Max(d => d.Day);
    }

    public RegionReport Report(string currency)
    {
        var risks = new RegionRisks(_books, _region, _drills, _now).All();
        var departments = new DepartmentBudgets(_books, _region, _period);
        return new RegionReport(_region, _period.Name, UnixMicros.ToUtc(_now), Iso(_period.From), Iso(_period.To), Iso(_until),
            Iso(departments.Until), currency, _drills.Count,
            [.. Production(), .. Time(), .. Risk(risks, currency), .. Budget(departments, currency)], departments.Each(), risks, Rates());
    }

    private IEnumerable<FigureLine> Risk(IReadOnlyList<DrillRisk> risks, string currency)
    {
        const string section = "Risk";
        var unassessed = _drills.Count(d => d.ShownAt(_now) is null) - risks.Count(r => r.IsSilent);
        var unknown = risks.Count(r => r.Money is null);
        var nobody = unassessed == _drills.Count;
        yield return FigureLine.Of(section, "drillsAtRisk", "Drills at risk", nobody ? double.NaN : risks.Count, "") with
        {
            Note = unassessed == 0 ? null : $"{unassessed} of {_drills.Count} are not assessed.",
        };
        yield return FigureLine.Of(section, "moneyAtRisk", $"At risk in {RegionRisks.HorizonDays} days",
            nobody || (risks.Count > 0 && unknown == risks.Count) ? double.NaN : risks.Sum(r => r.Money ?? 0), currency) with
        {
            Note = unknown == 0 ? null
                : $"Not known of {unknown} of {risks.Count} drills: {risks.First(r => r.Unknown is not null).Unknown}",
        };
    }

    private static IEnumerable<FigureLine> Budget(DepartmentBudgets departments, string currency)
    {
        const string section = "Budget";
        var total = departments.Total();
        const string little = "Too few weeks of costs are recorded.";
        yield return FigureLine.Of(section, "budget", "Budget", total.Planned ?? double.NaN, currency, missing: "No budget is recorded.");
        yield return FigureLine.Of(section, "spent", "Spent so far", departments.Until is null ? double.NaN : total.Spent, currency,
            missing: "No cost is recorded.");
        yield return FigureLine.Of(section, "spendingP10", "Forecast P10", total.ForecastP10 ?? double.NaN, currency,
            missing: little);
        yield return FigureLine.Of(section, "spendingP50", "Forecast P50", total.ForecastP50 ?? double.NaN, currency,
            missing: little);
        yield return FigureLine.Of(section, "spendingP90", "Forecast P90", total.ForecastP90 ?? double.NaN, currency,
            missing: little);
        yield return FigureLine.Share(section, "againstBudget", "Forecast P50 over budget",
            total.Planned is > 0 ? (total.ForecastP50 ?? double.NaN) / total.Planned.Value - 1 : double.NaN);
    }

    private RegionDay[] Told => [.. _actual.Where(d => d.Day >= _period.From && d.Day < _period.To)];

    private IEnumerable<FigureLine> Production()
    {
        const string section = "Production";
        var told = Told;
        var oil = Sum(told.Select(d => d.OilM3));
        var planned = Sum(told.Select(d => _plan.GetValueOrDefault(d.Day)?.OilM3 ?? double.NaN));
        var forecast = Forecast(oil);
        yield return FigureLine.Of(section, "oil", "Oil so far", oil, _volume, missing: "No production is recorded in this period.");
        yield return FigureLine.Of(section, "oilPlan", "Plan so far", planned, _volume, missing: "No plan is recorded.");
        yield return FigureLine.Share(section, "oilOfPlan", "Oil against plan", planned > 0 ? oil / planned : double.NaN);
        yield return FigureLine.Of(section, "oilP10", "Forecast P10", oil + forecast.P10, _volume);
        yield return FigureLine.Of(section, "oilP50", "Forecast P50", oil + forecast.Median, _volume);
        yield return FigureLine.Of(section, "oilP90", "Forecast P90", oil + forecast.P90, _volume);
        yield return FigureLine.Of(section, "oilPlanAll", "Plan to the end",
            Sum(_plan.Values.Where(d => d.Day >= _period.From && d.Day < _period.To).Select(d => d.OilM3)), _volume);
        var deferred = Sum(told.Select(d => _plan.GetValueOrDefault(d.Day) is { } plan
            ? Reliability.DeferredM3(plan.OilM3, d.OilM3, d.NptHours, d.Hours) : double.NaN));
        yield return FigureLine.Of(section, "deferred", "Deferred by lost time", deferred, _volume);
        var drilled = Sum(told.Select(d => d.DrilledM));
        yield return FigureLine.Of(section, "drilled", "Drilled", drilled, _length);
        yield return FigureLine.Of(section, "oilYesterday", "Newest day", told.LastOrDefault()?.OilM3 ?? double.NaN, _volume);
        yield return FigureLine.Of(section, "oilChange", "Newest day against the day before",
            told.Length > 1 ? told[^1].OilM3 - told[^2].OilM3 : double.NaN, _volume);
    }

    // Days of a month, weeks of a quarter, months of a year.
    private List<ProductionRate> Rates()
    {
        var rates = new List<ProductionRate>();
        for (var from = _period.From; from < _period.To;)
        {
            var to = _period.Kind switch { "month" => from.AddDays(1), "quarter" => from.AddDays(7), _ => from.AddMonths(1) };
            if (to > _period.To) to = _period.To;
            rates.Add(new ProductionRate(Iso(from), PerDay(_actual, from, to), PerDay(_plan.Values, from, to), $"{_volume.Symbol}/d"));
            from = to;
        }
        return rates.Exists(r => r.Oil is not null || r.Plan is not null) ? rates : [];
    }

    private double? PerDay(IEnumerable<RegionDay> days, DateOnly from, DateOnly to)
    {
        double[] told = [.. days.Where(d => d.Day >= from && d.Day < to && !double.IsNaN(d.OilM3)).Select(d => d.OilM3)];
        return told.Length == 0 ? null : Math.Round(_volume.Convert(told.Average()), MidpointRounding.AwayFromZero);
    }

    private PeriodForecast Forecast(double oil)
    {
        if (_until is not { } until || double.IsNaN(oil)) return PeriodForecast.Unknown;
        var left = _period.To.DayNumber - until.DayNumber - 1;
        if (left <= 0) return new PeriodForecast(0, 0);
        var from = _actual.Min(d => d.Day);
        var daily = new double[until.DayNumber - from.DayNumber + 1];
        Array.Fill(daily, double.NaN);
        foreach (var day in _actual) daily[day.Day.DayNumber - from.DayNumber] = day.OilM3;
        return TrendForecast.Of(daily, left, TrendAssumptions.Production);
    }

    private IEnumerable<FigureLine> Time()
    {
        const string section = "Time";
        var told = Told;
        var hours = told.Sum(d => d.Hours);
        var npt = hours > 0 ? told.Sum(d => Known(d.NptHours)) : double.NaN;
        var planned = hours > 0 ? told.Sum(d => Known(d.PlannedHours)) : double.NaN;
        var up = hours - npt - planned;
        yield return FigureLine.Share(section, "availability", "Availability", Reliability.Availability(up, npt + planned));
        yield return FigureLine.Share(section, "npt", "Non-productive time", Reliability.NonProductiveTime(npt, hours));
        yield return FigureLine.Of(section, "nptHours", "Hours lost unplanned", npt, "h");
        yield return FigureLine.Of(section, "invisibleLostHours", "Invisible lost time", Invisible(told), "h",
            missing: "There is no plan of metres to compare with.");
        var own = _drills.Select(d => d.Asset.Id.Value).ToHashSet(StringComparer.Ordinal);
        var failures = _books.Records.Count(r => r.Kind == MaintenanceKinds.Failed && own.Contains(r.Asset));
        yield return FigureLine.Of(section, "failures", "Failures", failures, "");
        yield return FigureLine.Of(section, "mtbf", "Mean time between failures", Reliability.MeanHoursBetweenFailures(up, failures), "h",
            missing: "No failure is recorded.");
        yield return FigureLine.Of(section, "mttr", "Lost hours per failure (MTTR)", Reliability.MeanHoursToRepair(npt, failures),
            "h", missing: "No failure is recorded.");
    }

    private double Invisible(RegionDay[] told)
    {
        var days = told.Where(d => _plan.GetValueOrDefault(d.Day) is { DrilledM: > 0, Hours: > 0 } && d.Hours > 0).ToArray();
        var plans = days.Select(d => _plan[d.Day]).ToArray();
        return Reliability.InvisibleLostHours(
            days.Sum(d => d.Hours - Known(d.NptHours) - Known(d.PlannedHours)), days.Sum(d => Known(d.DrilledM)),
            plans.Sum(d => d.DrilledM), plans.Sum(d => d.Hours - Known(d.NptHours) - Known(d.PlannedHours)));
    }

    // Of what is known; NaN when nothing is.
    private static double Sum(IEnumerable<double> values)
    {
        var (sum, any) = (0.0, false);
        foreach (var value in values)
            if (!double.IsNaN(value)) (sum, any) = (sum + value, true);
        return any ? sum : double.NaN;
    }

    private static double Known(double value) => double.IsNaN(value) ? 0 : value;

    private static string? Iso(DateOnly? day) => day is { } known ? Iso(known) : null;

    private static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
