using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Maintenance.Core.Log;
using Maintenance.Core.Ports;
using Maintenance.Store.Log;
using Microsoft.Extensions.Logging.Abstractions;

namespace Maintenance.Contracts.Tests.Log.Embedded;

/// <summary>Random sequences of operations against a list: what a log is, in its simplest words.</summary>
public sealed class EmbeddedLogModelTests
{
    private static readonly LogTestOptions Options = new() { Partitions = 2, MaxRecordBytes = 1 << 20, MaxBytesInFlight = 2 << 20 };

    [Fact]
    public void Any_sequence_of_operations_gives_what_a_list_would()
    {
        var operation = Gen.Frequency(
            (6, Sized(Kind.Append)), (8, Sized(Kind.Begin)), (2, Sized(Kind.Settle)), (1, Sized(Kind.Reopen)), (3, Sized(Kind.Read)),
            (2, Sized(Kind.Follow)));
        var sequences = operation.ListOf().Select(list => list.ToArray()).ToArbitrary();

        Prop.ForAll(sequences, operations => RunAsync(operations).GetAwaiter().GetResult())
            .Check(Config.QuickThrowOnFailure.WithMaxTest(60).WithEndSize(60));
    }

    private static Gen<Operation> Sized(Kind kind) =>
        from key in Gen.Choose(0, 5)
        from length in Gen.Frequency((6, Gen.Choose(0, 3000)), (2, Gen.Choose(3000, 200_000)), (1, Gen.Choose(250_000, 1_000_000)))
        from place in Gen.Choose(0, 1_000_000)
        select new Operation(kind, key, length, place);

    private static async Task RunAsync(Operation[] operations)
    {
        var directory = Directory.CreateTempSubdirectory("telemetry-log-model-").FullName;
        var run = new Run(directory);
        try
        {
            foreach (var operation in operations) await run.ApplyAsync(operation);
            await run.CompareAllAsync();
        }
        finally
        {
            await run.Log.DisposeAsync();
            Directory.Delete(directory, recursive: true);
        }
    }

    private enum Kind
    {
        Append,
        Begin,
        Settle,
        Reopen,
        Read,
        Follow,
    }

    private readonly record struct Operation(Kind Kind, int Key, int Length, int Where);

    private sealed class Run(string directory)
    {
        private readonly List<(LogPosition Position, string Key, byte[] Value)>[] _model = [[], []];
        private readonly int[] _followed = new int[2];
        private readonly List<(Task<LogPosition> Append, string Key, byte[] Value)> _begun = [];
        private readonly ILogReader?[] _followers = new ILogReader?[2];
        private int _count;

        public ITelemetryLog Log { get; private set; } = Open(directory);

        public async Task ApplyAsync(Operation operation)
        {
            switch (operation.Kind)
            {
                case Kind.Append:
                case Kind.Begin:
                    var value = LogProbe.Payload(operation.Length, _count++);
                    _begun.Add((Log.AppendBytesAsync($"D{operation.Key}", value).AsTask(), $"D{operation.Key}", value));
                    if (operation.Kind == Kind.Append) await SettleAsync();
                    break;
                case Kind.Settle:
                    await SettleAsync();
                    break;
                case Kind.Reopen:
                    await Log.DisposeAsync(); // makes what was begun durable
                    await SettleAsync();
                    Log = Open(directory);
                    Array.Clear(_followers);
                    break;
                case Kind.Read:
                    await ReadAsync(operation.Where % 2, operation.Where);
                    break;
                case Kind.Follow:
                    await FollowAsync(operation.Where % 2, operation.Length);
                    break;
            }
        }

        public async Task CompareAllAsync()
        {
            await SettleAsync();
            for (var p = 0; p < 2; p++) Compare(await Log.ReadAllAsync(p), _model[p]);
        }

        // Appends are in the log in the order in which they were begun.
        private async Task SettleAsync()
        {
            foreach (var (append, key, value) in _begun)
            {
                var position = await append;
                position.Partition.ShouldBe(Murmur2.Partition(Encoding.UTF8.GetBytes(key), 2));
                _model[position.Partition].Add((position, key, value));
            }
            _begun.Clear();
        }

        // From a random offset, whether a record begins there or not.
        private async Task ReadAsync(int partition, int where)
        {
            await SettleAsync();
            var model = _model[partition];
            var offset = where % 3 == 0 && model.Count > 0
                ? model[where % model.Count].Position.Offset : where % (Log.HighWatermark(LogProbe.Topic, partition) + 100);
            Compare(await Log.ReadAllAsync(partition, offset), model.Where(m => m.Position.Offset >= offset));
        }

        // A reader that lives on between the operations (and goes on at its position after a reopening) sees each record once.
        private async Task FollowAsync(int partition, int maxBytes)
        {
            await SettleAsync();
            var model = _model[partition];
            var from = _followed[partition] == 0 ? 0 : model[_followed[partition] - 1].Position.NextOffset;
            var reader = _followers[partition] ??= Log.OpenReader(LogProbe.Topic, partition, from);
            var batch = new LogBatch();
            reader.Read(batch, maxBytes);
            Compare([.. batch.ToRecords()], model.Skip(_followed[partition]).Take(batch.Count));
            if (batch.Count == 0) _followed[partition].ShouldBe(model.Count);
            _followed[partition] += batch.Count;
        }

        private static void Compare(List<LogRecord> records, IEnumerable<(LogPosition Position, string Key, byte[] Value)> expected)
        {
            var i = 0;
            foreach (var (position, key, value) in expected)
            {
                records.Count.ShouldBeGreaterThan(i);
                records[i].Offset.ShouldBe(position.Offset);
                records[i].Key.ShouldBe(key);
                records[i++].Value.ShouldBeBytes(value);
            }
            records.Count.ShouldBe(i);
        }

        private static ITelemetryLog Open(string directory) =>
            TelemetryLogs.Open(EmbeddedTelemetryLogTests.OptionsFor(directory, Options), TimeProvider.System, NullLoggerFactory.Instance);
    }
}
