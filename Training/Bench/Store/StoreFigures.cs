namespace Maintenance.Training.Bench.Store;

/// <summary>Output of <c>bench store</c>; the property names are those of the JSON.</summary>
public sealed record StoreFigures
{
    /// <summary>Measured engine.</summary>
    public required string Engine { get; init; }

    /// <summary>The engine's version and where it runs: the benchmark starts no server.</summary>
    public required string Server { get; init; }

    /// <summary>Rows per second through the product's commit: encoded, with the offset compared and moved, durable.</summary>
    public required double RowsPerSecond { get; init; }

    /// <summary>Rows per second of the bare driver's bulk load of the same rows, encoded in advance, in the same run.</summary>
    public required double FloorRowsPerSecond { get; init; }

    /// <summary><see cref="RowsPerSecond"/> over <see cref="FloorRowsPerSecond"/>.</summary>
    public required double RatioToFloor { get; init; }

    /// <summary>Rows per second of the product's commit into DuckDB in the same run.</summary>
    public required double DuckDbRowsPerSecond { get; init; }

    /// <summary><see cref="RowsPerSecond"/> over <see cref="DuckDbRowsPerSecond"/>.</summary>
    public required double RatioToDuckDb { get; init; }

    /// <summary>Rows committed to the measured engine; the run fails if the table has another number.</summary>
    public required long Rows { get; init; }

    /// <summary>Description of the load, for comparing runs.</summary>
    public required string Load { get; init; }
}
