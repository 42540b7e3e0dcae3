using Maintenance.Core.Assets;

namespace Maintenance.Scoring.Tests.Bearings;

/// <summary>
/// Vibration of a machine with a bearing, drawn by a seed: noise that the shaft modulates, its harmonics, a gear mesh, now and then a
/// knock, and the impacts of one defect, which slip, differ in strength and ring a resonance (Randall and Antoni, 2011, 2).
/// </summary>
internal sealed class ImpactTrain
{
    private readonly Random _random;

    public ImpactTrain(int seed, string? defect, double sampleRateHz, double seconds, double shaftHz, BearingGeometry bearing,
        double amplitude)
    {
        _random = new Random(seed);
        (SampleRateHz, ShaftHz, Bearing) = (sampleRateHz, shaftHz, bearing);
        Samples = new float[(int)(sampleRateHz * seconds)];
        Machine();
        if (_random.Next(3) == 0) Knocks();
        if (defect is not null) Impacts(defect, amplitude);
    }

    public float[] Samples { get; }

    public double SampleRateHz { get; }

    public double ShaftHz { get; }

    public BearingGeometry Bearing { get; }

    /// <summary>A machine of which everything is drawn: bearing, speed, sample rate, length.</summary>
    public static ImpactTrain Any(int seed, string? defect, double amplitude)
    {
        var random = new Random(1_000_003 * seed);
        var ratio = Between(random, 0.14, 0.32);
        return new ImpactTrain(seed, defect, new[] { 5_120.0, 12_000, 25_600, 48_000 }[random.Next(4)],
            new[] { 0.8, 1, 2 }[random.Next(3)], Between(random, 14, 40),
            new BearingGeometry(random.Next(7, 20), 0.01, 0.01 / ratio), amplitude);
    }

    private double Time(int i) => i / SampleRateHz;

    private void Machine()
    {
        var (colour, last, mesh, phase) = (Between(_random, -0.3, 0.7), 0.0, _random.Next(15, 40), Between(_random, 0, 6));
        var harmonics = Enumerable.Range(1, 4).Select(h => (Order: h, Amplitude: Between(_random, 0, 1.5) / h)).ToArray();
        var meshing = Between(_random, 0, 1);
        // Looseness and uneven load make the noise swell with the shaft.
        double[] swelling = [.. Enumerable.Range(1, 6).Select(h => Between(_random, 0, 0.4) / h)];
        for (var i = 0; i < Samples.Length; i++)
        {
            last = colour * last + Normal() * Math.Sqrt(1 - colour * colour);
            var turn = 2 * Math.PI * ShaftHz * Time(i);
            var swell = 1.0;
            for (var h = 0; h < swelling.Length; h++) swell += swelling[h] * Math.Cos((h + 1) * (turn + phase));
            var value = last * swell + meshing * (1 + 0.3 * Math.Sin(turn)) * Math.Sin(mesh * turn + phase);
            foreach (var (order, amplitude) in harmonics) value += amplitude * Math.Sin(order * turn + order * phase);
            Samples[i] = (float)value;
        }
    }

    private void Knocks()
    {
        for (var knock = _random.Next(1, 6); knock > 0; knock--)
            Ring(Between(_random, 0, Time(Samples.Length)), Between(_random, 3, 12), Between(_random, 0.15, 0.45) * SampleRateHz, 0.0005);
    }

    private void Impacts(string defect, double amplitude)
    {
        var order = defect switch
        {
            "outer race" => Bearing.OuterRaceOrder,
            "inner race" => Bearing.InnerRaceOrder,
            "rolling element" => 2 * Bearing.ElementSpinOrder,
            _ => throw new ArgumentOutOfRangeException(nameof(defect), defect, "No such defect."),
        };
        var modulation = defect switch { "inner race" => 1, "rolling element" => Bearing.CageOrder, _ => 0 };
        var resonance = Between(_random, 0.15, 0.45) * SampleRateHz;
        var (decay, slip) = (Between(_random, 0.0003, 0.0012), Between(_random, -0.015, 0.015));
        var (period, jitter) = (1 / (order * (1 + slip) * ShaftHz), Between(_random, 0.003, 0.01));
        for (var at = period * _random.NextDouble(); at < Time(Samples.Length); at += period * (1 + jitter * Normal()))
        {
            var zone = modulation == 0 ? 1 : 0.55 + 0.45 * Math.Cos(2 * Math.PI * modulation * ShaftHz * at);
            Ring(at, amplitude * zone * (1 + 0.15 * Normal()), resonance, decay);
        }
    }

    private void Ring(double at, double amplitude, double resonanceHz, double decaySeconds)
    {
        for (var i = (int)Math.Ceiling(at * SampleRateHz); i < Samples.Length && Time(i) - at < 7 * decaySeconds; i++)
            Samples[i] += (float)(amplitude * Math.Exp((at - Time(i)) / decaySeconds)
                * Math.Sin(2 * Math.PI * resonanceHz * (Time(i) - at)));
    }

    private double Normal() => Math.Sqrt(-2 * Math.Log(1 - _random.NextDouble())) * Math.Cos(2 * Math.PI * _random.NextDouble());

    private static double Between(Random random, double low, double high) => low + (high - low) * random.NextDouble();
}
