using System.Text;
using Maintenance.Core.Assets;
using Maintenance.Core.Telemetry;

namespace Maintenance.Scoring.DataManipulation;

/// <summary>A waveform of a block, in a log record's bytes or in memory. Valid as long as that memory is.</summary>
internal readonly ref struct BlockWaveform
{
    private readonly ReadOnlySpan<byte> _locationUtf8;
    private readonly string? _location;

    /// <summary>In a record's bytes.</summary>
    public BlockWaveform(TimeWaveformView waveform)
    {
        _locationUtf8 = waveform.LocationUtf8;
        (SampleRateHz, StartUnixMicros) = (waveform.SampleRateHz, waveform.StartUnixMicros);
        Samples = waveform.Samples;
    }

    /// <summary>In memory.</summary>
    public BlockWaveform(TimeWaveform waveform)
    {
        _location = waveform.Location;
        (SampleRateHz, StartUnixMicros) = (waveform.SampleRateHz, waveform.StartUnixMicros);
        Samples = waveform.Samples;
    }

    /// <summary>Samples per second.</summary>
    public float SampleRateHz { get; }

    /// <summary>Time of the first sample, Unix µs.</summary>
    public long StartUnixMicros { get; }

    /// <summary>Acceleration, m/s².</summary>
    public ReadOnlySpan<float> Samples { get; }

    /// <summary>What is known of the place where it was measured; null when nothing is.</summary>
    /// <param name="setup">What is known of the drill.</param>
    /// <param name="isOnlyWaveform">True when its block has no other.</param>
    public MeasurementLocation? LocationIn(DrillSetup setup, bool isOnlyWaveform)
    {
        if (_location is null) return setup.LocationOf(_locationUtf8, isOnlyWaveform);
        Span<byte> ascii = stackalloc byte[Math.Min(_location.Length, 256)];
        Encoding.ASCII.GetBytes(_location.AsSpan(0, ascii.Length), ascii);
        return setup.LocationOf(ascii, isOnlyWaveform);
    }
}
