using System.Buffers.Binary;
using System.Text;
using Maintenance.Store.Log;
using Maintenance.Tests.Log;
using Microsoft.Extensions.Logging.Abstractions;

namespace Maintenance.Contracts.Tests.Log.Embedded;

/// <summary>
/// Child process that appends without end and prints each record once its append has completed, to be killed at any moment:
/// <c>log-writer &lt;directory&gt; &lt;run&gt;</c>. A record's value tells its run, writer and number, and its length follows from them.
/// </summary>
internal static class LogWriterProgram
{
    public const int Writers = 6;

    public static async Task<int> RunAsync(string[] arguments)
    {
        var run = int.Parse(arguments[1]);
        await using var log = TelemetryLogs.Open(
            EmbeddedTelemetryLogTests.OptionsFor(arguments[0], new LogTestOptions { Partitions = 2, SegmentBytes = 4 << 20 }),
            TimeProvider.System, NullLoggerFactory.Instance);
        var output = Console.Out;
        await Task.WhenAll(Enumerable.Range(0, Writers).Select(async writer =>
        {
            var key = Key(writer);
            for (var number = 0; ; number++)
            {
                // Every third record comes with the one after it, so that commits carry records nobody waits for yet.
                if (number % 3 == 2)
                {
                    var batch = new RecordBatch(LogProbe.Topic);
                    batch.Add(key, Value(run, writer, number));
                    batch.Add(key, Value(run, writer, ++number));
                    await log.AppendAllAsync(batch);
                }
                else await log.AppendAsync(LogProbe.Topic, key, Value(run, writer, number), CancellationToken.None);
                lock (output)
                {
                    output.WriteLine($"{writer} {number}");
                    output.Flush();
                }
            }
        }));
        return 0;
    }

    public static byte[] Key(int writer) => Encoding.UTF8.GetBytes($"drill-{writer}");

    public static byte[] Value(int run, int writer, int number)
    {
        var seed = (run * 31 + writer) * 10_007 + number;
        var value = LogProbe.Payload(12 + (number % 50 == 49 ? 700_000 : seed * 97 % 60_000), seed);
        BinaryPrimitives.WriteInt32LittleEndian(value, run);
        BinaryPrimitives.WriteInt32LittleEndian(value.AsSpan(4), writer);
        BinaryPrimitives.WriteInt32LittleEndian(value.AsSpan(8), number);
        return value;
    }
}
