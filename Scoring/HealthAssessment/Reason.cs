using System.Text.Json.Serialization;

namespace Maintenance.Scoring.HealthAssessment;

/// <summary>One reason of an assessment, as stored and shown.</summary>
/// <param name="Cause">Text for the operator.</param>
/// <param name="Descriptor">Window feature.</param>
/// <param name="Value">Its value; null when missing.</param>
/// <param name="Unit">Unit.</param>
/// <param name="UsualLow">Lower end of the usual range; null when unknown.</param>
/// <param name="UsualHigh">Upper end; null when unknown.</param>
/// <param name="Contribution">Contribution to the score of the failure mode, in the model's link space.</param>
internal sealed record Reason(string Cause, string Descriptor, float? Value, string Unit, float? UsualLow, float? UsualHigh,
    float Contribution);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(Reason[]))]
internal sealed partial class ReasonJson : JsonSerializerContext;
