using System.Numerics;
using System.Text.RegularExpressions;
using Maintenance.Store.Log.Kafka;
using Microsoft.Extensions.Options;

namespace Maintenance.Store.Log;

/// <summary>Checks <see cref="TelemetryLogOptions"/> and lists every failure at once.</summary>
internal sealed partial class TelemetryLogOptionsValidator : IValidateOptions<TelemetryLogOptions>
{
    private const long MiB = 1 << 20;

    public ValidateOptionsResult Validate(string? name, TelemetryLogOptions options)
    {
        var failures = new List<string>();
        void Check(bool ok, string key, object? found, string allowed)
        {
            if (!ok) failures.Add($"{TelemetryLogOptions.SectionName}:{key} is '{found}'; allowed: {allowed}.");
        }

        Check(Enum.IsDefined(options.Engine), nameof(options.Engine), options.Engine,
            string.Join(", ", Enum.GetNames<TelemetryLogEngine>()));
        Check(!string.IsNullOrWhiteSpace(options.DataDirectory), nameof(options.DataDirectory), options.DataDirectory,
            "the path of a folder");
        Check(options.CommitInterval >= TimeSpan.Zero && options.CommitInterval <= TimeSpan.FromSeconds(1),
            nameof(options.CommitInterval), options.CommitInterval, "00:00:00 to 00:00:01");
        Check(IsSegmentSize(options.SegmentBytes), nameof(options.SegmentBytes), options.SegmentBytes,
            "a power of two from 1 MiB to 1 GiB");
        Check(options.RetentionBytes >= options.SegmentBytes, nameof(options.RetentionBytes), options.RetentionBytes,
            $"at least SegmentBytes ({options.SegmentBytes})");
        Check(options.DeadLetterRetentionBytes > 0, nameof(options.DeadLetterRetentionBytes), options.DeadLetterRetentionBytes,
            "more than 0");
        Check(options.RetentionAge > TimeSpan.Zero, nameof(options.RetentionAge), options.RetentionAge, "more than 0");
        Check(options.RetentionCheckInterval > TimeSpan.Zero && options.RetentionCheckInterval <= TimeSpan.FromDays(1),
            nameof(options.RetentionCheckInterval), options.RetentionCheckInterval, "more than 0, at most one day");
        Check(options.MaxRecordBytes is >= 1024 and <= (int)(64 * MiB), nameof(options.MaxRecordBytes), options.MaxRecordBytes,
            "1 KiB to 64 MiB");
        Check(options.MaxBytesInFlight >= options.MaxRecordBytes + MiB && options.MaxBytesInFlight <= 512 * MiB,
            nameof(options.MaxBytesInFlight), options.MaxBytesInFlight, "MaxRecordBytes + 1 MiB to 512 MiB");
        Check(options.Partitions.Count > 0, nameof(options.Partitions), "", "at least one topic");
        foreach (var (topic, count) in options.Partitions)
        {
            Check(TopicName().IsMatch(topic), nameof(options.Partitions), topic, "topics of 1-64 characters a-z 0-9 . -, first a letter");
            Check(count is >= 1 and <= 1024, $"{nameof(options.Partitions)}:{topic}", count, "1 to 1024");
        }
        if (options.Engine == TelemetryLogEngine.Kafka) KafkaLogOptionsRules.Check(options.Kafka, failures);
        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }

    private static bool IsSegmentSize(long bytes) => bytes is >= MiB and <= 1024 * MiB && BitOperations.IsPow2(bytes);

    [GeneratedRegex(@"^[a-z][a-z0-9.\-]{0,63}\z", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex TopicName();
}
