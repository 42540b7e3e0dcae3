using Maintenance.Core.Ports;

namespace Maintenance.Training.Bench.Pipeline;

/// <summary>The questions that the dashboard's pages ask the store. Whoever starts the bench gives them: they are the dashboard's own.</summary>
/// <param name="Fleet">Of the fleet's page.</param>
/// <param name="Drill">Of a drill's page, asked at once; of a drill between two times, Unix µs.</param>
public sealed record PageQuestions(
    Func<IConditionStore, CancellationToken, Task> Fleet,
    IReadOnlyList<Func<IConditionStore, string, long, long, CancellationToken, Task>> Drill);
