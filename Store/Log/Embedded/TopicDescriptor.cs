using System.Text.Json;
using Maintenance.Core.Ports;

namespace Maintenance.Store.Log.Embedded;

/// <summary>What is fixed for the life of a topic, in <c>topic.json</c> in its folder.</summary>
/// <param name="Format">Version of the file format.</param>
/// <param name="Partitions">Partition count.</param>
/// <param name="SegmentBytes">Size of the files.</param>
internal sealed record TopicDescriptor(int Format, int Partitions, long SegmentBytes)
{
    private const int CurrentFormat = 1;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    /// <summary>Reads the descriptor of a topic, or writes it for a new one.</summary>
    /// <exception cref="LogException">It cannot be read, has an unknown format, or the topic was created with a different partition
    /// count.</exception>
    public static TopicDescriptor ReadOrCreate(string topic, string directory, int partitions, long segmentBytes)
    {
        var path = Path.Combine(directory, "topic.json");
        if (!File.Exists(path)) return Create(directory, path, new TopicDescriptor(CurrentFormat, partitions, segmentBytes));
        TopicDescriptor found;
        try
        {
            found = JsonSerializer.Deserialize<TopicDescriptor>(File.ReadAllBytes(path), Json) ?? throw new JsonException("It is empty.");
        }
        catch (JsonException error)
        {
            throw new LogException($"The descriptor of topic {topic}, {path}, cannot be read: {error.Message}", isTransient: false, error);
        }
        if (found.Format != CurrentFormat)
            throw new LogException($"{path} has format {found.Format}; this build reads {CurrentFormat}.", isTransient: false);
        if (found.SegmentBytes is < PartitionSettings.PageBytes or > 1L << 30 || !long.IsPow2(found.SegmentBytes))
            throw new LogException($"The descriptor of topic {topic}, {path}, says segments of {found.SegmentBytes} bytes; a power of two "
                + "from 1 MiB to 1 GiB is possible. It is damaged: restore it from a backup.", isTransient: false);
        return found.Partitions == partitions
            ? found
            : throw new LogException(
                $"Log:Partitions:{topic} is {partitions}, but the topic was created with {found.Partitions} partitions. A change would "
                    + "move assets between " +
                $"partitions and break their order: set it back to {found.Partitions}, or move {directory} away to start the topic over.",
                isTransient: false);
    }

    private static TopicDescriptor Create(string directory, string path, TopicDescriptor descriptor)
    {
        Directory.CreateDirectory(directory);
        AtomicFile.Write(path, JsonSerializer.SerializeToUtf8Bytes(descriptor, Json));
        return descriptor;
    }
}
