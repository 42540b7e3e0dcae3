using System.Runtime.InteropServices;
using System.Text;
using Maintenance.Core.Log;
using Maintenance.Core.Ports;
using Maintenance.Tests.Log;

namespace Maintenance.Contracts.Tests.Log;

/// <summary>Short words for what the tests do with a log.</summary>
internal static class LogProbe
{
    public const string Topic = Topics.Telemetry;

    public static ValueTask<LogPosition> AppendTextAsync(this ITelemetryLog log, string key, string text) =>
        log.AppendAsync(Topic, Encoding.UTF8.GetBytes(key), Encoding.UTF8.GetBytes(text), CancellationToken.None);

    public static ValueTask<LogPosition> AppendBytesAsync(this ITelemetryLog log, string key, byte[] value) =>
        log.AppendAsync(Topic, Encoding.UTF8.GetBytes(key), value, CancellationToken.None);

    /// <summary>Appends begun one after the other, of which none waits for the one before.</summary>
    public static Task<LogPosition[]> AppendTogetherAsync(this ITelemetryLog log, string key, IEnumerable<byte[]> values) =>
        Task.WhenAll(values.Select(v => log.AppendBytesAsync(key, v).AsTask()).ToList());

    public static ValueTask AppendAllAsync(this ITelemetryLog log, IAppendBatch batch) => log.AppendAllAsync(batch, CancellationToken.None);

    /// <summary>A batch of texts.</summary>
    public static RecordBatch Texts(params IEnumerable<(string Key, string Text)> records)
    {
        var batch = new RecordBatch(Topic);
        foreach (var (key, text) in records) batch.Add(key, Encoding.UTF8.GetBytes(text));
        return batch;
    }

    /// <summary>A batch of values of one key.</summary>
    public static RecordBatch Values(string key, IEnumerable<byte[]> values)
    {
        var batch = new RecordBatch(Topic);
        foreach (var value in values) batch.Add(key, value);
        return batch;
    }

    /// <summary>Reads until the reader has caught up.</summary>
    public static List<LogRecord> ReadAll(this ILogReader reader, int maxBytes = 1 << 20)
    {
        var records = new List<LogRecord>();
        var batch = new LogBatch();
        while (reader.Read(batch, maxBytes) > 0)
        {
            records.AddRange(batch.ToRecords());
            batch.Clear();
        }
        return records;
    }

    public static async Task<List<LogRecord>> ReadAllAsync(this ITelemetryLog log, int partition, long offset = 0)
    {
        await using var reader = log.OpenReader(Topic, partition, offset);
        return reader.ReadAll();
    }

    public static async Task<List<LogRecord>> ReadAllPartitionsAsync(this ITelemetryLog log)
    {
        var records = new List<LogRecord>();
        for (var p = 0; p < log.PartitionCount(Topic); p++) records.AddRange(await log.ReadAllAsync(p));
        return records;
    }

    public static IEnumerable<LogRecord> ToRecords(this LogBatch batch)
    {
        for (var i = 0; i < batch.Count; i++)
            yield return new LogRecord(batch.Offset(i), batch.TimestampUnixMicros(i), Encoding.UTF8.GetString(batch.Key(i)), batch.Value(i)
                .ToArray());
    }

    /// <summary>Shouldly compares arrays element by element through objects; a megabyte takes seconds that way.</summary>
    public static void ShouldBeBytes(this byte[] actual, byte[] expected, string? message = null) => actual.AsSpan().SequenceEqual(expected)
        .ShouldBeTrue(message);

    /// <summary>
    /// Bytes that tell from which record and from which place in it they are. Each kilobyte repeats 64 bytes of its own, so that they
    /// compress: the mock brokers keep 5 MiB of a partition, as the producer compressed it, and the contract's records are larger.
    /// </summary>
    public static byte[] Payload(int length, int seed) => Fill(new byte[length], seed, wordsOfOwn: 8);

    /// <summary>As <see cref="Payload"/>, and nothing compresses it.</summary>
    public static byte[] Noise(int length, int seed) => Fill(new byte[length], seed, wordsOfOwn: WordsOfChunk);

    private const int WordsOfChunk = 128;

    private static byte[] Fill(byte[] bytes, int seed, int wordsOfOwn)
    {
        var words = MemoryMarshal.Cast<byte, ulong>(bytes.AsSpan());
        var state = (ulong)seed * 0x9E3779B97F4A7C15 + 1; // seeded Random is ten times slower, which the kill test would feel
        for (var i = 0; i < words.Length; i++)
        {
            if (i % WordsOfChunk >= wordsOfOwn)
            {
                words[i] = words[i - wordsOfOwn];
                continue;
            }
            state = (state ^ (state << 13)) + 0x9E3779B97F4A7C15;
            words[i] = state ^ (state >> 29);
        }
        bytes.AsSpan(words.Length * 8).Fill((byte)seed);
        return bytes;
    }
}
