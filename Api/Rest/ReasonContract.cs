using Maintenance.Api.Wording;

namespace Maintenance.Api.Rest;

/// <summary>One reason: text in metric units for people, numbers in stored units for programs; null if the model gives none.</summary>
internal sealed record ReasonContract(
    string Text, string? Descriptor, double? Value, string? Unit, double? UsualLow, double? UsualHigh, double? Contribution)
{
    public static ReasonContract[] All(string? json) => [.. ReasonText.Read(json, UnitSystem.Metric)
        .Select(Of)];

    public static ReasonContract Of(Reason r) => new(r.Text, r.Descriptor, r.Value, r.Unit, r.UsualLow, r.UsualHigh, r.Contribution);
}
