namespace Maintenance.Store.Log.Kafka.Planted;

/// <summary>Breaks a rule, so that a test sees that the rule finds it.</summary>
internal sealed class KafkaKnowsEmbedded
{
    public Maintenance.Store.Log.Embedded.Planted.EmbeddedKnowsKafka? Known { get; set; }
}
