namespace Maintenance.Api.Wording;

/// <summary>A sensor that is at fault: what it says is not judged.</summary>
/// <param name="Channel">Standard channel, or the name of a waveform's location.</param>
/// <param name="Fault">What is wrong with it, snake_case.</param>
/// <param name="Because">What shows it; null when not told.</param>
public sealed record SensorFault(string Channel, string Fault, string? Because)
{
    /// <summary>In words: "lateral vibration: saturated (12 % of samples at ±50 m/s2)".</summary>
    public string Text => Because is null ? Short : $"{Short} ({Because})";

    /// <summary>Without what shows it: "lateral vibration: saturated".</summary>
    public string Short => $"{Words(Channel)}: {Words(Fault)}";

    private static string Words(string name) => name.Replace('_', ' ');
}
