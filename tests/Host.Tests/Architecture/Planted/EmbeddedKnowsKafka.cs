namespace Maintenance.Store.EmbeddedLog.Planted;

/// <summary>Breaks a rule, so that a test sees that the rule finds it.</summary>
internal sealed class EmbeddedKnowsKafka
{
    public Maintenance.Store.KafkaLog.Planted.KafkaKnowsEmbedded? Known { get; set; }
}
