using System.Text.Json.Serialization;

namespace Maintenance.Core.Feed;

/// <summary>How <see cref="SharedUpdate"/> is written: camelCase, missing numbers as "NaN".</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(SharedUpdate))]
internal sealed partial class SharedUpdateJson : JsonSerializerContext;
