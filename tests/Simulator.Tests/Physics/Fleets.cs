using Maintenance.Core.Conditions;
using Maintenance.Core.Telemetry;
using Maintenance.Simulator.Physics;

namespace Maintenance.Simulator.Tests.Physics;

/// <summary>Fleets of one drill with one fault held at one severity, and the yardsticks to see it.</summary>
internal static class Fleets
{
    /// <summary>2026-01-01T00:00:00Z.</summary>
    public const long Start = 1_767_225_600_000_000;

    /// <summary>A clean drill whose fault has a given severity for the whole of the test.</summary>
    public static SimulatedFleet WithFault(string mode, double severity, ulong seed = 3, int assets = 1)
    {
        // severity = x^1.5 after a part x of a growth of 100 years: constant for the hours a test looks at.
        var growth = TimeSpan.FromDays(36_500);
        var x = Math.Pow(severity, 2.0 / 3);
        var begin = Start - (long)(x * growth.TotalMicroseconds);
        Fault? fault = severity > 0 ? new Fault(mode, begin, TimeSpan.Zero, growth, TimeSpan.FromDays(1)) : null;
        var options = new FleetOptions { Seed = seed, Assets = assets, SensorDefects = false, ReadingsPerSecond = 50 };
        return SimulatedFleet.Create(options, new FaultPlan([.. Enumerable.Repeat(fault, assets)]));
    }

    /// <summary>First second from which a drill drills without pause for at least <paramref name="seconds"/>.</summary>
    public static long DrillingFrom(SimulatedFleet fleet, int asset, int seconds)
    {
        for (var t = Start; ; t += 10_000_000)
        {
            if (fleet.Drills[asset].StateAt(t - 30_000_000) != DrillingState.Drilling) continue;
            if (fleet.Drills[asset].StateAt(t) == DrillingState.Drilling && fleet.Drills[asset].StateAt(t + (seconds + 20) * 1_000_000L)
                == DrillingState.Drilling) return t;
        }
    }

    public static float[] Column(TelemetryRecord record, int channel) => record.Columns.Single(c => c.ChannelId == channel).Values;

    /// <summary>A channel over several consecutive blocks.</summary>
    public static float[] Series(SimulatedFleet fleet, int asset, long from, int seconds, int channel)
    {
        var values = new List<float>();
        for (var i = 0; i < seconds; i++) values.AddRange(Column(fleet.GenerateBlock(asset, from + i * 1_000_000L), channel));
        return [.. values];
    }

    public static TimeWaveform Waveform(SimulatedFleet fleet, int asset, long from)
    {
        for (var i = 0; i < 6; i++)
            if (fleet.GenerateBlock(asset, from + i * 1_000_000L).Waveforms is [var waveform, ..]) return waveform;
        throw new InvalidOperationException("no waveform within six blocks");
    }

    /// <summary>Amplitude of a sinusoid of known frequency by projection on sine and cosine.</summary>
    public static double Amplitude(ReadOnlySpan<float> samples, double sampleRateHz, double frequencyHz)
    {
        double s = 0, c = 0;
        for (var i = 0; i < samples.Length; i++)
        {
            s += samples[i] * Math.Sin(2 * Math.PI * frequencyHz * i / sampleRateHz);
            c += samples[i] * Math.Cos(2 * Math.PI * frequencyHz * i / sampleRateHz);
        }
        return 2 * Math.Sqrt(s * s + c * c) / samples.Length;
    }

    public static double Kurtosis(ReadOnlySpan<float> samples)
    {
        double mean = 0, m2 = 0, m4 = 0;
        foreach (var x in samples) mean += x;
        mean /= samples.Length;
        foreach (var x in samples)
        {
            var d = (x - mean) * (x - mean);
            m2 += d;
            m4 += d * d;
        }
        return m4 * samples.Length / (m2 * m2);
    }

    public static double Rms(ReadOnlySpan<float> samples)
    {
        double sum = 0;
        foreach (var x in samples) sum += (double)x * x;
        return Math.Sqrt(sum / samples.Length);
    }
}
