using Maintenance.Core.Business;
using Maintenance.Simulator.Physics;

namespace Maintenance.Simulator.Fields;

/// <summary>
/// The well and drill of one asset, day by day: its decline, failures with shut-ins, planned maintenance, and workovers that raise the rate
/// and quicken its decline.
/// </summary>
internal sealed class SimulatedWell
{
    private const double HoursPerDay = 24;
    private const double FailuresPerYear = 3;
    private const double MostRepairHours = 240;
    private const double MaintenanceHours = 8;
    private const int DaysBetweenMaintenance = 30;

    // Uptime, and what workovers gain in an average year.
    private const double PlannedShare = 1.08;

    private readonly string _asset;
    private readonly double _drilledMPerHour;
    private readonly double _failuresPerYear;
    private readonly int _maintenanceDay;
    private SeededRandom _random;
    private DeclineCurve _curve;
    private DeclineCurve _plannedCurve;
    private double _age;
    private double _plannedAge;
    private double _shutInHours;
    private double _workoverHours;
    private int _daysToWorkover;

    /// <param name="asset">Id.</param>
    /// <param name="seed">Seed of the field.</param>
    /// <param name="index">Number of the asset in it.</param>
    public SimulatedWell(string asset, ulong seed, int index)
    {
        _asset = asset;
        _random = new SeededRandom(seed, index, SeededRandom.Purpose.Well, 0);
        _curve = new DeclineCurve(_random.Between(60, 240), _random.Between(0.10, 0.45) / 365, _random.Between(0, 1));
        _age = _random.Between(0, 900);
        _drilledMPerHour = _random.Between(0.8, 2.5);
        _failuresPerYear = FailuresPerYear * _random.Between(0.5, 1.5);
        _maintenanceDay = _random.Below(DaysBetweenMaintenance);
        _daysToWorkover = 60 + _random.Below(500);
    }

    /// <summary>Lives a day.</summary>
    /// <param name="day">The day.</param>
    /// <param name="condition">What holds for the whole field on it.</param>
    /// <param name="costs">Receives what it costs.</param>
    public FieldDay Live(DateOnly day, FieldCondition condition, List<FieldCost> costs)
    {
        if (day is { Month: 1, Day: 1 } || _plannedCurve.InitialRate == 0) (_plannedCurve, _plannedAge) = (_curve, _age);
        var isMaintenance = day.DayNumber % DaysBetweenMaintenance == _maintenanceDay;
        BeginEvents(day, condition, costs);
        var planned = Math.Min(HoursPerDay, _workoverHours);
        _workoverHours -= planned;
        if (_workoverHours <= 0 && planned > 0) Stimulate();
        if (isMaintenance && planned < HoursPerDay)
        {
            planned = Math.Min(HoursPerDay, planned + MaintenanceHours);
            Spend("MNT", "maintenance", day, CostKinds.PlannedMaintenance, FieldRates.MonthlyMaintenance * condition.Prices);
        }
        var npt = Math.Min(HoursPerDay - planned, _shutInHours);
        _shutInHours -= npt;
        if (npt > 0) Spend("NPT", "drilling", day, CostKinds.Npt, npt / HoursPerDay * FieldRates.NptDay * condition.Prices);
        var up = HoursPerDay - planned - npt;
        var noise = Math.Exp(0.04 * _random.NextNormal());
        var oil = _curve.Rate(_age) * condition.Rate * noise * up / HoursPerDay;
        var slow = Math.Clamp(0.88 + 0.06 * _random.NextNormal(), 0.5, 1.05);
        var maintenance = isMaintenance ? MaintenanceHours : 0;
        var plan = new FieldPlan(
            _plannedCurve.Rate(_plannedAge) * PlannedShare, _drilledMPerHour * (HoursPerDay - maintenance), maintenance);
        _age++;
        _plannedAge++;
        return new FieldDay(_asset, day, oil, _drilledMPerHour * up * slow, npt, planned, plan);

        void Spend(string prefix, string department, DateOnly on, string kind, double amount) =>
            costs.Add(new FieldCost($"{prefix}-{_asset}-{on:yyyyMMdd}", department, _asset, on, kind, Math.Round(amount)));
    }

    private void BeginEvents(DateOnly day, FieldCondition condition, List<FieldCost> costs)
    {
        if (_random.NextUnit() < _failuresPerYear / 365 * condition.FailureRate)
        {
            _shutInHours += Math.Min(MostRepairHours, FieldRates.RepairHours * Math.Exp(0.8 * _random.NextNormal()));
            costs.Add(new FieldCost($"REP-{_asset}-{day:yyyyMMdd}", "maintenance", _asset, day, CostKinds.Repair,
                Math.Round(FieldRates.Repair * condition.Prices * Math.Exp(0.6 * _random.NextNormal()))));
        }
        if (--_daysToWorkover > 0) return;
        _workoverHours = _random.Between(48, 200);
        _daysToWorkover = 200 + _random.Below(400);
        costs.Add(new FieldCost($"WO-{_asset}-{day:yyyyMMdd}", "maintenance", _asset, day, CostKinds.PlannedMaintenance,
            Math.Round(FieldRates.Workover * condition.Prices * _random.Between(0.7, 1.5))));
    }

    private void Stimulate()
    {
        _curve = new DeclineCurve(_curve.Rate(_age) * _random.Between(1.05, 1.5), _random.Between(0.15, 0.6) / 365, _random.Between(0, 1));
        _age = 0;
    }
}
