namespace Maintenance.Core.Tables;

/// <summary>A high-rate waveform as received. Times are Unix µs, UTC.</summary>
public readonly record struct WaveformRow : ITableRow<WaveformRow>
{
    /// <inheritdoc/>
    public static TableSchema Table { get; } = TableSchema.Of<WaveformRow>("waveform");

    /// <summary>Id.</summary>
    public required string Asset { get; init; }

    /// <summary>Time of the first sample.</summary>
    public required long EventTimeUnixMicros { get; init; }

    /// <summary>Measurement location.</summary>
    public required string Location { get; init; }

    /// <summary>Sample rate, Hz.</summary>
    public required float SampleRateHz { get; init; }

    /// <summary>Acceleration, m/s², as little-endian float32.</summary>
    public required byte[]? Samples { get; init; }

    /// <inheritdoc/>
    public static WaveformRow Map<TMap>(ref TMap map, in WaveformRow row) where TMap : struct, IRowMap => new()
    {
        Asset = map.Text("asset", row.Asset),
        EventTimeUnixMicros = map.Timestamp("event_time", row.EventTimeUnixMicros),
        Location = map.Text("location", row.Location),
        SampleRateHz = map.Real("sample_rate_hz", row.SampleRateHz),
        Samples = map.Blob("samples", row.Samples),
    };
}
