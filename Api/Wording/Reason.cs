namespace Maintenance.Api.Wording;

/// <summary>One reason of an assessment: in words, with the stored numbers (stored units) if there are any.</summary>
public sealed record Reason(
    string Text, string? Descriptor = null, double? Value = null, string? Unit = null, double? UsualLow = null, double? UsualHigh = null,
    double? Contribution = null);
