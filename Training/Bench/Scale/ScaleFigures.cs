namespace Maintenance.Training.Bench.Scale;

/// <summary>Output of <c>bench scale</c>; the property names are those of the JSON.</summary>
/// <param name="Drills">Against the number of drills, with as much history in all.</param>
/// <param name="History">Against what is stored, with as many drills.</param>
/// <param name="Load">Description of the load, for comparing runs.</param>
public sealed record ScaleFigures(IReadOnlyList<MarkFigures> Drills, IReadOnlyList<MarkFigures> History, string Load);
