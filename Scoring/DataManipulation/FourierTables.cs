using System.Numerics;

namespace Maintenance.Scoring.DataManipulation;

/// <summary>Factors exp(−2πj·k/n) of a <see cref="FourierTransform"/> of n points, laid out as its passes read them.</summary>
internal sealed class FourierTables
{
    /// <summary>Smallest size whose passes are vectors throughout; smaller transforms are sums.</summary>
    public const int MinVectorSize = 32;

    private readonly float[]?[] _stages;
    private readonly int _size;
    private float[]? _halfTurns;
    private float[]? _turns;

    /// <summary>Computes the factors of a transform.</summary>
    /// <param name="size">n, a power of two.</param>
    public FourierTables(int size)
    {
        _size = size;
        Passes = size < MinVectorSize ? 1 : (BitOperations.Log2((uint)size) + 1) / 2;
        _stages = new float[]?[Passes];
    }

    /// <summary>Passes over the data: one for each factor 4, and one for a factor 2 that remains.</summary>
    public int Passes { get; }

    /// <summary>
    /// Factors w, w² and w³ of a pass, with w = exp(−2πj·p/length): real and imaginary parts of each, in groups of eight lanes
    /// while the stride is below eight, else one group of six numbers for each p.
    /// </summary>
    public ReadOnlySpan<float> Stage(int pass, int stride) => _stages[pass] ??= MakeStage(_size / stride, stride);

    /// <summary>Real parts of exp(−2πj·k/(2n)), k below n/2, then the imaginary parts: they make a real signal of a complex one.</summary>
    public ReadOnlySpan<float> HalfTurns => _halfTurns ??= MakeTurns(_size / 2, 2L * _size);

    /// <summary>Real parts of exp(−2πj·k/n), k below n, then the imaginary parts.</summary>
    public ReadOnlySpan<float> Turns => _turns ??= MakeTurns(_size, _size);

    // Cosine and negative sine of a part of a turn, from the nearest quarter, so that symmetric factors have equal bits.
    private static (float Cos, float Sin) Turn(long part, long of)
    {
        var eighths = 8 * part / of;
        var (sin, cos) = Math.SinCos(2 * Math.PI * (part - (eighths + 1) / 2 * of / 4.0) / of);
        return (((eighths + 1) / 2) & 3) switch
        {
            0 => ((float)cos, (float)-sin),
            1 => ((float)-sin, (float)-cos),
            2 => ((float)-cos, (float)sin),
            _ => ((float)sin, (float)cos),
        };
    }

    private static float[] MakeStage(int length, int stride)
    {
        var quarter = length / 4;
        var lanes = stride < 8 ? 8 : 1;
        var stage = new float[stride < 8 ? 6 * quarter * stride : 6 * quarter];
        for (var i = 0; i < stage.Length / 6; i++)
        {
            var (p, at) = (stride < 8 ? i / stride : i, i / lanes * 6 * lanes + i % lanes);
            for (var power = 1; power <= 3; power++)
                (stage[at + (2 * power - 2) * lanes], stage[at + (2 * power - 1) * lanes]) = Turn((long)p * power, length);
        }
        return stage;
    }

    private static float[] MakeTurns(int count, long of)
    {
        var turns = new float[2 * count];
        for (var k = 0; k < count; k++) (turns[k], turns[count + k]) = Turn(k, of);
        return turns;
    }
}
