using System.Text.Json.Serialization;

namespace Maintenance.Core.Feed;

/// <summary>JSON form of <see cref="SharedUpdate"/>: camelCase, missing numbers as "NaN".</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, RespectNullableAnnotations = true)]
[JsonSerializable(typeof(SharedUpdate))]
internal sealed partial class SharedUpdateJson : JsonSerializerContext;
