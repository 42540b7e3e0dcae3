using System.IO.Compression;
using System.Runtime.InteropServices;

namespace Maintenance.Training.Evaluation.Bearings;

/// <summary>Files of samples without a header, little endian, plain or gzip.</summary>
internal static class RecordingFile
{
    private const long MaxBytes = 1L << 30;

    /// <summary>float32 samples times a factor.</summary>
    public static float[] ReadSingle(string path, float factor) => Scaled(path, MemoryMarshal.Cast<byte, float>(Bytes(path)), factor);

    /// <summary>Integer samples of a channel of several that take turns, times a factor: int16, or int32 when the name says .i32.</summary>
    public static float[][] ReadInterleaved(string path, int channels, float factor)
    {
        var bytes = Bytes(path);
        var wide = path.Contains(".i32", StringComparison.Ordinal);
        float[] all = wide ? Converted<int>(bytes) : Converted<short>(bytes);
        if (channels < 1 || all.Length % channels != 0)
            throw new InvalidDataException($"{path} holds {all.Length} samples, which {channels} channels do not share evenly.");
        var result = new float[channels][];
        for (var c = 0; c < channels; c++)
        {
            result[c] = new float[all.Length / channels];
            for (var i = 0; i < result[c].Length; i++) result[c][i] = all[i * channels + c] * factor;
        }
        return result;
    }

    /// <summary>Number of int16 samples in a file.</summary>
    public static int CountShorts(string path) => Bytes(path).Length / sizeof(short);

    private static float[] Converted<T>(byte[] bytes)
        where T : unmanaged, System.Numerics.INumber<T>
    {
        var values = MemoryMarshal.Cast<byte, T>(bytes);
        var converted = new float[values.Length];
        for (var i = 0; i < converted.Length; i++) converted[i] = float.CreateTruncating(values[i]);
        return converted;
    }

    private static float[] Scaled(string path, ReadOnlySpan<float> samples, float factor)
    {
        var scaled = new float[samples.Length];
        for (var i = 0; i < scaled.Length; i++)
        {
            scaled[i] = samples[i] * factor;
            if (!float.IsFinite(scaled[i]))
                throw new InvalidDataException($"{path}: sample {i} is not a number: is it float32, little endian?");
        }
        return scaled;
    }

    private static byte[] Bytes(string path)
    {
        using var file = File.OpenRead(path);
        using var buffer = new MemoryStream();
        if (!path.EndsWith(".gz", StringComparison.Ordinal)) file.CopyTo(buffer);
        else
        {
            using var gzip = new GZipStream(file, CompressionMode.Decompress);
            var chunk = new byte[1 << 16];
            for (int read; (read = gzip.Read(chunk)) > 0;)
            {
                buffer.Write(chunk, 0, read);
                if (buffer.Length > MaxBytes) throw new InvalidDataException($"{path} unpacks to more than {MaxBytes} bytes.");
            }
        }
        return buffer.ToArray();
    }
}
