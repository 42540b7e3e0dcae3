using System.IO.Compression;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace Maintenance.Scoring.Tests.DataManipulation;

/// <summary>Recordings of bearing test benches: their sensors are innocent, and their speed is seen where its harmonics are.</summary>
public sealed class RecordedBearingsTests
{
    [SharedDataFact]
    public void A_sound_sensor_is_accused_of_nothing()
    {
        var recordings = Recordings();
        recordings.Count.ShouldBeGreaterThan(15);
        foreach (var (name, samples, rateHz, rpm) in recordings)
            for (var at = 0; at + (int)rateHz <= samples.Length; at += (int)rateHz)
            {
                var d = Describe(samples[at..(at + (int)rateHz)], rateHz, rpm);
                (float.IsNaN(d["speed_error"]) || Math.Abs(d["speed_error"]) < 0.02).ShouldBeTrue($"{name}: {d["speed_error"]}");
                d["waveform_clipped"].ShouldBe(0, name);
            }
    }

    [SharedDataFact]
    public void A_wrong_sample_rate_is_seen_in_whole_recordings()
    {
        foreach (var (name, samples, rateHz, rpm) in Recordings().Where(r => r.Name.StartsWith("cwru", StringComparison.Ordinal)))
            foreach (var factor in new[] { 0.8f, 0.9f, 1.12f })
                Describe(samples, rateHz * factor, rpm)["speed_error"].ShouldBe(factor - 1, 0.01f, name);
    }

    private static Dictionary<string, float> Describe(float[] samples, float rateHz, double rpm) =>
        new BlockBuilder().Speed(rpm).Knowing(turns: 1).Waveform(samples.Length, rateHz, t => samples[(int)Math.Round(t * rateHz)])
            .Describe();

    private static List<(string Name, float[] Samples, float RateHz, double Rpm)> Recordings()
    {
        var recordings = new List<(string, float[], float, double)>();
        foreach (var set in new[] { "cwru", "mfpt" })
        {
            using var index = JsonDocument.Parse(File.ReadAllText(SharedData.PathOf($"bearings/{set}/index.json")));
            foreach (var entry in index.RootElement.EnumerateArray())
            {
                var file = entry.GetProperty("file").GetString()!;
                using var zipped = new GZipStream(File.OpenRead(SharedData.PathOf($"bearings/{set}/{file}")), CompressionMode.Decompress);
                using var bytes = new MemoryStream();
                zipped.CopyTo(bytes);
                var rpm = entry.TryGetProperty("rpm", out var stated) ? stated.GetDouble() : 60 * entry.GetProperty("rate").GetDouble();
                recordings.Add(($"{set}/{file}", MemoryMarshal.Cast<byte, float>(bytes.ToArray()).ToArray(),
                    entry.GetProperty("fs").GetSingle(), rpm));
            }
        }
        return recordings;
    }
}
