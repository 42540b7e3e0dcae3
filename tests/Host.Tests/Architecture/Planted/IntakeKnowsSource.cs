namespace Maintenance.Ingest.Intake.Planted;

/// <summary>Breaks: the door into the log knows no source.</summary>
internal sealed class IntakeKnowsSource
{
    public Sources.Mqtt.MqttOptions? Known { get; set; }
}
