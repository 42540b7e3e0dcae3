using System.CommandLine;

namespace Maintenance.Host.Verbs;

/// <summary><c>evaluate</c>: judges models by cases whose results are known. Each kind is a verb of its own below it.</summary>
internal static class EvaluateVerb
{
    public static Command Create() => new("evaluate", "Judges models by cases whose results are known, and prints the table.")
    {
        EvaluatePmmlVerb.Create(),
        EvaluateCMapssVerb.Create(),
        EvaluateAi4iVerb.Create(),
        EvaluateStuckPipeVerb.Create(),
        EvaluateFleetVerb.Create(),
    };
}
