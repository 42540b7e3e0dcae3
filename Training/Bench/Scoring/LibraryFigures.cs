namespace Maintenance.Training.Bench.Scoring;

/// <summary>This engine against libxgboost.</summary>
public sealed record LibraryFigures
{
    public required double BatchRowsPerSecond { get; init; }

    /// <summary>libxgboost, from a matrix built in advance.</summary>
    public required double MatrixRowsPerSecond { get; init; }

    /// <summary>libxgboost, from the rows in place (<c>inplace_predict</c>).</summary>
    public required double InPlaceRowsPerSecond { get; init; }

    /// <summary>Against the faster of the two.</summary>
    public required double BatchRatio { get; init; }

    public required double SingleRowMicros { get; init; }

    public required double MatrixSingleRowMicros { get; init; }

    public required double InPlaceSingleRowMicros { get; init; }

    /// <summary>Against the faster of the two.</summary>
    public required double SingleRowRatio { get; init; }

    /// <summary>Over all rows, batch and single, matrix and in place; 0 when all bits are equal.</summary>
    public required double LargestDifference { get; init; }

    public required double BytesAllocatedPerRow { get; init; }
}
