namespace Maintenance.Store.Log.Embedded.Planted;

/// <summary>Breaks a rule, so that a test sees that the rule finds it.</summary>
internal sealed class EmbeddedKnowsKafka
{
    public Maintenance.Store.Log.Kafka.Planted.KafkaKnowsEmbedded? Known { get; set; }
}
