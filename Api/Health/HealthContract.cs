using System.Text.Json.Serialization;

namespace Maintenance.Api.Health;

/// <summary>Response of <c>/health</c>.</summary>
/// <param name="Status">healthy, degraded or unhealthy: the worst status of the parts.</param>
/// <param name="Parts">Parts by name.</param>
internal sealed record HealthContract(string Status, IReadOnlyList<HealthPartContract> Parts);

/// <summary>A part of the process.</summary>
/// <param name="Name">Name.</param>
/// <param name="Status">healthy, degraded or unhealthy.</param>
/// <param name="Detail">What is wrong and what to do; only for users of all regions.</param>
internal sealed record HealthPartContract(string Name, string Status,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Detail);
