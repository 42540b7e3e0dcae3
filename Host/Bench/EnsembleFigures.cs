namespace Maintenance.Host.Bench;

/// <summary>One ensemble, this engine beside libxgboost on the same rows in the same run.</summary>
internal sealed record EnsembleFigures
{
    public required int Trees { get; init; }

    public required int Depth { get; init; }

    public required int Leaves { get; init; }

    public required double BatchRowsPerSecond { get; init; }

    /// <summary>libxgboost, from a matrix built before the clock started.</summary>
    public required double LibraryMatrixRowsPerSecond { get; init; }

    /// <summary>libxgboost, from the rows in place (<c>inplace_predict</c>).</summary>
    public required double LibraryInPlaceRowsPerSecond { get; init; }

    /// <summary>Against the faster of the two.</summary>
    public required double BatchRatio { get; init; }

    public required double SingleRowMicros { get; init; }

    public required double LibraryMatrixSingleRowMicros { get; init; }

    public required double LibraryInPlaceSingleRowMicros { get; init; }

    /// <summary>Against the faster of the two.</summary>
    public required double SingleRowRatio { get; init; }

    /// <summary>Over all rows, batch, single row, matrix and in place; 0: the same bits.</summary>
    public required double LargestDifference { get; init; }

    public required double BytesAllocatedPerRow { get; init; }
}
