using System.CommandLine;
using Maintenance.Core.Models;
using Maintenance.Training.History;

namespace Maintenance.Host.Verbs;

/// <summary>Options of <c>train --from store</c>: which moments are learnt from, and how they are labelled.</summary>
internal sealed class TrainStoreOptions
{
    private static readonly StoreRequest Usual = new() { Role = ModelRoles.Health };

    private readonly Option<double> _every = new("--every-minutes")
    {
        Description = "With --from store: one moment in so many minutes, 0.5 to 1440.",
        DefaultValueFactory = _ => Usual.Every.TotalMinutes,
    };

    private readonly Option<double> _fault = new("--fault-hours")
    {
        Description = "With --from store: hours before a recorded failure in which its mode shows.",
        DefaultValueFactory = _ => Usual.FaultShows.TotalHours,
    };

    private readonly Option<double> _healthy = new("--healthy-hours")
    {
        Description = "With --from store: a moment with so many hours after it without a failure is healthy.",
        DefaultValueFactory = _ => Usual.HealthyAfter.TotalHours,
    };

    private readonly Option<double> _life = new("--life-hours")
    {
        Description = "With --from store and drill-life: moments with at most so many operating hours left.",
        DefaultValueFactory = _ => Usual.MaxRul.TotalHours,
    };

    private readonly Option<double> _days = new("--days")
    {
        Description = "With --from store: days of each drill's history, from its newest.",
        DefaultValueFactory = _ => Usual.LookBack.TotalDays,
    };

    public TrainStoreOptions()
    {
        Range(_every, 0.5, 1440);
        foreach (var option in (Option<double>[])[_fault, _healthy, _life, _days]) Range(option, 0.01, 10_000);
    }

    public IEnumerable<Option> All => [_every, _fault, _healthy, _life, _days];

    public StoreRequest Request(ParseResult parsed, string role) => new()
    {
        Role = role,
        Every = TimeSpan.FromMinutes(parsed.GetValue(_every)),
        FaultShows = TimeSpan.FromHours(parsed.GetValue(_fault)),
        HealthyAfter = TimeSpan.FromHours(parsed.GetValue(_healthy)),
        MaxRul = TimeSpan.FromHours(parsed.GetValue(_life)),
        LookBack = TimeSpan.FromDays(parsed.GetValue(_days)),
    };

    // NaN is no number of hours either.
    private static void Range(Option<double> option, double low, double high) => option.Validators.Add(r =>
    {
        var value = r.GetValueOrDefault<double>();
        if (!(value >= low && value <= high)) r.AddError($"{option.Name}: allowed are {low} to {high}.");
    });
}
