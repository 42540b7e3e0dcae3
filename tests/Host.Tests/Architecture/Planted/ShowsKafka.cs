using Confluent.Kafka;

namespace Maintenance.Store.Planted;

/// <summary>Breaks a rule, so that a test sees that the rule finds it.</summary>
public sealed class ShowsKafka(TopicPartition first)
{
    public IReadOnlyList<TopicPartition> Many { get; } = [first];
}
