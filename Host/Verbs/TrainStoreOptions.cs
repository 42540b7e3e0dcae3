using System.CommandLine;
using Maintenance.Core.Models;
using Maintenance.Training.History;

namespace Maintenance.Host.Verbs;

/// <summary>Options of <c>train --from store</c>: which samples to learn from, and how to label them.</summary>
internal sealed class TrainStoreOptions
{
    private static readonly StoreRequest Defaults = new() { Role = ModelRoles.Health };

    private readonly Option<double> _every = new("--every-minutes")
    {
        Description = "With --from store: minutes between samples, 0.5 to 1440.",
        DefaultValueFactory = _ => Defaults.Every.TotalMinutes,
    };

    private readonly Option<double> _fault = new("--fault-hours")
    {
        Description = "With --from store: samples up to this many hours before a recorded failure get its failure mode.",
        DefaultValueFactory = _ => Defaults.FaultShows.TotalHours,
    };

    private readonly Option<double> _healthy = new("--healthy-hours")
    {
        Description = "With --from store: samples with no failure for this many hours afterwards are healthy.",
        DefaultValueFactory = _ => Defaults.HealthyAfter.TotalHours,
    };

    private readonly Option<double> _life = new("--life-hours")
    {
        Description = "With --from store and drill-life: samples with at most this many operating hours left.",
        DefaultValueFactory = _ => Defaults.MaxRul.TotalHours,
    };

    private readonly Option<double> _days = new("--days")
    {
        Description = "With --from store: days of each drill's history, counted back from its newest data.",
        DefaultValueFactory = _ => Defaults.LookBack.TotalDays,
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

    // Written so that NaN is refused too.
    private static void Range(Option<double> option, double low, double high) => option.Validators.Add(r =>
    {
        var value = r.GetValueOrDefault<double>();
        if (!(value >= low && value <= high)) r.AddError($"{option.Name}: allowed: {low} to {high}.");
    });
}
