namespace Maintenance.Training.Bench.Store;

/// <summary>What <c>bench store</c> prints; names are the JSON's.</summary>
public sealed record StoreFigures
{
    /// <summary>Engine measured.</summary>
    public required string Engine { get; init; }

    /// <summary>What the engine says it is, and where: the bench starts no server.</summary>
    public required string Server { get; init; }

    /// <summary>Rows per second through the product's commit: text or chunks made of them, offset compared and moved, durable.</summary>
    public required double RowsPerSecond { get; init; }

    /// <summary>Rows per second of the bare driver's bulk load of the same rows, ready made, in the same run.</summary>
    public required double FloorRowsPerSecond { get; init; }

    /// <summary>The first by the second.</summary>
    public required double RatioToFloor { get; init; }

    /// <summary>Rows per second of the product's commit into DuckDB in the same run.</summary>
    public required double DuckDbRowsPerSecond { get; init; }

    /// <summary>The first by DuckDB's.</summary>
    public required double RatioToDuckDb { get; init; }

    /// <summary>Rows the measured engine was given; counted afterwards, or the run fails.</summary>
    public required long Rows { get; init; }

    /// <summary>Shape of the load, for whoever compares runs.</summary>
    public required string Load { get; init; }
}
