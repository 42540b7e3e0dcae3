namespace Maintenance.Training.Bench.Mqtt;

/// <summary>Output of <c>bench mqtt</c>; the property names are those of the JSON.</summary>
public sealed record MqttFigures
{
    /// <summary>Single JSON readings per second from sending the first until the last is visible in SQL.</summary>
    public required double StoredPerSecond { get; init; }

    /// <summary>The same, until the last PUBACK.</summary>
    public required double AcknowledgedPerSecond { get; init; }

    /// <summary>Processor time of the host and its child processes per message, µs, without the publishers.</summary>
    public required double ProcessorMicrosPerMessage { get; init; }

    /// <summary>Messages sent, acknowledged and stored; the run fails when these differ.</summary>
    public required long Messages { get; init; }

    /// <summary>Number of publishing processes.</summary>
    public required int Publishers { get; init; }

    /// <summary>Seconds until the last message was visible in SQL.</summary>
    public required double Seconds { get; init; }

    /// <summary>Program that was measured.</summary>
    public required string Program { get; init; }
}
