using Maintenance.Core.Alarms;
using Microsoft.Extensions.Logging;

namespace Maintenance.Training.Bench.Pipeline;

/// <summary>
/// What alarms cost the embedded pipeline: rounds of <see cref="PipelineBench"/> without rules and with them in turns, the order changing
/// from round to round, so that what slows the machine down slows both.
/// </summary>
/// <param name="load">Load of a round.</param>
/// <param name="rules">Rules of alarms.</param>
/// <param name="rounds">Rounds of each.</param>
/// <param name="clock">Clock.</param>
/// <param name="loggers">Loggers.</param>
public sealed class AlarmCostBench(PipelineLoad load, AlarmRuleSet rules, int rounds, TimeProvider clock, ILoggerFactory loggers)
{
    /// <summary>Runs.</summary>
    /// <param name="parentFolder">Folder on the disk to measure.</param>
    /// <param name="progress">Told the figures of each round.</param>
    /// <param name="cancellationToken">Stops.</param>
    /// <exception cref="BenchException">As <see cref="PipelineBench.RunAsync"/>.</exception>
    public async Task<AlarmCostFigures> RunAsync(
        string parentFolder, Action<PipelineFigures> progress, CancellationToken cancellationToken)
    {
        var (off, on) = (new List<PipelineFigures>(), new List<PipelineFigures>());
        for (var round = 0; round < rounds; round++)
        {
            foreach (var isOn in (bool[])[round % 2 == 1, round % 2 == 0])
            {
                var bench = new PipelineBench(load, isOn ? rules : AlarmRuleSet.None, clock, loggers);
                var figures = await bench.RunAsync(parentFolder, cancellationToken);
                (isOn ? on : off).Add(figures);
                progress(figures);
            }
        }
        return AlarmCostFigures.Of(off, on);
    }
}
