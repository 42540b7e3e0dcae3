using System.Text;
using Maintenance.Core.Channels;
using Maintenance.Core.Tables;
using Maintenance.Core.Telemetry;
using Maintenance.Simulator.Load;

namespace Maintenance.Training.Bench;

/// <summary>The rows of <c>reading</c> that the pipeline produces from a load, in the same order, without running the pipeline.</summary>
internal static class FloorRows
{
    /// <summary>Two row groups of the engine: one transaction of the floor measurement.</summary>
    private const int Rows = 2 * 122_880;

    public static ReadingBatch Make(LoadGenerator generator, int rows = Rows)
    {
        var batch = new ReadingBatch();
        var bytes = new byte[generator.RecordBytes];
        for (var i = 0; batch.RowCount < rows; i++)
        {
            generator.NextRecord(i % generator.Assets.Count, bytes);
            Add(TelemetryRecordView.DecodeTrusted(bytes), batch);
        }
        return batch;
    }

    private static void Add(in TelemetryRecordView record, ReadingBatch batch)
    {
        var count = record.ReadingCount;
        batch.Assets.AddRepeated(Encoding.ASCII.GetString(record.AssetUtf8), count);
        var times = batch.EventTimes.Extend(count);
        for (var i = 0; i < count; i++) times[i] = record.TimeOf(i);
        for (var channel = 0; channel < StandardChannels.Count; channel++)
        {
            var column = batch.Channel(channel);
            if (record.IndexOf(channel) is >= 0 and var index) column.AddRange(record.Column(index));
            else column.AddRepeated(float.NaN, count);
        }
    }
}
