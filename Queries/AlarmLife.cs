using Maintenance.Core.Tables;

namespace Maintenance.Queries;

/// <summary>What is on record of the alarm of one rule on one asset.</summary>
/// <param name="Events">Rows of when it stood, each correction of it too, by the time they were known.</param>
/// <param name="Actions">What operators did, by sequence.</param>
/// <param name="IsComplete">False when older rows were left out.</param>
public sealed record AlarmLife(IReadOnlyList<AlarmEventRow> Events, IReadOnlyList<OperatorActionRow> Actions, bool IsComplete);
