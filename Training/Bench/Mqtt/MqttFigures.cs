namespace Maintenance.Training.Bench.Mqtt;

/// <summary>What <c>bench mqtt</c> prints; names are the JSON's.</summary>
public sealed record MqttFigures
{
    /// <summary>Single JSON readings per second from the first sent to the last visible in SQL.</summary>
    public required double StoredPerSecond { get; init; }

    /// <summary>The same to the last PUBACK.</summary>
    public required double AcknowledgedPerSecond { get; init; }

    /// <summary>Processor time of the host and of its child processes for each message, µs; publishers are not in it.</summary>
    public required double ProcessorMicrosPerMessage { get; init; }

    /// <summary>Messages sent, acknowledged and stored; the run fails where they differ.</summary>
    public required long Messages { get; init; }

    /// <summary>Publishing processes.</summary>
    public required int Publishers { get; init; }

    /// <summary>Seconds until the last was visible in SQL.</summary>
    public required double Seconds { get; init; }

    /// <summary>Program that was measured.</summary>
    public required string Program { get; init; }
}
