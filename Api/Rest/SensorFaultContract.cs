using Maintenance.Api.Wording;

namespace Maintenance.Api.Rest;

/// <summary>A sensor at fault: stored words for programs, a text for people.</summary>
internal sealed record SensorFaultContract(string Channel, string Fault, string? Because, string Text)
{
    public static SensorFaultContract[] All(string? json) =>
        [.. ConditionText.SensorFaults(json).Select(f => new SensorFaultContract(f.Channel, f.Fault, f.Because, f.Text))];
}
