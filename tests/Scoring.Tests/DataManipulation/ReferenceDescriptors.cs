using System.Numerics;

namespace Maintenance.Scoring.Tests.DataManipulation;

/// <summary>Descriptors of a signal in double precision, each as its definition says it: what single precision is compared with.</summary>
internal static class ReferenceDescriptors
{
    /// <summary>Statistics, bands and octaves.</summary>
    public static Dictionary<string, double> Of(float[] x, double rateHz)
    {
        var mean = x.Average(v => (double)v);
        double Moment(int power) => x.Average(v => Math.Pow(v - mean, power));
        var rms = Math.Sqrt(Moment(2));
        var result = new Dictionary<string, double>(StringComparer.Ordinal)
        {
            ["waveform_rms"] = rms,
            ["waveform_peak"] = x.Max(v => Math.Abs(v - mean)),
            ["waveform_crest"] = x.Max(v => Math.Abs(v - mean)) / rms,
            ["waveform_skewness"] = Moment(3) / Math.Pow(rms, 3),
            ["waveform_kurtosis"] = Moment(4) / Math.Pow(rms, 4),
            ["waveform_offset"] = Math.Abs(mean) / rms,
        };
        var (power, binHz) = Spectrum(x, mean, rateHz);
        double Band(double from, double to) => Math.Sqrt(power.Where((_, k) => k > 0 && k * binHz >= from && k * binHz < to).Sum());
        result["band_low"] = Band(10, 200);
        result["band_mid"] = Band(200, 1_000);
        result["band_high"] = Band(1_000, double.PositiveInfinity);
        result["velocity_rms_mm_per_s"] = 1_000 * Math.Sqrt(power.Select((p, k) => k * binHz is >= 10 and <= 1_000
            ? p / Math.Pow(2 * Math.PI * k * binHz, 2) : 0).Sum());
        var names = new[] { "16", "31", "63", "125", "250", "500", "1000", "2000", "4000", "8000" };
        for (var i = 0; i < names.Length; i++)
            result["octave_" + names[i]] = Band(1_000 * Math.Pow(10, 0.3 * (i - 6) - 0.15), 1_000 * Math.Pow(10, 0.3 * (i - 6) + 0.15));
        return result;
    }

    /// <summary>Amplitudes of the first lines of a shaft, by the normal equations of least squares.</summary>
    public static double[] Orders(float[] x, double rateHz, double shaftHz, int orders)
    {
        var size = 2 * orders + 1;
        var m = new double[size, size + 1];
        for (var i = 0; i < x.Length; i++)
        {
            double Basis(int b) => b == 0 ? 1 : b % 2 == 1
                ? Math.Sin((b + 1) / 2 * 2 * Math.PI * shaftHz * i / rateHz) : Math.Cos(b / 2 * 2 * Math.PI * shaftHz * i / rateHz);
            for (var r = 0; r < size; r++)
            {
                for (var c = 0; c < size; c++) m[r, c] += Basis(r) * Basis(c);
                m[r, size] += Basis(r) * x[i];
            }
        }
        for (var p = 0; p < size; p++)
            for (var r = 0; r < size; r++)
            {
                var factor = r == p ? 0 : m[r, p] / m[p, p];
                for (var c = 0; c <= size; c++) m[r, c] -= factor * m[p, c];
            }
        return [.. Enumerable.Range(1, orders).Select(k => double.Hypot(m[2 * k - 1, size] / m[2 * k - 1, 2 * k - 1],
            m[2 * k, size] / m[2 * k, 2 * k]))];
    }

    /// <summary>Mean square in each bin of a Hann window over all samples.</summary>
    private static (double[] Power, double BinHz) Spectrum(float[] x, double mean, double rateHz)
    {
        var n = (int)BitOperations.RoundUpToPowerOf2((uint)x.Length);
        var windowed = new Complex[n];
        var windowPower = 0.0;
        for (var i = 0; i < x.Length; i++)
        {
            var w = 0.5 - 0.5 * Math.Cos(2 * Math.PI * i / x.Length);
            (windowed[i], windowPower) = (w * (x[i] - mean), windowPower + w * w);
        }
        var spectrum = ReferenceTransform.Of(windowed);
        return ([.. Enumerable.Range(0, n / 2 + 1).Select(k => (k == 0 || k == n / 2 ? 1 : 2) * Math.Pow(spectrum[k].Magnitude, 2)
            / (windowPower * n))], rateHz / n);
    }
}
