namespace Maintenance.Training.Bench.Scoring;

/// <summary>A zip compiled into this engine against ML.NET.</summary>
public sealed record MlNetFigures
{
    public required double BatchRowsPerSecond { get; init; }

    /// <summary>ML.NET, one cursor over all rows.</summary>
    public required double MlNetBatchRowsPerSecond { get; init; }

    public required double BatchRatio { get; init; }

    public required double SingleRowMicros { get; init; }

    /// <summary>ML.NET's PredictionEngine, its row object reused.</summary>
    public required double PredictionEngineMicros { get; init; }

    public required double SingleRowRatio { get; init; }

    /// <summary>Over all rows, batch and single; 0 when all bits are equal.</summary>
    public required double LargestDifference { get; init; }

    public required double BytesAllocatedPerRow { get; init; }
}
