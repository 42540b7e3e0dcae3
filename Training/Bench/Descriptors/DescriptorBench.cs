using Maintenance.Core.Telemetry;
using Maintenance.Scoring.DataManipulation;

namespace Maintenance.Training.Bench.Descriptors;

/// <summary>
/// Measures the time and the memory that the descriptors of a block take, by the code of the live path, beside one Fourier transform of an
/// axis in the same run: all loads take turns, so that other load on the machine affects all alike.
/// </summary>
/// <param name="seconds">How long all rounds take together.</param>
/// <param name="clock">Measures.</param>
public sealed class DescriptorBench(double seconds, TimeProvider clock)
{
    private const int Rounds = 15;
    private const double Budget = 25;
    private const int Batch = 20;

    private readonly byte[] _waveforms = DescriptorLoad.Waveforms(speedChange: 0);
    private readonly byte[] _varying = DescriptorLoad.Waveforms(speedChange: 0.2);
    private readonly byte[] _columns = DescriptorLoad.Columns();
    private readonly DescriptorCalculator _calculator = new();
    private readonly FourierTransform _transform = new();
    private readonly float[] _descriptors = new float[Core.Conditions.Descriptors.Count];
    private readonly float[] _statistics = new float[ChannelSummary.Count];
    private readonly float[] _samples = new float[DescriptorLoad.Samples];
    private readonly float[] _re = new float[FourierTransform.SizeFor(DescriptorLoad.Samples)];
    private readonly float[] _im = new float[FourierTransform.SizeFor(DescriptorLoad.Samples)];

    /// <summary>Runs the bench.</summary>
    public DescriptorFigures Measure()
    {
        TelemetryRecordView.DecodeTrusted(_waveforms).Waveform(0).Samples.CopyTo(_samples);
        Action[] loads = [Transform, () => Describe(_waveforms), () => Describe(_columns), () => Describe(_varying)];
        var times = Times(loads);
        var size = FourierTransform.SizeFor(DescriptorLoad.Samples);
        var computed = new HashSet<string>([.. ComputedBy(_waveforms), .. ComputedBy(_columns)], StringComparer.Ordinal);
        return new DescriptorFigures
        {
            Block = $"1 s: 3 waveforms of {DescriptorLoad.Samples} samples, 12 slow channels of 10 readings; bearing, gear and speed known",
            Transform = $"the product's own real FFT of one axis: {DescriptorLoad.Samples} samples, {size} with zeros, single precision",
            TransformMicros = times[0],
            TransformGigaflops = 2.5 * size * Math.Log2(size) / times[0] / 1e3,
            BlockMicros = times[1],
            RatioToTransform = times[1] / times[0],
            ColumnsMicros = times[2],
            ColumnsRatioToTransform = times[2] / times[0],
            VaryingSpeedMicros = times[3],
            Budget = Budget,
            BytesPerBlock = BytesPerBlock(loads[1..]),
            Computed = computed.Count,
            NotInTheseBlocks = string.Join(", ", Core.Conditions.Descriptors.Names.Where(n => !computed.Contains(n))),
            OnDemand = "nothing: every descriptor is computed for every block that has its inputs; equal angles only when the speed varies "
                + "by 2 % or more",
        };
    }

    private void Transform() => _transform.Forward(_samples, _re, _im);

    private void Describe(byte[] block)
    {
        _calculator.Compute(TelemetryRecordView.DecodeTrusted(block), DescriptorLoad.Setup, _descriptors);
        ChannelSummary.Write(_calculator.Channels, _statistics);
    }

    private IEnumerable<string> ComputedBy(byte[] block)
    {
        Describe(block);
        return [.. Core.Conditions.Descriptors.Names.Where((_, i) => !float.IsNaN(_descriptors[i]))];
    }

    // Median µs per call of each load; the first rounds warm up.
    private double[] Times(Action[] loads)
    {
        const int warmUp = 3;
        var slice = TimeSpan.FromSeconds(seconds / (loads.Length * (Rounds + warmUp)));
        var micros = loads.Select(_ => new double[Rounds]).ToArray();
        for (var round = -warmUp; round < Rounds; round++)
            for (var i = 0; i < loads.Length; i++)
            {
                var time = MicrosOf(loads[i], slice);
                if (round >= 0) micros[i][round] = time;
            }
        foreach (var times in micros) Array.Sort(times);
        return [.. micros.Select(times => times[Rounds / 2])];
    }

    private double MicrosOf(Action load, TimeSpan slice)
    {
        var (start, calls) = (clock.GetTimestamp(), 0L);
        TimeSpan elapsed;
        do
        {
            for (var i = 0; i < Batch; i++) load();
            calls += Batch;
            elapsed = clock.GetElapsedTime(start);
        }
        while (elapsed < slice);
        return elapsed.TotalMicroseconds / calls;
    }

    private static double BytesPerBlock(Action[] loads)
    {
        const int blocks = 100;
        var before = GC.GetAllocatedBytesForCurrentThread();
        foreach (var load in loads)
            for (var i = 0; i < blocks; i++) load();
        return (GC.GetAllocatedBytesForCurrentThread() - before) / (double)(blocks * loads.Length);
    }
}
