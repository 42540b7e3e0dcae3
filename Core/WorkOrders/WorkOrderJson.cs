using System.Text.Json.Serialization;

namespace Maintenance.Core.WorkOrders;

/// <summary>Alarms and parts of a work order as they are stored.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(IReadOnlyList<WorkOrderAlarm>))]
[JsonSerializable(typeof(IReadOnlyList<WorkOrderPart>))]
internal sealed partial class WorkOrderJson : JsonSerializerContext;
