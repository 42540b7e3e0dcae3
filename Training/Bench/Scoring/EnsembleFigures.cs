namespace Maintenance.Training.Bench.Scoring;

/// <summary>
/// One size of ensemble in two makes: XGBoost's trees, this engine beside libxgboost (null where that is not installed), and LightGBM's in
/// an ML.NET zip, this engine beside ML.NET itself; on the same rows in the same run.
/// </summary>
public sealed record EnsembleFigures
{
    public required int Trees { get; init; }

    public required int Depth { get; init; }

    /// <summary>XGBoost's trees; null: libxgboost is not installed.</summary>
    public required LibraryFigures? Library { get; init; }

    /// <summary>LightGBM's trees in an ML.NET zip.</summary>
    public required MlNetFigures MlNet { get; init; }
}
