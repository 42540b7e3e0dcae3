using BenchmarkDotNet.Attributes;
using Maintenance.Core.Telemetry;

namespace Maintenance.Benchmarks;

/// <summary>Codec V1: a block of 100 readings of 12 channels.</summary>
public class RecordCodecBenchmarks
{
    private readonly TelemetryRecord _record = Samples.Block(100);
    private readonly byte[] _encoded = TelemetryCodecV1.Encode(Samples.Block(100));
    private readonly byte[] _buffer = new byte[16 * 1024];

    [Benchmark]
    public int Encode() => TelemetryCodecV1.Encode(_record, _buffer);

    [Benchmark]
    public float Decode()
    {
        if (TelemetryRecordView.TryDecode(_encoded, out var view) != DecodeStatus.Ok)
            throw new InvalidOperationException("The record does not decode.");
        return view.Column(11)[99];
    }
}
