using System.Numerics;

namespace Maintenance.Simulator.Physics;

/// <summary>
/// xoshiro256++ (Blackman and Vigna, public domain) whose state is derived by SplitMix64 from a tuple of counters. A drill uses the
/// stream of (seed, asset, purpose, index), so a value depends on its purpose and never on earlier calls:
/// any block can be generated on its own, on any thread, in any order. A mutable struct: pass by reference.
/// </summary>
internal struct SeededRandom
{
    private ulong _a, _b, _c, _d;

    public SeededRandom(ulong seed, long asset, Purpose purpose, long index)
    {
        var x = Mix(seed + 0x9E37_79B9_7F4A_7C15UL);
        x = Mix(x ^ (ulong)asset);
        x = Mix(x ^ ((ulong)purpose << 32));
        x = Mix(x ^ (ulong)index);
        _a = x = Mix(x + 0x9E37_79B9_7F4A_7C15UL);
        _b = x = Mix(x + 0x9E37_79B9_7F4A_7C15UL);
        _c = x = Mix(x + 0x9E37_79B9_7F4A_7C15UL);
        _d = Mix(x + 0x9E37_79B9_7F4A_7C15UL) | 1; // never the all-zero state, from which xoshiro cannot escape
    }

    public ulong NextUInt64()
    {
        var result = BitOperations.RotateLeft(_a + _d, 23) + _a;
        var t = _b << 17;
        _c ^= _a;
        _d ^= _b;
        _b ^= _c;
        _a ^= _d;
        _c ^= t;
        _d = BitOperations.RotateLeft(_d, 45);
        return result;
    }

    /// <summary>Uniform in [0, 1).</summary>
    public double NextUnit() => (NextUInt64() >> 11) * (1.0 / (1UL << 53));

    /// <summary>Uniform in [low, high).</summary>
    public double Between(double low, double high) => low + (high - low) * NextUnit();

    /// <summary>Uniform integer in [0, count).</summary>
    public int Below(int count) => (int)(NextUnit() * count);

    /// <summary>
    /// Mean 0, standard deviation 1: the sum of eight 16-bit uniforms (Irwin–Hall). Kurtosis 2.85, not 3; no logarithm, two draws.
    /// </summary>
    public double NextNormal()
    {
        var sum = Sum16(NextUInt64()) + Sum16(NextUInt64());
        // Each addend is uniform over 65,536 values: mean 32,767.5, variance 65,536²/12 (less one part in 4e9).
        return (sum - 8 * 32_767.5) * (1.0 / (65_536 * 0.8164965809277260));
    }

    private static int Sum16(ulong x) => (int)((x & 0xFFFF) + ((x >> 16) & 0xFFFF) + ((x >> 32) & 0xFFFF) + (x >> 48));

    private static ulong Mix(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xBF58_476D_1CE4_E5B9UL;
        z = (z ^ (z >> 27)) * 0x94D0_49BB_1331_11EBUL;
        return z ^ (z >> 31);
    }

    /// <summary>What a random stream is used for; the values are part of the guarantee "same seed, same bytes".</summary>
    public enum Purpose
    {
        Site = 1,
        Machine = 2,
        Fault = 3,
        Stand = 4,
        Torsion = 5,
        Scalars = 6,
        Waveform = 7,
        Sensor = 8,
        Link = 9,
        Load = 10,
        Downhole = 11,
        SensorFault = 12,
        Well = 13,
        Field = 14,
    }
}
