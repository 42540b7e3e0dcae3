namespace Maintenance.Training.Bench.Scoring;

/// <summary>
/// Results for one ensemble size: with XGBoost's trees, this engine against libxgboost; with LightGBM's trees in an ML.NET zip, this engine
/// against ML.NET; on the same rows in the same run.
/// </summary>
public sealed record EnsembleFigures
{
    public required int Trees { get; init; }

    public required int Depth { get; init; }

    /// <summary>XGBoost's trees; null when libxgboost is not installed.</summary>
    public required LibraryFigures? Library { get; init; }

    /// <summary>LightGBM's trees in an ML.NET zip.</summary>
    public required MlNetFigures MlNet { get; init; }
}
