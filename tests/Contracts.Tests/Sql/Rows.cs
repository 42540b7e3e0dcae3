using Maintenance.Core.Channels;
using Maintenance.Core.Ports;
using Maintenance.Core.Tables;

namespace Maintenance.Contracts.Tests.Sql;

/// <summary>Makes rows of the store's tables for tests.</summary>
internal static class Rows
{
    /// <summary>2026-01-01 00:00 UTC.</summary>
    public const long Start = 1_767_225_600_000_000;

    public const long Second = 1_000_000;

    public static OffsetKey Key(int partition = 0) => new("scoring", "telemetry.v1", partition);

    /// <summary>A batch whose columns not named are empty: NaN, null, zero.</summary>
    public static TableBatch Of(TableSchema schema, params (string Column, object? Value)[][] rows)
    {
        var batch = new TableBatch(schema);
        foreach (var row in rows)
        {
            for (var c = 0; c < schema.Columns.Count; c++)
            {
                var value = row.FirstOrDefault(v => v.Column == schema.Columns[c].Name).Value;
                Add(batch, c, schema.Columns[c].Type, value);
            }
        }
        return batch;
    }

    /// <summary>Readings of one asset, one a second, with the value in <c>torque</c>.</summary>
    public static ReadingBatch Readings(string asset, int count, long firstSecond = 0, float torque = 1)
    {
        var batch = new ReadingBatch();
        batch.Assets.AddRepeated(asset, count);
        var times = batch.EventTimes.Extend(count);
        for (var i = 0; i < count; i++) times[i] = Start + ((firstSecond + i) * Second);
        for (var c = 0; c < StandardChannels.Count; c++)
            batch.Channel(c).AddRepeated(c == StandardChannels.Torque ? torque : float.NaN, count);
        return batch;
    }

    public static StoreCommit Commit(long? expected, long next, params TableBatch[] batches) => Commit(0, expected, next, batches);

    public static StoreCommit Commit(int partition, long? expected, long next, params TableBatch[] batches) =>
        new() { Batches = batches, Offset = new OffsetMove(Key(partition), expected, next) };

    public static StoreCommit Commit(params TableBatch[] batches) => new() { Batches = batches };

    private static void Add(TableBatch batch, int column, ColumnType type, object? value)
    {
        switch (type)
        {
            case ColumnType.TinyInt: batch.Column<byte>(column).Add(Convert.ToByte(value ?? 0)); break;
            case ColumnType.Integer: batch.Column<int>(column).Add(Convert.ToInt32(value ?? 0)); break;
            case ColumnType.BigInt: batch.Column<long>(column).Add(Convert.ToInt64(value ?? 0)); break;
            case ColumnType.Timestamp: batch.Column<long>(column).Add(value is null ? long.MinValue : Convert.ToInt64(value)); break;
            case ColumnType.Real: batch.Column<float>(column).Add(value is null ? float.NaN : Convert.ToSingle(value)); break;
            case ColumnType.DoublePrecision: batch.Column<double>(column).Add(value is null ? double.NaN : Convert.ToDouble(value)); break;
            case ColumnType.Text: batch.Column<string?>(column).Add((string?)value); break;
            case ColumnType.Blob: batch.Column<byte[]?>(column).Add((byte[]?)value); break;
            default: throw new ArgumentOutOfRangeException(nameof(type));
        }
    }
}
