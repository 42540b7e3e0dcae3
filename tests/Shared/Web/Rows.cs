using Maintenance.Core.Assets;
using Maintenance.Core.Channels;
using Maintenance.Core.Conditions;
using Maintenance.Core.Feed;
using Maintenance.Core.Tables;
using Maintenance.Core.Time;

namespace Maintenance.Tests.Web;

/// <summary>Rows as the other stages write them.</summary>
internal static class Rows
{
    public static readonly DateTime Noon = new(2025, 6, 1, 12, 0, 0, DateTimeKind.Utc);

    public const string Reasons =
        """[{"cause":"bearing impulsiveness (kurtosis)","descriptor":"waveform_kurtosis_max","value":7.81,"unit":"1","usualLow":2.7,"usualHigh":3.6,"contribution":1.4},{"cause":"bearing temperature","descriptor":"bearing_temperature_mean","value":81.5,"unit":"degC","usualLow":40,"usualHigh":65,"contribution":0.3}]""";

    public const string Evidence =
        """{"bearing_wear":{"evidence":"weak","because":"by temperature only"},"imbalance":{"evidence":"good"},"stick_slip":{"evidence":"good"},"overheating":{"evidence":"good"},"gear_wear":{"evidence":"none","because":"no vibration waveform"},"whirl":{"evidence":"none","because":"no vibration waveform"}}""";

    public const string Findings =
        """[{"mode":"bearing_wear","probability":0.69,"component":"top-drive bearing","defect":"outer race","severity":"C","by":"rule and model","advice":"Take a grease sample.","effect":"The defect does not heal.","reasons":[{"cause":"bearing temperature","descriptor":"bearing_temperature_mean","value":81.5,"unit":"degC","usualLow":40,"usualHigh":65,"contribution":0.3}]},{"mode":"imbalance","probability":0.2,"by":"model","advice":"Look for mud cake.","effect":"Vibration falls.","reasons":[]}]""";

    public const string SensorFaults =
        """[{"channel":"vibration_lateral","fault":"saturated","because":"12 % of samples at ±50 m/s2"}]""";

    public static Asset Drill(string id, string region, double latitude = 59.1, double longitude = 2.4) =>
        new(AssetId.Parse(id), region, "GRANE", "RIG2", latitude, longitude, 0.2159);

    /// <summary>Adds one row; values in the order of the columns.</summary>
    public static TableBatch Add(this TableBatch batch, params object?[] values)
    {
        values.Length.ShouldBe(batch.Schema.Columns.Count);
        for (var i = 0; i < values.Length; i++)
            switch (batch[i])
            {
                case ColumnBuffer<byte> column: column.Add(Convert.ToByte(values[i])); break;
                case ColumnBuffer<int> column: column.Add(Convert.ToInt32(values[i])); break;
                case ColumnBuffer<long> column:
                    column.Add(values[i] is DateTime time
                    ? UnixMicros.Of(time) : values[i] is null ? long.MinValue : Convert.ToInt64(values[i])); break;
                case ColumnBuffer<float> column: column.Add(values[i] is null ? float.NaN : Convert.ToSingle(values[i])); break;
                case ColumnBuffer<double> column: column.Add(values[i] is null ? double.NaN : Convert.ToDouble(values[i])); break;
                case ColumnBuffer<string> column: column.Add((string)values[i]!); break;
                case ColumnBuffer<byte[]> column: column.Add((byte[])values[i]!); break;
                default: throw new NotSupportedException(batch[i].GetType().Name);
            }
        return batch;
    }

    public static TableBatch AddReading(this TableBatch batch, string asset, DateTime time, params (int Channel, double Value)[] values)
    {
        var row = new object?[2 + StandardChannels.Count];
        (row[0], row[1]) = (asset, time);
        foreach (var (channel, value) in values) row[2 + channel] = value;
        return batch.Add(row);
    }

    public static TableBatch AddAssessment(
        this TableBatch batch, string asset, DateTime time, double health, string grade, string mode, string? reasons = null,
        DateTime? knownAt = null, string? evidence = null, string? findings = null, string? sensorFaults = null,
        (double P10, double P50, double P90, double Limit)? rul = null) =>
        batch.Add(asset, time, knownAt ?? time.AddSeconds(1), 0, 0, health, grade, mode, 1 - health / 100, rul?.P10, rul?.P50, rul?.P90,
            "drilling", reasons, "hash", null, evidence, findings, sensorFaults, 2, rul?.Limit);

    /// <summary>Adds a block that was not assessed.</summary>
    public static TableBatch AddNotAssessed(this TableBatch batch, string asset, DateTime time, string why, string? evidence = null,
        string? sensorFaults = null) =>
        batch.Add(asset, time, time.AddSeconds(1), 0, 0, null, null, null, null, null, null, null, "idle", null, "hash", why, evidence,
            null, sensorFaults, 2, null);

    /// <summary>Adds a block with the statistics of one channel; null leaves them out, as a store of before did.</summary>
    public static TableBatch AddBlock(
        this TableBatch batch, string asset, DateTime time, TimeSpan duration, int readings, Channel channel,
        (double Min, double Max, double Mean)? statistics, DateTime? knownAt = null)
    {
        var row = new object?[batch.Schema.Columns.Count];
        object?[] head = [asset, time, knownAt ?? time.AddSeconds(1), 0, 0, (long)duration.TotalMicroseconds, readings, "drilling", 0];
        head.CopyTo(row, 0);
        foreach (var (kind, value) in new[] { (ChannelStatisticKind.Minimum, statistics?.Min),
            (ChannelStatisticKind.Maximum, statistics?.Max), (ChannelStatisticKind.Mean, statistics?.Mean) })
            row[batch.Schema.Columns.Index().Single(c => c.Item.Name == ChannelStatistics.ColumnOf(channel, kind)).Index] = value;
        return batch.Add(row);
    }

    public static AssetUpdate Update(string asset, string region, DateTime time, double health, string grade = "A", string mode = "none",
        string? reasons = null) => new()
        {
            Asset = asset,
            Region = region,
            EventTimeUnixMicros = UnixMicros.Of(time),
            ReceivedUnixMicros = UnixMicros.Of(time) + 1000,
            HealthIndex = (float)health,
            Grade = grade,
            NotAssessed = grade.Length == 0 ? "the string stands still" : null,
            FailureMode = mode,
            FailureProbability = (float)(1 - health / 100),
            DrillingState = "drilling",
            Reasons = reasons,
            Channels = [StandardChannels.RotarySpeed, StandardChannels.Torque],
            Means = [120, float.NaN],
            Minima = [110, float.NaN],
            Maxima = [130, float.NaN],
        };
}
