namespace Maintenance.Store.KafkaLog.Planted;

/// <summary>Breaks a rule, so that a test sees that the rule finds it.</summary>
internal sealed class KafkaKnowsEmbedded
{
    public Maintenance.Store.EmbeddedLog.Planted.EmbeddedKnowsKafka? Known { get; set; }
}
