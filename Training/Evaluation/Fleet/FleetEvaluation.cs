using Maintenance.Core.Ports;
using Maintenance.Simulator.Scenarios;

namespace Maintenance.Training.Evaluation.Fleet;

/// <summary>
/// Lead time, recall and false alarms of the live path (rules, model, minutes, hysteresis) on simulated drills with known faults: the
/// library of scenarios, played by fleets with seeds that training does not use.
/// </summary>
/// <param name="load">Loads the drill-health model; called once per thread, because a model owns buffers.</param>
/// <param name="seed">Seed of the fleets.</param>
/// <param name="size">How much to watch.</param>
public sealed class FleetEvaluation(Func<IConditionModel> load, int seed, FleetEvaluationSize size)
{
    /// <summary>How the fleets were made and judged.</summary>
    public static string Protocol { get; } =
        "Scenarios of the library, each fault and sensor fault given to several drills of fleets whose seeds training does not use; "
        + "machines, wells, rock and sensors' dropouts, spikes and drift are drawn, onset and growth are half to twice the scenario's. "
        + "Judged by the live path: rules, model, minutes, hysteresis. Accelerated: a look every ten minutes at two seconds of each ten of "
        + "a minute, and where a fault grows within hours a block every 21 seconds in between; healthy drills are looked at every two "
        + "hours, and for two hours of every 96 as the others. "
        + $"An alarm is P(fault) >= {AlarmLatch.RaisedFrom} (grade C) at two looks in a row, the second a minute after the first; it "
        + $"clears below {AlarmLatch.ClearedBelow}. Found: raised between onset and failure. A month is 730 h. "
        + "The live path assesses every second, so that it sees more, and raises other alarms, than these looks.";

    /// <summary>Watches all drills, several at once; the figures do not depend on how many.</summary>
    public FleetFigures Run(IReadOnlyList<Scenario> library, Action<int, int> watched, CancellationToken cancellationToken)
    {
        var drills = new FleetRuns(seed, size).All(library);
        var histories = new DrillHistory[drills.Count];
        var done = 0;
        Parallel.For(0, drills.Count,
            new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount, CancellationToken = cancellationToken },
            load,
            (i, _, model) =>
            {
                histories[i] = new DrillWatch(drills[i], model).Run(cancellationToken);
                watched(Interlocked.Increment(ref done), drills.Count);
                return model;
            },
            _ => { });
        return FleetFigures.Of(Protocol, load().Hash, seed, histories);
    }
}
