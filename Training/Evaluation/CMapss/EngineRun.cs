namespace Maintenance.Training.Evaluation.CMapss;

/// <summary>One engine of C-MAPSS: one row of 3 settings and 21 sensors per cycle flown.</summary>
/// <param name="Unit">Number of the engine in its file.</param>
/// <param name="Cycles">Rows in order of cycles, from the first one.</param>
/// <param name="RemainingAtEnd">Cycles left after the last row; 0 for a run to failure.</param>
internal sealed record EngineRun(int Unit, IReadOnlyList<float[]> Cycles, int RemainingAtEnd)
{
    public const int Settings = 3;
    public const int Sensors = 21;

    /// <summary>Cycles left after row <paramref name="index"/>.</summary>
    public int RemainingAfter(int index) => Cycles.Count - 1 - index + RemainingAtEnd;
}
