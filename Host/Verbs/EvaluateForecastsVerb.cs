using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Maintenance.Training.Forecasts;

namespace Maintenance.Host.Verbs;

/// <summary><c>evaluate forecasts</c>: forecasts of production and spending against simulated years.</summary>
internal static class EvaluateForecastsVerb
{
    private static readonly Option<int> Years = Whole("--years", "Simulated years, 1 to 10000.", 10_000, 250);
    private static readonly Option<int> Seed = Whole("--seed", "Seed of the first year; below 1000: tuned on.", 1_000_000,
        (int)ForecastBacktest.FirstSeed);
    private static readonly Option<int> Assets = Whole("--assets", "Drills of a region, 1 to 1000.", 1000, 8);
    private static readonly Option<bool> Json = VerbOptions.Json();

    public static Command Create()
    {
        var command = new Command("forecasts", "What simulated regions produce and spend until the year ends, forecast four times a year "
            + "from the two years before without being told of workovers, shut-ins and changes of regime: how often the total lay within "
            + "P10 to P90, and how sharp that is beside a seasonal-naive forecast.")
        {
            Years, Seed, Assets, Json,
        };
        command.SetAction((args, cancellationToken) => Task.FromResult(Run(args, cancellationToken)));
        return command;
    }

    private static int Run(ParseResult args, CancellationToken cancellationToken)
    {
        var figures = ForecastBacktest.Run((ulong)args.GetValue(Seed), args.GetValue(Years), args.GetValue(Assets), cancellationToken);
        if (args.GetValue(Json)) Console.Out.WriteLine(JsonSerializer.Serialize(figures, JsonSerializerOptions.Web));
        else
            EvaluationTable.Write(["quantity", "forecasts", "in P10-P90", "below", "above", "width", "CRPS", "naive in", "naive width",
                "naive CRPS"], figures.Select(f => (object[])
                [
                    f.Quantity, f.Forecasts, Percent(f.Coverage), Percent(f.Below), Percent(f.Above), Percent(f.Width), Percent(f.Crps),
                    Percent(f.NaiveCoverage), Percent(f.NaiveWidth), Percent(f.NaiveCrps),
                ]));
        return 0;
    }

    private static string Percent(double share) => string.Create(CultureInfo.InvariantCulture, $"{share * 100:0.0} %");

    private static Option<int> Whole(string name, string description, int high, int otherwise)
    {
        var option = new Option<int>(name) { Description = description, DefaultValueFactory = _ => otherwise };
        option.Validators.Add(r =>
        {
            if (r.GetValueOrDefault<int>() is var value && (value < 1 || value > high)) r.AddError($"{name}: allowed: 1 to {high}.");
        });
        return option;
    }
}
