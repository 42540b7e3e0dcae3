using System.CommandLine;

namespace Maintenance.Host.Verbs;

/// <summary><c>evaluate</c>: evaluates models against known results. Each kind is a subcommand.</summary>
internal static class EvaluateVerb
{
    public static Command Create() => new("evaluate", "Evaluates models against known results and prints the figures.")
    {
        EvaluatePmmlVerb.Create(),
        EvaluateCMapssVerb.Create(),
        EvaluateAi4iVerb.Create(),
        EvaluateStuckPipeVerb.Create(),
        EvaluateBearingsVerb.Create(),
        EvaluateFleetVerb.Create(),
        EvaluateAlarmsVerb.Create(),
        EvaluateDrillingVerb.Create(),
        EvaluateForecastsVerb.Create(),
    };
}
